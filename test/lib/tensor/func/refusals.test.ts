/** The words with which transformed functions refuse, and both ends of what they take. */
/* eslint-disable @typescript-eslint/no-unsafe-return -- a transformed function gives whatever its function does */
import torch, { type Tensor } from '../../../../lib'
import { isTransforming, positions } from '../../../../lib/tensor/func/level'
import { test } from '../autograd/fixtures'

const { func, vmap } = torch
const sum = (x: Tensor): Tensor => x.sum()
const pair = (x: Tensor, y: Tensor): Tensor => x.mul(y).sum()

/** The messages of several calls; the name of the result where one does not throw. */
function messages(calls: readonly (() => unknown)[]): string[] {
  return calls.map(call => {
    try {
      return `nothing thrown: ${typeof call()}`
    } catch (error) {
      return (error as Error).message
    }
  })
}

it('counts arguments from both ends', () => {
  expect(
    [0, 1, 2, -1, -2, -3].map(argnum => positions('f', argnum, 3)).concat([positions('f', [2, 0], 3)]),
  ).toEqual([[0], [1], [2], [2], [1], [0], [2, 0]]) // prettier-ignore
  const refused: [argnums: unknown, found: string][] = [
    [3, 'expected integers from -3 to 2 for 3 arguments, found 3'],
    [-4, 'expected integers from -3 to 2 for 3 arguments, found -4'],
    [0.5, 'expected integers from -3 to 2 for 3 arguments, found 0.5'],
    ['0', "expected integers from -3 to 2 for 3 arguments, found '0'"],
    [[], 'expected at least one, found none'],
    [[1, -2], 'expected different ones'],
  ]
  for (const [argnums, message] of refused)
    expect(() => positions('f', argnums as number, 3)).toThrow(`f: argnums: ${message}`)
  expect(() => positions('f', 0, 0)).toThrow('from 0 to -1 for 0 arguments')
})

test('whether a transformation runs is known, also after one that throws', () => {
  const seen: boolean[] = [isTransforming()]
  const look = (x: Tensor): Tensor => {
    seen.push(isTransforming())
    return x.sum()
  }
  const x = torch.ones([2])
  func.grad(look)(x)
  vmap(func.grad(look))(torch.ones([2, 2]))
  expect(() => func.grad(() => x.toArray())(x)).toThrow()
  seen.push(isTransforming())
  expect(seen).toEqual([false, true, true, false])
})

test('vmap refuses dimensions that do not fit', () => {
  const [x, y] = [torch.ones([3, 2]), torch.ones([2])]
  const identity = (t: Tensor): Tensor => t
  const what = 'func.vmap:'
  expect(
    messages([
      () => vmap(sum, null as never),
      () => vmap(sum, 0.5 as never),
      () => vmap(sum, [0.5])(x),
      () => vmap(sum, 0, 0.5),
      () => vmap(sum, 0, [0, 'a'] as never),
      () => vmap(sum, 2)(x),
      () => vmap(sum, -3)(x),
      () => vmap(sum)(torch.tensor(1)),
      () => vmap(sum)(),
      () => vmap(sum, [0, 0])(x),
      () => vmap(sum, [null])(x),
      () => vmap(sum, [0, 0])(x, 'text'),
      () => vmap(pair)(x, y),
      () => vmap(() => 1)(x),
      () => vmap(identity, 0, null)(x),
      () => vmap(identity, 0, [0, 0])(x),
      () => vmap(sum, { chunkSize: 0 }),
      () => vmap(sum, { randomness: 'all' as never }),
      () => vmap(1 as never),
    ]),
  ).toEqual([
    `${what} inDims: expected an integer or an array, found null`,
    `${what} inDims: expected an integer or an array, found 0.5`,
    `${what} inDims: expected integers or null, found 0.5`,
    `${what} outDims: expected integers or null, found 0.5`,
    `${what} outDims: expected integers or null, found 'a'`,
    `${what} inDims: expected -2 to 1 for [3, 2], found 2`,
    `${what} inDims: expected -2 to 1 for [3, 2], found -3`,
    `${what} inDims: expected -0 to -1 for [], found 0`,
    `${what} expected arguments to map over, found none`,
    `${what} expected inDims shaped like the arguments`,
    `${what} expected at least one tensor to map over, found none`,
    `${what} expected a tensor where inDims is 0, found 'text'; null is for what has no batch`,
    `${what} expected one size of all batches, found 3, 2`,
    `${what} expected the function to return tensors, found 1; outDims: null is for other values`,
    `${what} expected an output that is the same for all examples where outDims is null`,
    `${what} expected outDims shaped like the outputs`,
    `${what} chunkSize: expected a positive integer, found 0`,
    `${what} randomness: expected error, different, same, found 'all'`,
    `${what} expected a function, found 1`,
  ])
})

test('derivatives refuse what they cannot derive', () => {
  const x = torch.ones([3, 2])
  const complex = torch.ones([1], { dtype: 'complex64' })
  const async = async (t: Tensor) => Promise.resolve(t)
  expect(
    messages([
      () => func.grad(1 as never),
      () => func.grad(sum, { hasAux: 1 as never }),
      () => func.gradAndValue(sum, 0, 'x' as never),
      () => func.grad(sum)(1),
      () => func.grad(sum)([]),
      () => func.grad((t: Tensor) => t)(x),
      () => func.gradAndValue((t: Tensor) => t.sum(0))(x),
      () => func.grad(() => 1)(x),
      () => func.grad(sum, { hasAux: true })(x),
      () => func.grad((t: Tensor) => [sum(t)], { hasAux: true })(x),
      () => func.grad(async)(x),
      () => func.vjp((t: Tensor) => t.to('int64'), x),
      () => func.vjp(() => [], x),
      () => func.vjp(sum, 1),
      () => func.vjp(sum, x)[1]([torch.tensor(1)]),
      () => func.vjp(sum, x)[1](1),
      () => func.jvp(sum, x as never, [x]),
      () => func.jvp(sum, [x], x as never),
      () => func.jvp(sum, [x], []),
      () => func.jvp(sum, [x], [1]),
      () => func.jvp(sum, [x], [x], { strict: 1 as never }),
      () => func.jvp(sum, [x], [x], { hasAux: 1 as never }),
      () => func.jvp(() => x, [x], [x], { strict: true }),
      () => func.jvp(() => 1, [x], [x]),
      () => func.jacrev(sum)(complex),
      () => func.jacrev((t: Tensor) => torch.complex(t, t))(x),
      () => func.jacfwd(sum)(complex),
      () => func.jacfwd((t: Tensor) => torch.complex(t, t))(x),
      () => func.jacrev(sum, { chunkSize: 0.5 }),
      () => func.jacrev(sum, 0, { hasAux: 1 as never }),
      () => func.jacfwd(sum, 0, 1 as never),
      () => func.jacfwd(sum)(1),
      () => func.hessian(1 as never),
    ]),
  ).toEqual([
    'func.grad: expected a function, found 1',
    'func.grad: hasAux: expected true or false, found 1',
    "func.gradAndValue: hasAux: expected true or false, found 'x'",
    'func.grad: argument 0: expected tensors, found 1',
    'func.grad: argument 0: expected at least one tensor, found none',
    'func.grad: expected the function to return a scalar, found [3, 2]; vjp and jacrev take others',
    'func.gradAndValue: expected the function to return a scalar, found [2]; vjp and jacrev take others',
    'func.grad: output of the function: expected a Tensor, found 1',
    'func.grad: expected the function to return [output, aux], found a Tensor',
    'func.grad: expected the function to return [output, aux], found an array of 1',
    'func.grad: expected a synchronous function, found one that returns a promise; ' +
      'a transformation holds for one synchronous call only',
    'func.vjp: expected outputs of a floating or complex dtype, found int64',
    'func.vjp: outputs of the function: expected at least one tensor, found none',
    'func.vjp: argument 0: expected tensors, found 1',
    'func.vjp: expected cotangents shaped like the output',
    'func.vjp: cotangents: expected tensors, found 1',
    'func.jvp: primals: expected an array of arguments, found a Tensor',
    'func.jvp: tangents: expected an array, found a Tensor',
    'func.jvp: expected tangents shaped like the primals',
    'func.jvp: tangents: expected tensors, found 1',
    'func.jvp: strict: expected true or false, found 1',
    'func.jvp: hasAux: expected true or false, found 1',
    'func.jvp: the output is independent of the inputs (strict)',
    'func.jvp: outputs of the function: expected tensors, found 1',
    'func.jacrev: expected real tensors, found complex64',
    'func.jacrev: expected real tensors, found complex64',
    'func.jacfwd: expected real tensors, found complex64',
    'func.jacfwd: expected real tensors, found complex64',
    'func.jacrev: chunkSize: expected a positive integer, found 0.5',
    'func.jacrev: hasAux: expected true or false, found 1',
    'func.jacfwd: hasAux: expected true or false, found 1',
    'func.jacfwd: arguments: expected tensors, found 1',
    'func.hessian: expected a function, found 1',
  ])
})
