/** nn.init and nn.utils against PyTorch's, and by what they promise. */
import torch, { nn, type Tensor } from '../../../lib'
import { camelCase } from '../../../lib/tensor/ops/names'
import { decode, expectSame, type Encoded } from '../encoded'
import { readGoldens } from '../goldens'

interface Case {
  name: string
  args: unknown[]
  options: Record<string, unknown>
}

interface Goldens {
  init: (Case & { shape: number[]; values: Encoded })[]
  gains: Record<string, number>
  parametrizations: (Case & {
    keys: string[]
    output: Encoded
    gradients: Encoded[]
    after: Encoded
    keysAfter: string[]
  })[]
  clips: (Case & { norm: number | null; gradients: Encoded[] })[]
  fused: { weight: Encoded; bias: Encoded }
}

type AnyFunction = (...args: unknown[]) => unknown

const goldens = readGoldens<Goldens>('nn_utils.json')
const { utils, init } = nn
const { parametrize, parametrizations } = utils

function wave(shape: number[], phase = 1): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  const angles = torch.arange(count, { dtype: 'float64' }).mul(0.7).add(phase)
  return angles.sin().reshape(shape).float()
}

function linear(): nn.Linear {
  const layer = new nn.Linear(4, 3)
  torch.noGrad(() => {
    layer.weight.copy_(wave([3, 4]))
    layer.bias!.copy_(wave([3]))
  })
  return layer
}

function run(layer: nn.Linear): Tensor {
  const output = layer.forward(wave([2, 4], 2))
  output
    .mul(wave([2, 3], 3))
    .sum()
    .backward()
  return output
}

function named({ options }: Case): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [camelCase(name), decode(value)]),
  )
}

test.each(goldens.init.map((one, i) => [`${one.name} ${i}`, one] as const))('%s', (_, one) => {
  torch.manualSeed(1)
  const fill = init[camelCase(one.name) as 'uniform_'] as AnyFunction
  const tensor = torch.empty(one.shape)
  expect(fill(tensor, ...one.args, named(one))).toBe(tensor)
  expectSame(tensor, one.values)
})

test('gains', () => {
  for (const [name, gain] of Object.entries(goldens.gains)) {
    expect(init.calculateGain(name as 'relu')).toBeCloseTo(gain, 12)
  }
  expect(init.calculateGain('leaky_relu', 1)).toBe(1)
})

test('distributions are those that their names promise, from a generator of their own', () => {
  const generator = new torch.Generator(7)
  const w = torch.empty(200, 100)
  const figures = (): number[] => [w.mean(), w.std(), w.abs().max()].map(x => x.itemNumber())
  init.normal_(w, { mean: 2, std: 3, generator })
  expect(figures()[0]).toBeCloseTo(2, 0)
  expect(Math.abs(figures()[1]! - 3)).toBeLessThan(0.1)
  init.xavierUniform_(w, { generator })
  const bound = Math.sqrt(6 / 300)
  expect(figures()[2]).toBeLessThanOrEqual(bound)
  expect(Math.abs(figures()[1]! / (bound / Math.sqrt(3)) - 1)).toBeLessThan(0.02)
  init.kaimingNormal_(w, { mode: 'fanOut', nonlinearity: 'relu', generator })
  expect(Math.abs(figures()[1]! / Math.sqrt(2 / 200) - 1)).toBeLessThan(0.03)
  init.truncNormal_(w, { std: 1, a: -0.5, b: 0.5, generator })
  expect(figures()[2]).toBeLessThanOrEqual(0.5)
  init.orthogonal_(w, { generator })
  expect(torch.allclose(w.t().matmul(w), torch.eye(100), { atol: 1e-5 })).toBe(true)
})

test.each(goldens.parametrizations.map((one, i) => [`${one.name} ${i}`, one] as const))(
  '%s',
  (_, one) => {
    torch.manualSeed(1)
    const apply = parametrizations[camelCase(one.name) as 'weightNorm'] as AnyFunction
    const layer = apply(linear(), named(one)) as nn.Linear
    expectSame(run(layer), one.output)
    expect(Object.keys(layer.stateDict())).toEqual(one.keys)
    layer.parameters().forEach((parameter, i) => expectSame(parameter.grad, one.gradients[i]))
    const input = wave([2, 4])
    const copy = layer.eval().deepCopy()
    expect(torch.allclose(copy.forward(input), layer.forward(input))).toBe(true)
    parametrize.removeParametrizations(layer, 'weight')
    expectSame(layer.weight, one.after)
    expect(Object.keys(layer.stateDict())).toEqual(one.keysAfter)
  },
)

test.each(goldens.clips.map((one, i) => [`${one.name} ${i}`, one] as const))('%s', (_, one) => {
  const layer = linear()
  run(layer)
  const clip = utils[camelCase(one.name) as 'clipGradNorm_'] as AnyFunction
  const norm = clip(layer.parameters(), ...one.args, named(one)) as Tensor | undefined
  if (one.norm !== null) expect(norm!.itemNumber()).toBeCloseTo(one.norm, 5)
  layer.parameters().forEach((parameter, i) => expectSame(parameter.grad, one.gradients[i]))
})

test('clips by a norm that is known, and refuses one that is not finite', () => {
  const layer = linear()
  run(layer)
  const grads = layer.parameters().map(parameter => parameter.grad!)
  utils.clipGradsWithNorm_(layer.parameters(), 1, utils.getTotalNorm(grads))
  expect(utils.getTotalNorm(grads).itemNumber()).toBeCloseTo(1, 4)
  grads[0]!.fill_(Infinity)
  const clip = (): unknown => utils.clipGradNorm_(layer.parameters(), 1, { errorIfNonfinite: true })
  expect(clip).toThrow(/expected a finite norm, found Infinity/)
  expect(utils.clipGradNorm_([], 1).item()).toBe(0)
})

test('batch norms are folded into the layer before them', () => {
  const [layer, norm] = [linear().eval(), new nn.BatchNorm1d(3).eval()]
  torch.noGrad(() => {
    norm.weight!.copy_(wave([3], 0.4))
    norm.bias!.copy_(wave([3], 0.9))
    norm.runningMean!.copy_(wave([3], 2))
    norm.runningVar!.copy_(wave([3]).abs())
  })
  const both = utils.fuseLinearBnEval(layer, norm)
  expectSame(both.weight, goldens.fused.weight)
  expectSame(both.bias, goldens.fused.bias)
  expect(() => utils.fuseLinearBnEval(linear(), norm)).toThrow(/in evaluation/)
})

test('a convolution takes the batch norm after it in', () => {
  const [conv, norm] = [new nn.Conv2d(2, 3, 2, { bias: false }).eval(), new nn.BatchNorm2d(3)]
  norm.forward(torch.randn(4, 3, 2, 2))
  const image = torch.randn(1, 2, 4, 4)
  const expected = norm.eval().forward(conv.forward(image))
  const both = utils.fuseConvBnEval(conv, norm)
  expect(torch.allclose(both.forward(image), expected, { atol: 1e-5 })).toBe(true)
})

test('weights of a transposed convolution take a batch norm in along their second dimension', () => {
  const [kernel, image] = [wave([2, 3, 2, 2]), wave([1, 2, 4, 4])]
  const [mean, variance] = [wave([3], 2), wave([3]).abs()]
  const folded = utils.fuseConvBnWeights(kernel, null, mean, variance, 0.1, { transpose: true })
  const normed = torch.batchNorm(
    torch.convTranspose2d(image, kernel),
    null,
    null,
    mean,
    variance,
    false,
    0,
    0.1,
    false,
  )
  expect(torch.allclose(torch.convTranspose2d(image, ...folded), normed, { atol: 1e-6 })).toBe(true)
})

test('parameters as a vector, and back', () => {
  const layer = linear()
  const vector = utils.parametersToVector(layer.parameters())
  expect([vector.shape, vector.requiresGrad]).toEqual([[15], true])
  utils.vectorToParameters(vector.mul(2), layer.parameters())
  expect(torch.allclose(utils.parametersToVector(layer.parameters()), vector.mul(2))).toBe(true)
  expect(() => utils.vectorToParameters(torch.ones(3), layer.parameters())).toThrow(/15 values/)
})

test('a layer without initial values, and weights in another memory format', () => {
  const layer = utils.skipInit(nn.Linear, 3, 2, { dtype: 'float64' })
  expect([layer.weight.device, layer.weight.dtype, layer.weight.shape]).toEqual([
    'cpu',
    'float64',
    [2, 3],
  ])
  const conv = new nn.Sequential(new nn.Conv2d(4, 2, 3))
  utils.convertConv2dWeightMemoryFormat(conv, 'channels_last')
  expect(conv.parameters()[0]!.strides).toEqual([36, 1, 12, 4])
})

class Doubled extends nn.Module<[Tensor]> {
  forward(x: Tensor): Tensor {
    return x.mul(2)
  }

  rightInverse(x: Tensor): Tensor {
    return x.div(2)
  }
}

class Cut extends nn.Module<[Tensor]> {
  forward(x: Tensor): Tensor {
    return x.narrow(0, 0, 1)
  }
}

test('a parametrization keeps the value, takes assignments, stacks, and keeps the parameter', () => {
  const layer = linear()
  const { weight } = layer
  const values = weight.detach().clone()
  parametrize.registerParametrization(layer, 'weight', new Doubled())
  expect(Object.keys(layer.stateDict())).toEqual(['bias', 'parametrizations.weight.original'])
  expect(torch.allclose(layer.weight, values)).toBe(true)
  expect(layer.parameters()).toContain(weight)
  parametrize.registerParametrization(layer, 'weight', new Doubled())
  expect(torch.allclose(layer.weight, values.mul(2))).toBe(true)
  layer.weight = torch.ones(3, 4) as nn.Parameter
  expect(weight.at(0, 0).item()).toBe(0.25)
  expect(String(layer)).toContain('(1): Doubled()')
  parametrize.removeParametrizations(layer, 'weight', { leaveParametrized: false })
  expect(layer.weight).toBe(weight)
  expect(parametrize.isParametrized(layer)).toBe(false)
})

test('names of PyTorch mean the properties here, and cached computes once', () => {
  const lstm = parametrizations.weightNorm(new nn.LSTM(2, 3), 'weight_hh_l0')
  expect(Object.keys(lstm.stateDict())).toContain('parametrizations.weight_hh_l0.original1')
  expect(lstm.forward(torch.ones(4, 2))[0].shape).toEqual([4, 3])
  const layer = parametrizations.weightNorm(linear())
  expect(layer.weight).not.toBe(layer.weight)
  parametrize.cached(() => expect(layer.weight).toBe(layer.weight))
  const other = parametrize.transferParametrizationsAndParams(layer, linear())
  expect(torch.allclose(other.weight, layer.weight)).toBe(true)
})

test.each<[string, () => unknown, RegExp]>([
  [
    'a name',
    () => parametrizations.weightNorm(linear(), 'weigt'),
    /no parameter or buffer 'weigt' \(did you mean 'weight'\?\)/,
  ],
  [
    'another shape',
    () => parametrize.registerParametrization(linear(), 'weight', new Cut()),
    /float32\[3, 4\], found float32\[1, 4\]/,
  ],
  [
    'a vector',
    () => parametrizations.orthogonal(linear(), 'bias'),
    /expected a matrix, found \[3\]/,
  ],
  [
    'a map',
    () => parametrizations.orthogonal(linear(), 'weight', 'x' as never),
    /matrix_exp, cayley/,
  ],
  [
    'what is not there',
    () => parametrize.removeParametrizations(linear(), 'weight'),
    /no parametrization of 'weight'/,
  ],
  ['no parameters', () => utils.clipGradNorm_(3 as never, 1), /parameters: expected a Tensor/],
  ['no number', () => utils.clipGradNorm_([], 'x' as never), /maxNorm: expected a number/],
  ['a word as a bound', () => init.uniform_(torch.ones(2), 'x' as never), /a: expected a number/],
  [
    'a vector for fans',
    () => init.xavierNormal_(torch.ones(2)),
    /2 or more dimensions, found \[2\]/,
  ],
  [
    'a mode',
    () => init.kaimingNormal_(torch.ones(2, 2), { mode: 'x' as never }),
    /fan_in, fan_out/,
  ],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message)
})

test('leaves nothing behind', () => {
  const { tensors } = torch.memory()
  const layer = torch.tidy(() => {
    const made = parametrizations.spectralNorm(linear())
    parametrize.cached(() => run(made))
    utils.clipGradNorm_(made.parameters(), 1)
    return made
  })
  layer.dispose()
  expect(torch.memory().tensors).toBe(tensors)
})
