/** Every check: what it takes, ends of ranges included, and the words with which it refuses the rest. */
import { createContext, runInContext } from 'node:vm'
import { OptionError, TorchError } from '../../../lib'
import {
  checkBoolean,
  checkChoice,
  checkCount,
  checkFlags,
  checkFunction,
  checkInstance,
  checkInteger,
  checkNumber,
  checkOptionNames,
  checkPositiveInteger,
  checkProbability,
  checkString,
  checkText,
  copyKey,
  describeValue,
  didYouMean,
  flagOf,
  isPlainObject,
  refusePromise,
  thisCopy,
} from '../../../lib/base/check'

function errorOf(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

/** The largest integer that is exact, and the next number. */
const [largest, beyond] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1]

type Check = (what: string, value: unknown) => void

describe.each<[Check, string, taken: unknown[], refused: unknown[]]>([
  [
    checkPositiveInteger,
    'a positive integer',
    [1, 2, largest],
    [0, -1, 1.5, NaN, Infinity, beyond, '1', 1n],
  ],
  [checkInteger, 'an integer', [0, -1, 3, -largest], [0.5, NaN, -Infinity, beyond, '1', null]],
  [checkCount, 'an integer of at least 0', [0, 1, largest], [-1, 0.5, NaN, beyond, '0', 0n]],
  [checkBoolean, 'true or false', [true, false], [0, 1, 'true', null, undefined]],
  [checkString, 'a string', ['x', ' '], ['', 1, null]],
  [checkText, 'a string', ['', 'x'], [1, null, undefined]],
  [checkNumber, 'a number', [0, -1.5, Infinity, -Infinity], [NaN, '1', 1n, undefined]],
  [
    checkProbability,
    'a probability from 0 to 1',
    [0, 0.5, 1],
    [-0.01, 1.01, NaN, Infinity, '0.5', true],
  ],
  [checkFunction, 'a function', [() => 1, class A {}], [1, {}, null]],
])('$name', (check, expected, taken, refused) => {
  it.each(taken)('takes %p', value => expect(check('f: x', value)).toBeUndefined())

  it.each(refused)('refuses %p', value => {
    const error = errorOf(() => check('f: x', value))
    expect(error).toEqual(
      new OptionError(`f: x: expected ${expected}, found ${describeValue(value)}`),
    )
    expect(error).toBeInstanceOf(OptionError)
  })
})

test('values in messages', () => {
  class Model {}
  const named = function step() {}
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const cases: [value: unknown, text: string][] = [
    ['ab', "'ab'"],
    ['x'.repeat(100), `'${'x'.repeat(100)}'`],
    ['x'.repeat(101), `'${'x'.repeat(100)}…'`],
    [12n, '12n'],
    [-0.5, '-0.5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [[1, 2, 3], 'an array of 3'],
    [named, 'the function step'],
    [
      (
        () => () =>
          1
      )(),
      'a function',
    ],
    [{ a: 1 }, 'an object'],
    [Object.create(null), 'an object'],
    [new Model(), 'a Model'],
    [new Map(), 'a Map'],
    [{ [copyKey]: {} }, 'a Tensor of another copy of isbe-torch'],
    [{ [copyKey]: thisCopy }, 'an object'],
    [revoked.proxy, 'an object that cannot be read'],
  ]
  expect(cases.map(([value]) => describeValue(value))).toEqual(cases.map(([, text]) => text))
})

test('a plain object has no class, in whatever realm it was made', () => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const foreign: unknown = runInContext('({ a: 1 })', createContext())
  const plain = [{}, Object.create(null), foreign]
  const others = [new (class A {})(), [], new Map(), () => 1, null, undefined, 1, 'x']
  expect(plain.map(isPlainObject)).toEqual([true, true, true])
  expect([...others, revoked.proxy].map(isPlainObject)).toEqual(Array(9).fill(false))
})

describe('the nearest name', () => {
  it.each<[name: string, known: string[], nearest: string]>([
    ['abcdef', ['abcxyz'], 'abcxyz'], // three letters differ
    ['abcdefgh', ['abcdwxyz'], ''], // four
    ['abc', ['abd'], 'abd'], // one of three
    ['abc', ['axy'], ''], // two of three
    ['ab', ['abc'], 'abc'], // one is missing
    ['abcd', ['bcd'], 'bcd'], // one is too many
    ['abcd', ['zabcd', 'yabcd'], 'zabcd'], // the first of two that are as near
    ['abcd', ['abxy', 'abcx'], 'abcx'], // the nearer of two
    ['ABCD', ['abcx'], 'abcx'],
    ['a', ['b'], ''],
  ])('%s among %p is %p', (name, known, nearest) => {
    expect(didYouMean(name, known)).toBe(nearest && ` (did you mean '${nearest}'?)`)
  })
})

test('options that are no object, with what to write instead', () => {
  const messageOf = (options: unknown, known: string[]) =>
    String(errorOf(() => checkOptionNames('f', options, known)))
  expect([
    messageOf(3, ['dim', 'out']),
    messageOf(null, ['dim', 'out']),
    messageOf([], []),
    messageOf({ dimm: 1 }, ['dim']),
    messageOf({ far: 1 }, ['dim', 'out']),
    messageOf({ dim: undefined, out: 1 }, ['dim', 'out']),
  ]).toEqual([
    'OptionError: f: expected an object of options (dim, out), found 3; write { dim: … }',
    'OptionError: f: expected an object of options (dim, out), found null',
    'OptionError: f: expected an object of options (), found an array of 0',
    "OptionError: f: unknown option 'dimm' (did you mean 'dim'?); expected one of dim",
    "OptionError: f: unknown option 'far'; expected one of dim, out",
    'undefined',
  ])
})

test('choices', () => {
  const messageOf = (value: unknown) =>
    String(errorOf(() => checkChoice('f: mode', value, new Set(['mean', 'sum']))))
  expect(['mean', 'sum', 'summ', 'other', 1].map(messageOf)).toEqual([
    'undefined',
    'undefined',
    "OptionError: f: mode: expected mean, sum, found 'summ' (did you mean 'sum'?)",
    "OptionError: f: mode: expected mean, sum, found 'other'",
    'OptionError: f: mode: expected mean, sum, found 1',
  ])
})

test('a flag comes by position or by name, or is left out', () => {
  const read = (given: never, otherwise = true) => flagOf('f', 'strict', given, otherwise)
  expect([
    read(undefined as never),
    read(undefined as never, false),
    read(false as never),
    read(true as never, false),
    read({ strict: false } as never),
    read({} as never),
    read({ strict: undefined } as never, false),
  ]).toEqual([true, false, false, true, false, true, false])
  expect(() => read(1 as never)).toThrow('f: strict: expected true or false, found 1')
  expect(() => read({ strict: 1 } as never)).toThrow('f: strict: expected true or false, found 1')
  expect(() => read({ stric: true } as never)).toThrow(
    "f: unknown option 'stric' (did you mean 'strict'?); expected one of strict",
  )
})

test('flags are booleans where they are there', () => {
  const check = (options: object) => () => checkFlags('f', options, ['a', 'b'])
  for (const options of [{}, { a: true, b: undefined }, { b: false }, { c: 1 }])
    expect(check(options)).not.toThrow()
  expect(check({ a: true, b: null })).toThrow('f: b: expected true or false, found null')
  expect(check({ a: 0 })).toThrow('f: a: expected true or false, found 0')
})

test('instances, of derived classes too', () => {
  class Base {}
  class Derived extends Base {}
  const check = (value: unknown) => () => checkInstance('f', value, Base, 'a Base')
  expect(check(new Base())).not.toThrow()
  expect(check(new Derived())).not.toThrow()
  expect(errorOf(check(new Map()))).toEqual(new OptionError('f: expected a Base, found a Map'))
})

test('a promise is refused, and its failure is nobody else’s', async () => {
  const unhandled = jest.fn()
  process.on('unhandledRejection', unhandled)
  const refuse = (result: unknown) => () => refusePromise('f', result, 'await it first')
  const error = errorOf(refuse(Promise.reject(new Error('late'))))
  await new Promise(resolve => setImmediate(resolve))
  process.off('unhandledRejection', unhandled)
  expect(error).toEqual(
    new TorchError(
      'SCOPE',
      'f: expected a synchronous function, found one that returns a promise; await it first',
    ),
  )
  expect((error as TorchError).code).toBe('SCOPE')
  expect(unhandled).not.toHaveBeenCalled()
  expect(refuse({ then: 1 })).not.toThrow()
})
