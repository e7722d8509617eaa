/** Layers that find their inputs' sizes themselves; what they compute is their plain kin's. */
import torch, { nn, optim, type Tensor } from '../../../lib'

type Layer = nn.Module<[input: Tensor]>
const image = (): Tensor =>
  torch
    .arange(2 * 4 * 5 * 5)
    .reshape(2, 4, 5, 5)
    .mul(0.1)
    .sin()
const signal = (): Tensor => torch.arange(24).reshape(2, 4, 3).mul(0.1).sin()
const volume = (): Tensor =>
  torch
    .arange(2 * 4 * 27)
    .reshape(2, 4, 3, 3, 3)
    .mul(0.1)
    .sin()

const pairs: [string, () => Layer, () => Layer, () => Tensor][] = [
  ['Linear', () => new nn.LazyLinear(2), () => new nn.Linear(3, 2), signal],
  [
    'Linear without bias',
    () => new nn.LazyLinear(2, { bias: false }),
    () => new nn.Linear(3, 2, { bias: false }),
    signal,
  ],
  ['Conv1d', () => new nn.LazyConv1d(2, 2), () => new nn.Conv1d(4, 2, 2), signal],
  [
    'Conv2d of groups',
    () => new nn.LazyConv2d(2, 3, { groups: 2 }),
    () => new nn.Conv2d(4, 2, 3, { groups: 2 }),
    image,
  ],
  ['Conv3d', () => new nn.LazyConv3d(2, 2), () => new nn.Conv3d(4, 2, 2), volume],
  [
    'ConvTranspose1d',
    () => new nn.LazyConvTranspose1d(2, 2, { groups: 2 }),
    () => new nn.ConvTranspose1d(4, 2, 2, { groups: 2 }),
    signal,
  ],
  [
    'ConvTranspose2d',
    () => new nn.LazyConvTranspose2d(2, 3),
    () => new nn.ConvTranspose2d(4, 2, 3),
    image,
  ],
  [
    'ConvTranspose3d',
    () => new nn.LazyConvTranspose3d(2, 2),
    () => new nn.ConvTranspose3d(4, 2, 2),
    volume,
  ],
  ['BatchNorm1d', () => new nn.LazyBatchNorm1d(), () => new nn.BatchNorm1d(4), signal],
  ['BatchNorm2d', () => new nn.LazyBatchNorm2d(), () => new nn.BatchNorm2d(4), image],
  [
    'BatchNorm3d',
    () => new nn.LazyBatchNorm3d({ affine: false }),
    () => new nn.BatchNorm3d(4, { affine: false }),
    volume,
  ],
  ...([1, 2, 3] as const).map((n): [string, () => Layer, () => Layer, () => Tensor] => [
    `InstanceNorm${n}d`,
    () => new nn[`LazyInstanceNorm${n}d`](),
    () => new nn[`InstanceNorm${n}d`](4, { affine: true, trackRunningStats: true }),
    [signal, image, volume][n - 1]!,
  ]),
]

test.each(pairs)(
  '%s: values, state and class are those of the plain one',
  (_, lazy, plain, input) => {
    torch.manualSeed(1)
    const found = lazy()
    const output = found.forward(input())
    torch.manualSeed(1)
    const expected = plain()
    expect(torch.equal(output, expected.forward(input()))).toBe(true)
    const state = found.stateDict()
    expect(Object.keys(state)).toEqual(Object.keys(expected.stateDict()))
    for (const [name, tensor] of Object.entries(expected.stateDict())) {
      expect(torch.equal(state[name]!, tensor)).toBe(true)
    }
    expect(found.toString()).toBe(expected.toString())
    expect(found.constructor).toBe(expected.constructor)
  },
)

test.each(pairs)(
  '%s: takes the state of the plain one before its first input',
  (_, lazy, plain, input) => {
    const trained = plain()
    const copy = lazy().deepCopy()
    copy.loadStateDict(trained.stateDict())
    expect(torch.equal(copy.eval().forward(input()), trained.eval().forward(input()))).toBe(true)
  },
)

test('moves before it has values, and keeps its parameters the objects they are', () => {
  const lazy = new nn.LazyLinear(2).double()
  const { weight } = lazy
  expect(weight).toBeInstanceOf(nn.UninitializedParameter)
  expect(() => lazy.parameterCount()).toThrow(/uninitialized parameter .* call the module once/)
  lazy
    .forward(torch.ones([1, 3], { dtype: 'float64' }))
    .sum()
    .backward()
  expect(lazy.weight).toBe(weight)
  expect([weight.dtype, weight.shape, weight.grad!.shape]).toEqual(['float64', [2, 3], [2, 3]])
  expect(weight).not.toBeInstanceOf(nn.UninitializedParameter)
})

describe('before it has values, a parameter', () => {
  test('tells dtype, device and requiresGrad, and takes another', () => {
    const { weight } = new nn.LazyLinear(2, { device: 'meta' }).toEmpty({ device: 'cpu' }).half()
    const { dtype, device, requiresGrad, isLeaf, grad } = weight
    const known = { dtype, device, requiresGrad, isLeaf, grad }
    expect(known).toEqual({
      dtype: 'float16',
      device: 'cpu',
      requiresGrad: true,
      isLeaf: true,
      grad: null,
    })
    expect(String(weight)).toBe('<UninitializedParameter>')
    weight.requiresGrad = false
    ;(weight as nn.UninitializedParameter).materialize(3, { dtype: 'float64' })
    expect([weight.shape, weight.dtype, weight.requiresGrad]).toEqual([[3], 'float64', false])
  })

  test.each<[string, (tensor: Tensor) => unknown]>([
    ['shape', tensor => tensor.shape],
    ['values', tensor => tensor.toArray()],
    ['sum', tensor => tensor.add(1)],
    ['copy', tensor => tensor.clone()],
    ['first values', tensor => nn.init.zeros_(tensor)],
    ['gradient', tensor => (tensor.grad = torch.ones([1]))],
    ['transfer', tensor => tensor.transfer()],
  ])('has no %s', (_, use) => {
    const refused = /uninitialized parameter or buffer of a lazy module: call the module once/
    expect(() => use(new nn.UninitializedParameter())).toThrow(refused)
    expect(() => use(new nn.UninitializedBuffer())).toThrow(refused)
  })

  test.each(['SGD', 'Adam', 'Rprop', 'Adafactor'] as const)('is skipped by %s', kind => {
    const parameter = new nn.UninitializedParameter()
    const optimizer = new optim[kind]([parameter])
    optimizer.step()
    optimizer.zeroGrad()
    parameter.materialize([2])
    parameter.data = torch.ones([2])
    parameter.grad = torch.ones([2])
    optimizer.step()
    expect(Number(parameter.sum().item())).toBeLessThan(2)
  })

  test('leaves nothing behind', () => {
    const before = torch.memory().tensors
    const lazy = new nn.LazyBatchNorm1d()
    expect(torch.memory().tensors).toBe(before + 1) // the counter of batches
    lazy.dispose()
    expect(torch.memory().tensors).toBe(before)
  })
})

test('a copy of a buffer without a shape is persistent if it is', () => {
  const module = new nn.LazyBatchNorm1d()
  module.registerBuffer('extra', new nn.UninitializedBuffer({ persistent: false }))
  const names = ['runningMean', 'extra'] as const
  const copy = module.deepCopy() as unknown as Record<string, nn.UninitializedBuffer>
  expect(names.map(name => copy[name]!.persistent)).toEqual([true, false])
})

test('runs hooks once', () => {
  const lazy = new nn.LazyLinear(2)
  let calls = 0
  lazy.registerForwardHook(() => void calls++)
  lazy.forward(torch.ones([1, 3]))
  expect(calls).toBe(1)
})

test.each<[string, () => unknown, RegExp]>([
  ['rank', () => new nn.LazyConv2d(1, 1).forward(torch.ones([3])), /expected 3 or 4 dimensions/],
  ['groups', () => new nn.LazyConv1d(2, 1, { groups: 2 }).forward(torch.ones([3, 4])), /divide/],
  ['output groups', () => new nn.LazyConv1d(3, 1, { groups: 2 }), /divide/],
  ['option', () => new nn.LazyLinear(2, { bais: true } as never), /did you mean 'bias'/],
  ['norm', () => new nn.LazyBatchNorm2d().forward(torch.ones([3, 4])), /expected \[N, C, H, W\]/],
  ['parameter', () => new nn.UninitializedParameter(null as never), /an object of options .*null/],
  ['buffer', () => new nn.UninitializedBuffer(null as never), /an object of options .*null/],
  [
    'shape option',
    () => new nn.UninitializedBuffer().materialize([1], null as never),
    /found null/,
  ],
  ['state', () => new nn.Linear(1, 2).loadStateDict(new nn.LazyLinear(2).stateDict()), /none yet/],
])('refuses a wrong %s', (_, call, message) => expect(call).toThrow(message))
