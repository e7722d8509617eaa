/** Gradients clipped by hand-checked numbers; parameters as a vector. */
import torch, { nn, type Tensor } from '../../../../lib'

const { utils } = nn

function withGrads(...grads: (number[] | null)[]): Tensor[] {
  return grads.map(grad => {
    const parameter = torch.zeros([grad?.length ?? 2], { requiresGrad: true })
    parameter.grad = grad && torch.tensor(grad)
    return parameter
  })
}

const gradsOf = (parameters: Tensor[]): unknown[] =>
  parameters.map(({ grad }) => grad && grad.mul(1e4).round().div(1e4).double().mul(1e4).round().div(1e4).toArray()) // prettier-ignore

test.each([undefined, null, true, false])('clipGradNorm_ scales all together, foreach %p', foreach => {
  const parameters = withGrads([3, 0], null, [0, 4, 0])
  expect(utils.clipGradNorm_(parameters, 1, { foreach }).item()).toBe(5)
  expect(gradsOf(parameters)).toEqual([[0.6, 0], null, [0, 0.8, 0]])
  expect(utils.clipGradNorm_(parameters, 2, { foreach }).itemNumber()).toBeCloseTo(1, 5)
  expect(gradsOf(parameters)).toEqual([[0.6, 0], null, [0, 0.8, 0]])
}) // prettier-ignore

test.each<[number | undefined, number, number[]]>([
  [undefined, 5, [0.6, -0.8]],
  [1, 7, [0.4286, -0.5714]],
  [Infinity, 4, [0.75, -1]],
])('by the norm of order %p', (normType, norm, grad) => {
  for (const foreach of [true, false]) {
    const parameters = withGrads([3, -4])
    expect(utils.clipGradNorm_(parameters, 1, { normType, foreach }).itemNumber()).toBeCloseTo(norm)
    expect(gradsOf(parameters)).toEqual([grad])
  }
})

test.each([undefined, null, true, false])('clipGradValue_ clamps both ways, foreach %p', foreach => {
  const parameters = withGrads([3, -4, 0.5], null, [-0.5, 1.5])
  expect(utils.clipGradValue_(parameters, 1.5, foreach)).toBeUndefined()
  expect(gradsOf(parameters)).toEqual([[1.5, -1.5, 0.5], null, [-0.5, 1.5]])
  expect(utils.clipGradValue_(withGrads(null), 1, foreach)).toBeUndefined()
}) // prettier-ignore

test.each([undefined, true, false])('clipGradsWithNorm_ takes a norm that is known, foreach %p', foreach => {
  const parameters = withGrads([3], [4])
  utils.clipGradsWithNorm_(parameters, 2, torch.tensor(10), foreach)
  expect(gradsOf(parameters)).toEqual([[0.6], [0.8]])
  utils.clipGradsWithNorm_(withGrads(null), 2, torch.tensor(10), foreach)
  utils.clipGradsWithNorm_(parameters[0]!, 100, torch.tensor(0.6), foreach)
  expect(gradsOf(parameters)).toEqual([[0.6], [0.8]])
}) // prettier-ignore

test('a norm that is not finite is given, or refused', () => {
  const grads = [torch.tensor([1, Infinity])]
  expect(utils.getTotalNorm(grads).item()).toBe(Infinity)
  const refuse = { errorIfNonfinite: true }
  expect(() => utils.getTotalNorm(grads, refuse)).toThrow(
    new Error('nn.utils.getTotalNorm: expected a finite norm, found Infinity'),
  )
  expect(() => utils.clipGradNorm_(withGrads([NaN]), 1, refuse)).toThrow(
    new Error('nn.utils.clipGradNorm_: expected a finite norm, found NaN'),
  )
  expect(utils.getTotalNorm([torch.tensor([3, 4])], refuse).item()).toBe(5)
  expect(utils.getTotalNorm(torch.tensor([3, 4]), 1, true, false).item()).toBe(7)
  expect(utils.getTotalNorm(new Set([torch.tensor([3]), torch.tensor([4])])).item()).toBe(5)
  expect(utils.getTotalNorm([]).item()).toBe(0)
})

test.each<[() => unknown, string]>([
  [() => utils.getTotalNorm(3 as never), 'getTotalNorm: tensors: expected a Tensor, found 3'],
  [() => utils.getTotalNorm([3 as never]), 'getTotalNorm: tensors[0]: expected a Tensor, found 3'],
  [
    () => utils.getTotalNorm([], { normType: 'x' as never }),
    "getTotalNorm: normType: expected a number, found 'x'",
  ],
  [
    () => utils.getTotalNorm([], { errorIfNonfinite: 1 as never }),
    'getTotalNorm: errorIfNonfinite: expected true or false, found 1',
  ],
  [
    () => utils.clipGradNorm_(null as never, 1),
    'clipGradNorm_: parameters: expected a Tensor, found null',
  ],
  [
    () => utils.clipGradValue_([], 'x' as never),
    "clipGradValue_: clipValue: expected a number, found 'x'",
  ],
  [
    () => utils.clipGradValue_([torch.ones([1]), 1 as never], 1),
    'clipGradValue_: parameters[1]: expected a Tensor, found 1',
  ],
  [
    () => utils.clipGradsWithNorm_([], 'x' as never, torch.tensor(1)),
    "clipGradsWithNorm_: maxNorm: expected a number, found 'x'",
  ],
  [
    () => utils.clipGradsWithNorm_([], 1, 1 as never),
    'clipGradsWithNorm_: totalNorm: expected a Tensor, found 1',
  ],
  [
    () => utils.clipGradsWithNorm_(1 as never, 1, torch.tensor(1)),
    'clipGradsWithNorm_: parameters: expected a Tensor, found 1',
  ],
  [
    () => utils.parametersToVector([]),
    'parametersToVector: expected one or more parameters, found none',
  ],
  [
    () => utils.parametersToVector([torch.ones([1]), torch.ones([1], { device: 'meta' })]),
    'parametersToVector: expected parameters on one device, found cpu and meta',
  ],
  [
    () => utils.vectorToParameters(torch.ones([1]), [torch.ones([1]), torch.ones([1], { device: 'meta' })]), // prettier-ignore
    'vectorToParameters: expected parameters on one device, found cpu and meta',
  ],
  [
    () => utils.vectorToParameters(torch.ones([4]), [torch.ones([2, 2]), torch.ones([1])]),
    'vectorToParameters: expected a vector of 5 values or more, found [4]',
  ],
  [
    () => utils.vectorToParameters(torch.ones([4, 1]), [torch.ones([2])]),
    'vectorToParameters: expected a vector of 2 values or more, found [4, 1]',
  ],
  [
    () => utils.vectorToParameters(1 as never, []),
    'vectorToParameters: vector: expected a Tensor, found 1',
  ],
  [
    () => utils.parametersToVector(1 as never),
    'parametersToVector: parameters: expected a Tensor, found 1',
  ],
])('refuses %#', (call, problem) => {
  expect(call).toThrow(new Error(`nn.utils.${problem}`))
})

test('values come and go in the order of the parameters, and more may follow', () => {
  const parameters = [torch.zeros([2, 2]), torch.zeros([]), torch.zeros([3])]
  utils.vectorToParameters(torch.arange(10).float(), parameters)
  expect(parameters.map(one => one.toArray())).toEqual([[[0, 1], [2, 3]], 4, [5, 6, 7]]) // prettier-ignore
  expect(utils.parametersToVector(parameters).toArray()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(utils.parametersToVector(parameters[0]!).toArray()).toEqual([0, 1, 2, 3])
  utils.vectorToParameters(torch.ones([5]), parameters.slice(0, 2))
  expect(parameters[1]!.item()).toBe(1)
})
