/** Whatever JavaScript hands to the addon itself, it answers with a value or an error. */
import torch from '../../lib/index'
import { native } from '../../lib/native'
import { call, failure } from './call'
import { settled } from '../support/settled'

function thrower(): never {
  throw new RangeError('from a getter')
}

const revoked = Proxy.revocable([], {})
revoked.revoke()

const odd: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a symbol', Symbol('x')],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a negative number', -1],
  ['a huge number', 1e300],
  ['a huge bigint', 2n ** 70n],
  ['a string', 'x'],
  ['a function', () => undefined],
  ['a proxy of an array', new Proxy([1], {})],
  ['a proxy that throws', new Proxy({}, { get: thrower })],
  ['a revoked proxy', revoked.proxy],
  ['a getter that throws', Object.defineProperty({}, 'real', { get: thrower })],
  ['an array with a getter that throws', Object.defineProperty([1, 2], 0, { get: thrower })],
  ['an array of holes', new Array(3)],
  ['an array whose length was set', Object.assign([], { length: 2 ** 32 - 1 })],
  [
    'an array of itself',
    (() => {
      const a: unknown[] = []
      a.push(a)
      return a
    })(),
  ],
  ['a detached buffer', detached()],
  ['a shared buffer', new Uint8Array(new SharedArrayBuffer(8))],
  ['a date', new Date(NaN)],
]

function detached(): Float32Array {
  const array = new Float32Array(4)
  structuredClone(array, { transfer: [array.buffer] })
  return array
}

describe('an odd value', () => {
  const x = torch.ones([2, 2])
  afterAll(() => x.dispose())
  const operators = ['neg', 'sum.dim_IntList', 'add.Scalar', 'cat', 'view', 'select.int', 'einsum']

  it.each(odd)('ends no process: %s', (_, value) => {
    const entries = Object.entries(native) as [string, (...args: unknown[]) => unknown][]
    const spared =
      /^(cuda|set|load|stopProfile|startProfile|releaseTransfers|pop|push|timeOperator)/
    for (const [name, entry] of entries) {
      if (spared.test(name)) continue
      for (const args of [
        [value],
        [torch.ones([2]).handle, value],
        [value, value, value, value, value],
      ]) {
        try {
          entry(...args)
        } catch (error) {
          expect(typeof error).toBe('object')
        }
      }
    }
    for (const name of operators) {
      for (const args of [[value], [torch.ones([2]).handle, value], [value, value]]) {
        try {
          call(name, ...args)
        } catch (error) {
          expect(typeof error).toBe('object')
        }
      }
    }
    expect(x.sum().item()).toBe(4)
  })
})

describe('what an array holds', () => {
  it('is not read beyond what any schema takes', () => {
    const long = Object.assign([], { length: 2 ** 32 - 1 })
    expect(failure(() => call('sum.dim_IntList', torch.ones([1]).handle, long)).message).toMatch(
      /at most 16777216 elements/,
    )
  })

  it('may throw by itself', () => {
    const dims = Object.defineProperty([0], 0, { get: thrower })
    expect(() => call('sum.dim_IntList', torch.ones([1]).handle, dims)).toThrow('from a getter')
  })
})

test('one native object cannot pass for another', () => {
  const generator = native.makeGenerator(1, 'cpu')
  expect(failure(() => native.errorDetail(generator)).message).toMatch(
    /expected the detail of an error, found another native object/,
  )
  expect(failure(() => native.cudaReplay(generator)).message).toMatch(/expected a cuda graph/)
  expect(failure(() => native.cudaQueryEvent(generator)).message).toMatch(/expected a cuda\.Event/)
})

test('handles are released from what was given, not beyond it', async () => {
  // The engine frees transfers that nobody has any more on a thread of its own.
  const before = await settled(() => torch.memory().tensors)
  expect(() => native.release(Float64Array.of(0), 1e6)).not.toThrow()
  expect(failure(() => native.release(new Float32Array(1) as never, 1)).code).toBe('TYPE')
  expect(torch.memory().tensors).toBe(before)
})

test('more threads than a machine can have are refused', () => {
  const before = torch.getNumThreads()
  for (const count of [20_000, 1e9, 2 ** 31, 2 ** 53, Infinity]) {
    expect(failure(() => native.setNumThreads(count)).message).toMatch(
      /expected a number of threads from 1 to \d+, found/,
    )
  }
  for (const count of [0, -1, 1.5, NaN]) {
    expect(failure(() => native.setNumThreads(count)).code).toBe('VALUE')
  }
  expect(torch.getNumThreads()).toBe(before)
})

describe('modes', () => {
  it('inference mode nests and gives the grad mode back', () => {
    const seen = () => [native.inferenceMode(), native.gradMode()]
    expect(seen()).toEqual([false, true])
    native.pushInferenceMode(true)
    expect(seen()).toEqual([true, false])
    const inside = torch.ones([1])
    native.pushInferenceMode(false)
    expect(seen()).toEqual([false, true])
    native.popInferenceMode()
    native.popInferenceMode()
    expect(seen()).toEqual([false, true])
    expect(failure(() => native.popInferenceMode()).code).toBe('VALUE')
    expect(failure(() => inside.add_(1)).message).toMatch(/[Ii]nference/)
  })

  it('anomaly mode finds the operator whose gradient is NaN', () => {
    const before = native.anomalyMode()
    native.setAnomalyMode(true, true)
    try {
      torch.tidy(() => {
        const x = torch.tensor([-1], { requiresGrad: true })
        expect(failure(() => torch.sqrt(x).sum().backward()).message).toMatch(/SqrtBackward0.*nan/)
      })
    } finally {
      native.setAnomalyMode(before.enabled, before.checkNan)
    }
  })
})

test('an error that is caught costs no backtrace', () => {
  const a = torch.ones([2, 3])
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now()
    failure(() => torch.mm(a, a))
    return performance.now() - start
  }).sort((x, y) => x - y)
  // 0.1 ms on a quiet machine; writing the backtrace down takes 6 to 12.
  expect(times[10]).toBeLessThan(2)
})
