/** The words with which torch.autograd.functional refuses, function by function. */
import torch, { TorchError, type Tensor } from '../../../../lib'
import { leaf, test } from './fixtures'

const { functional } = torch.autograd
const { hessian, hvp, jacobian, jvp, vhp, vjp } = functional

const sum = (x: Tensor): Tensor => x.sum()
const double = (x: Tensor): Tensor => x.mul(2)
const both = (x: Tensor, y: Tensor): Tensor => x.pow(2).sum().add(y.mul(0).detach().sum())

function messages(calls: readonly (() => unknown)[]): string[] {
  return calls.map(call => {
    try {
      call()
      return 'nothing thrown'
    } catch (error) {
      return error instanceof TorchError ? error.message : String(error)
    }
  })
}

test('vectors that do not fit', () => {
  const [x, v] = [leaf([1, 2]), leaf([1, 1])]
  const left = 'v may be left out for a single tensor of one element only'
  expect(
    messages([
      () => vjp(double, x),
      () => vjp(double, x, null),
      () => vjp(t => [t.sum(), t.sum()], x),
      () => vjp(double, x, [v, v]),
      () => vjp(double, x, leaf([[1, 1]])),
      () => vjp(double, x, 1 as never),
      () => vjp(sum, x),
      () => jvp(double, x),
      () => jvp(double, leaf([1])),
      () => jvp(double, x, [v, leaf([1])]),
      () => vhp(sum, x, leaf([1])),
      () => hvp(sum, [x, x] as never, [v, leaf([1, 2, 3])]),
    ]),
  ).toEqual([
    `vjp: ${left}`,
    `vjp: ${left}`,
    `vjp: ${left}`,
    'vjp: expected 1 tensors in v, found 2',
    'vjp: v[0]: expected shape [2], found [1, 2]',
    'vjp: v: expected a Tensor or an array of Tensors, found 1',
    'nothing thrown',
    `jvp: ${left}`,
    'nothing thrown',
    'jvp: expected 1 tensors in v, found 2',
    'vhp: v[0]: expected shape [2], found [1]',
    'hvp: v[1]: expected shape [2], found [3]',
  ])
})

test('functions that are none, or give what is none', () => {
  const [x, v] = [leaf([1, 2]), leaf([1, 1])]
  const one = 'expected a function that returns one tensor, found one that returns several'
  const element = 'expected a function that returns a tensor of one element, found one of 2'
  expect(
    messages([
      () => vjp(1 as never, x, v),
      () => jvp(double, 1 as never, v),
      () => jacobian(() => 1 as never, x),
      () => jacobian(() => [x, 1] as never, x),
      () => jvp(double, x, v, { create: true } as never),
      () => vjp(double, x, v, { createGraph: 1 as never }),
      () => vhp(sum, x, v, { strict: 1 as never }),
      () => vhp(double, x, v),
      () => hvp(t => [t.sum()], x, v),
      () => hessian(double, x),
      () => hessian(() => [], x),
    ]),
  ).toEqual([
    'vjp: expected a function, found 1',
    'jvp: inputs: expected a Tensor or an array of Tensors, found 1',
    'jacobian: outputs of the function: expected a Tensor or an array of Tensors, found 1',
    'jacobian: outputs of the function[1]: expected a Tensor, found 1',
    "jvp: unknown option 'create'; expected one of createGraph, strict",
    'vjp: createGraph: expected true or false, found 1',
    'vhp: strict: expected true or false, found 1',
    `vhp: ${element}`,
    `hvp: ${one}`,
    `hessian: ${element}`,
    `hessian: ${one}`,
  ])
})

test('options of Jacobians that go together, or do not', () => {
  const x = leaf([1, 2])
  const forward = { strategy: 'forward-mode' } as const
  const apart = 'are not supported together'
  expect(
    messages([
      () => jacobian(double, x, { ...forward, vectorize: true, createGraph: true }),
      () => jacobian(double, x, { ...forward, vectorize: true, strict: true }),
      () => jacobian(double, x, { vectorize: true, strict: true }),
      () => jacobian(double, x, forward),
      () => jacobian(double, x, { ...forward, vectorize: true }),
      () => jacobian(double, x, { vectorize: true, createGraph: true }),
      () => jacobian(double, x, { strategy: 'reverse-mode', strict: true, createGraph: false }),
      () => jacobian(double, x, { strategy: 'mode' as never }),
      () => jacobian(double, x, { vectorize: 1 as never }),
      () => jacobian(double, x, { outer: 1 } as never),
      () => hessian(sum, x, { outerJacobianStrategy: 'forward-mode' }),
      () => hessian(t => t.pow(2).sum(), x, { vectorize: true, strict: true }),
      () => hessian(sum, x, { strategy: 'reverse-mode' } as never),
    ]),
  ).toEqual([
    `jacobian: createGraph: true and strategy: 'forward-mode' ${apart}`,
    `jacobian: strict: true and strategy: 'forward-mode' ${apart}`,
    `jacobian: strict: true and vectorize: true ${apart}`,
    `jacobian: strategy: 'forward-mode' and vectorize: false ${apart}`,
    'nothing thrown',
    'nothing thrown',
    'nothing thrown',
    "jacobian: strategy: expected reverse-mode, forward-mode, found 'mode'",
    'jacobian: vectorize: expected true or false, found 1',
    "jacobian: unknown option 'outer'; expected one of createGraph, strict, vectorize, strategy",
    `hessian: strategy: 'forward-mode' and vectorize: false ${apart}`,
    `hessian: strict: true and vectorize: true ${apart}`,
    "hessian: unknown option 'strategy'; expected one of createGraph, strict, vectorize, " +
      'outerJacobianStrategy',
  ])
})

test('what strict refuses, and zeros else', () => {
  const [x, y, v] = [leaf([1, 2]), leaf([3]), leaf([1, 1])]
  const strict = { strict: true }
  const further = { strict: true, createGraph: true }
  const fixed = (): Tensor => torch.ones([2], { dtype: 'float64' })
  expect(
    messages([
      () => vjp(fixed, x, v, strict),
      () => vjp(both, [x, y], leaf(1), strict),
      () => vjp(double, x, v.detach(), further),
      () => jvp(both, [x, y], [v, leaf([1])], strict),
      () => jvp(double, x, v, strict),
      () => vhp(both, [x, y], [v, leaf([1])], strict),
      () => vhp(sum, x, v, strict),
      () => hvp(sum, x, v, strict),
      () => jacobian(both, [x, y], strict),
      () => jacobian(double, x, further),
      () => hessian(both, [x, y], strict),
    ]),
  ).toEqual([
    'vjp: expected output 0 of the function to be computed from its inputs by recorded operators ' +
      '(strict), found one that requires no gradient',
    'vjp: the output is independent of input 1 (strict)',
    'vjp: the result is independent of input 0 (strict with createGraph)',
    'jvp: the output is independent of input 1 (strict)',
    'nothing thrown',
    'vhp: the output is independent of input 1 (strict)',
    'vhp: the gradient of input 0 is independent of the inputs (strict)',
    'hvp: the gradient of input 0 is independent of the inputs (strict)',
    'jacobian: output 0 is independent of input 1 (strict)',
    'jacobian: the Jacobian is independent of input 0 (strict with createGraph)',
    'hessian: output 0 is independent of input 1 (strict)',
  ])
  const arrays = (side: Tensor | Tensor[]) => [side].flat().map(tensor => tensor.toArray())
  expect(arrays(vjp(fixed, x, v)[1])).toEqual([[0, 0]])
  expect(arrays(vjp(both, [x, y], leaf(1))[1])).toEqual([[2, 4], [0]])
  expect(arrays(vhp(sum, x, v)[1])).toEqual([[0, 0]])
  expect(arrays(hvp(sum, x, v)[1])).toEqual([[0, 0]])
})

test('results go on in the graph with createGraph alone', () => {
  const [x, v] = [leaf([1, 2]), leaf([1, 1])]
  const cubes = (t: Tensor): Tensor => t.pow(3).sum()
  const calls = [
    (o: object) => vjp(cubes, x, leaf(1), o),
    (o: object) => jvp(cubes, x, v, o),
    (o: object) => vhp(cubes, x, v, o),
    (o: object) => hvp(cubes, x, v, o),
    (o: object) => [jacobian(cubes, x, o)],
    (o: object) => [hessian(cubes, x, o)],
  ]
  const recorded = (options: object) =>
    calls.map(call => (call(options).flat() as Tensor[]).map(side => side.requiresGrad))
  expect(recorded({}).flat()).toEqual(Array(10).fill(false))
  expect(recorded({ createGraph: true }).flat()).toEqual(Array(10).fill(true))
})
