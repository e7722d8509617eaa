/** What is known of networks by their names, and how a new one begins. */
import torch, { OptionError, nn, type Tensor } from '../../../lib'
import {
  architectureNames,
  inputShapeOf,
  isTextName,
  layoutsOf,
  makeModel,
  textLength,
  textNames,
  vectorNames,
} from '../../../lib/models'
import { charLm, mobilenetV2, resnet18, vit } from '../../../lib/models/zoo'

const channelsLast = { float32: 'channels_last', bfloat16: 'channels_last' }
const mixed = { float32: 'contiguous_format', bfloat16: 'channels_last' }
const grey = [1, 28, 28]
const coloured = [3, 32, 32]

test.each([
  ['mlp', { float32: 'contiguous_format', bfloat16: null }, grey],
  ['lenet', mixed, grey],
  ['n0', mixed, grey],
  ['n0-gap', mixed, grey],
  ['n1', channelsLast, grey],
  ['n1r', channelsLast, grey],
  ['vgg16', mixed, coloured],
  ['resnet18', channelsLast, coloured],
  ['resnet34', channelsLast, coloured],
  ['resnet50', channelsLast, coloured],
  ['mobilenetV2', channelsLast, coloured],
  ['vit', mixed, coloured],
])('%s: its layouts and its input', (name, layouts, input) => {
  expect(architectureNames).toContain(name)
  expect(layoutsOf(name)).toEqual(layouts)
  expect(inputShapeOf(name)).toEqual(input)
  expect(isTextName(name)).toBe(false)
})

test('the names are these, and those of text and of vectors', () => {
  expect(architectureNames).toHaveLength(12)
  expect([...textNames, ...vectorNames]).toEqual(['charLm', 'mlp'])
  expect(textLength).toBe(128)
  expect(isTextName('charLm')).toBe(true)
  expect(layoutsOf('charLm')).toEqual({
    float32: 'contiguous_format',
    bfloat16: 'contiguous_format',
  })
  const message = /^architecture: expected mlp, lenet, .*, vit, found 'charlm'/
  for (const call of [layoutsOf, inputShapeOf, makeModel])
    expect(() => call('charlm')).toThrow(message)
})

test('networks for vectors, and what takes none', () => {
  const model = makeModel('mlp', 3, 5) as nn.Sequential
  expect(model.parameters().map(({ shape }) => shape)).toEqual([[128, 5], [128], [3, 128], [3]])
  model.dispose()
  expect(() => makeModel('n0', 10, 784)).toThrow(
    "makeModel: expected a network that takes vectors (mlp), found 'n0'",
  )
  expect(() => makeModel('mlp', 0)).toThrow('classes: expected a positive integer, found 0')
  expect(() => makeModel('mlp', 10, 1.5)).toThrow('features: expected a positive integer')
})

function spread(tensor: Tensor): [mean: number, deviation: number] {
  return torch.tidy(() => {
    const values = tensor.detach().double()
    return [values.mean().itemNumber(), values.std().itemNumber()]
  })
}

/** Within so many hundredths, and around 0 where the mean is not said. */
function expectSpread(tensor: Tensor, expected: number, hundredths = 5): void {
  const [mean, deviation] = spread(tensor)
  expect(Math.abs(mean)).toBeLessThan(0.2 * expected)
  expect(Math.abs(deviation / expected - 1)).toBeLessThan(hundredths / 100)
}

const valuesOf = (tensor: Tensor): number[] => [
  ...new Set(tensor.detach().flatten().toArray<number[]>()),
]

test('a vision transformer begins as that of torchvision', () => {
  torch.manualSeed(0)
  const model = vit({ numLayers: 1 })
  const parameters = Object.fromEntries(model.namedParameters())
  const get = (name: string): Tensor => parameters[name]!
  const layer = 'encoder.layers.encoder_layer_0'
  expectSpread(get('conv_proj.weight'), 1 / Math.sqrt(3 * 16))
  expectSpread(get('encoder.pos_embedding'), 0.02)
  for (const [name, rows, columns] of [
    [`${layer}.mlp.0.weight`, 768, 192],
    [`${layer}.mlp.3.weight`, 192, 768],
    [`${layer}.self_attention.in_proj_weight`, 576, 192],
  ] as const) {
    expect(get(name).shape).toEqual([rows, columns])
    expectSpread(get(name), Math.sqrt(2 / (rows + columns)))
  }
  expectSpread(get(`${layer}.mlp.0.bias`), 1e-6, 10)
  for (const name of ['class_token', 'conv_proj.bias', 'heads.head.weight', 'heads.head.bias'])
    expect([name, valuesOf(get(name))]).toEqual([name, [0]])
  expect(valuesOf(get(`${layer}.self_attention.in_proj_bias`))).toEqual([0])
  expect(valuesOf(get(`${layer}.self_attention.out_proj.bias`))).toEqual([0])
  const norms = model.modules().filter(module => module instanceof nn.LayerNorm)
  expect(norms.map(norm => norm.eps)).toEqual([1e-6, 1e-6, 1e-6])
  const dropouts = model.modules().filter(module => module instanceof nn.Dropout)
  expect(dropouts.map(dropout => dropout.p)).toEqual([0, 0])
  model.dispose()
})

test('convolutions begin by what goes out of them', () => {
  torch.manualSeed(0)
  const [residual, mobile] = [resnet18({ stem: 'cifar' }), mobilenetV2({ numClasses: 5 })]
  const residuals = Object.fromEntries(residual.namedParameters())
  expectSpread(residuals['layer4.1.conv2.weight']!, Math.sqrt(2 / (512 * 9)))
  expect(residuals['fc.weight']!.shape).toEqual([1000, 512])
  const mobiles = Object.fromEntries(mobile.namedParameters())
  expectSpread(mobiles['features.18.0.weight']!, Math.sqrt(2 / 1280))
  expectSpread(mobiles['classifier.1.weight']!, 0.01)
  expect(valuesOf(mobiles['classifier.1.bias']!)).toEqual([0])
  const [dropout] = mobile.modules().filter(module => module instanceof nn.Dropout)
  expect((dropout as nn.Dropout).p).toBe(0.2)
  for (const model of [residual, mobile]) model.dispose()
})

test.each([
  ['n0', [0.2]],
  ['n0-gap', [0.2]],
  ['n1', [0.4, 0.4]],
  ['lenet', []],
])('%s drops out shares of %j', (name, shares) => {
  const model = makeModel(name)
  const dropouts = model.modules().filter(module => module instanceof nn.Dropout)
  expect(dropouts.map(dropout => dropout.p)).toEqual(shares)
  model.dispose()
})

test('sizes by default', () => {
  const sizes = (model: nn.Module): number => {
    const count = model.parameterCount()
    model.dispose()
    return count
  }
  // Of a block: 263 168 of attention, 525 568 of its layers, 1 024 of norms; and so on.
  expect(sizes(charLm(10) as nn.AnyModule as nn.Module)).toBe(
    4 * 789_760 + 128 * 256 + 512 + 10 * 512,
  )
  expect(sizes(vit() as nn.AnyModule as nn.Module)).toBe(
    6 * 444_864 + 65 * 192 + 192 + 192 * 48 + 192 + 2 * 192 + 193 * 10,
  )
})

test.each<[string, () => unknown, string]>([
  [
    'heads of text',
    () => charLm(5, { numHeads: 3 }),
    'charLm: numHeads: expected a divisor of 256, found 3',
  ],
  [
    'layers of text',
    () => charLm(5, { numLayers: 0 }),
    'charLm: numLayers: expected a positive integer, found 0',
  ],
  ['an option of text', () => charLm(5, { heads: 1 } as never), "charLm: unknown option 'heads'"],
  ['layers', () => vit({ numLayers: 0 }), 'vit: numLayers: expected a positive integer, found 0'],
  ['an option', () => vit({ heads: 1 } as never), "vit: unknown option 'heads'"],
])('%s are refused', (_, make, message) => {
  const before = torch.memory().tensors
  expect(make).toThrow(message)
  expect(make).toThrow(OptionError)
  expect(torch.memory().tensors).toBe(before)
})
