/** Layers with options of every kind, against PyTorch's. */
import torch, { nn, type Tensor } from '../../../lib'
import { expectGolden, readGoldens, type Golden } from '../goldens'

interface Case {
  name: 'Conv2d' | 'Linear' | 'BatchNorm1d' | 'BatchNorm2d' | 'MaxPool2d' | 'Flatten' | 'ReLU'
  args: unknown[]
  options: object
  input: number[]
  training: Golden
  inputGradient: Golden
  gradients: Golden[]
  evaluation: Golden
  state: Record<string, Golden>
}

function sines(shape: number[], phase: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch.arange(count, { dtype: 'float64' }).mul(0.7).add(phase).sin().reshape(shape)
}

function make({ name, args, options }: Case): nn.Module {
  const Layer = nn[name] as unknown as new (...args: unknown[]) => nn.Module
  const layer = new Layer(...args, options).double()
  layer.parameters().forEach((parameter, index) => {
    torch.noGrad(() => parameter.copy_(sines(parameter.shape, index + 2)))
  })
  return layer
}

const cases = readGoldens<Case[]>('layers.json')

test.each(cases.map(one => [`${one.name} ${JSON.stringify(one.options)}`, one] as const))(
  '%s',
  (_, one) => {
    const layer = make(one)
    const input = sines(one.input, 1)
    input.requiresGrad = true
    const training = layer.forward(input)
    expectGolden(training, one.training, 1e-9)
    training.mul(sines(training.shape, 3)).sum().backward()
    expectGolden(input.grad!, one.inputGradient, 1e-9)
    layer.parameters().forEach((p, index) => expectGolden(p.grad!, one.gradients[index]!, 1e-9))
    expectGolden(layer.eval().forward(input), one.evaluation, 1e-9)
    const state = layer.stateDict()
    expect(Object.keys(state)).toEqual(Object.keys(one.state))
    for (const [name, golden] of Object.entries(one.state)) expectGolden(state[name]!, golden, 1e-9)
  },
)

test.each<[string, () => unknown, RegExp]>([
  ['a number for options', () => new nn.MaxPool2d(3, 2 as never), /write \{ stride: … \}/],
  [
    'half a kernel exceeded',
    () => new nn.MaxPool2d(2, { padding: 2 }),
    /at most half of the kernel/,
  ],
  ['a stride of 0', () => new nn.MaxPool2d(2, { stride: 0 }), /stride: expected an integer of at/],
  ['a mode', () => new nn.Conv2d(1, 1, 1, { paddingMode: 'mirror' as never }), /paddingMode/],
  ['same and stride', () => new nn.Conv2d(1, 1, 3, { padding: 'same', stride: 2 }), /stride of 1/],
  [
    'a flag',
    () => new nn.Linear(1, 1, { bias: 1 as never }),
    /bias: expected true or false, found 1/,
  ],
  ['momentum', () => new nn.BatchNorm1d(1, { momentum: 'x' as never }), /momentum: expected a num/],
  ['a dtype', () => new nn.BatchNorm1d(1, { dtype: 'int64' }), /floating or complex dtype/],
  ['smoothing', () => new nn.CrossEntropyLoss({ labelSmoothing: 2 }), /labelSmoothing/],
  ['a number for Flatten', () => new nn.Flatten(1 as never), /write \{ startDim: … \}/],
])('refuses %s, and leaves nothing behind', (_, make, message) => {
  const before = torch.memory().tensors
  expect(make).toThrow(message)
  expect(torch.memory().tensors).toBe(before)
})

test('errors of a forward name the module', () => {
  const wrong = torch.ones([2, 3])
  expect(() => new nn.Linear(4, 2).forward(wrong)).toThrow(/^Linear\(in_features=4, out_features=2/)
  expect(() => new nn.BatchNorm2d(3).forward(wrong)).toThrow(/^BatchNorm2d\(3, .*found \[2, 3\]/)
  expect(() => new nn.CrossEntropyLoss().forward(wrong, torch.tensor([0.5, 1]))).toThrow(
    /^CrossEntropyLoss\(.*write target\.long\(\)/,
  )
})

test('losses keep their weights in the state, move them and leave the caller its own', () => {
  const weight = torch.tensor([1, 2, 3])
  const loss = new nn.CrossEntropyLoss({ weight }).double()
  expect(Object.keys(loss.stateDict())).toEqual(['weight'])
  expect([loss.weight!.dtype, weight.dtype, weight.isDisposed]).toEqual([
    'float64',
    'float32',
    false,
  ])
})

test('to takes gradients along and keeps parameters the objects they are', () => {
  const linear = new nn.Linear(2, 1)
  const { weight } = linear
  weight.grad = torch.tensor([[1.5, 2]])
  linear.to('float64')
  expect(linear.weight).toBe(weight)
  expect([weight.grad.dtype, weight.grad.toArray()]).toEqual(['float64', [[1.5, 2]]])
  expect(() => linear.to('int64')).toThrow(/floating or complex dtype, found 'int64'/)
})

test('a module leaves nothing behind', () => {
  const before = torch.memory().tensors
  const model = new nn.Sequential(
    new nn.Conv2d(1, 2, 3),
    new nn.BatchNorm2d(2),
    new nn.Linear(1, 1),
  )
  torch.tidy(() => model.deepCopy().dispose())
  model.to('float64').half()
  model.dispose()
  model.dispose()
  expect(torch.memory().tensors).toBe(before)
})
