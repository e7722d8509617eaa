/** The networks that others publish weights for: names, parameters and outputs are theirs. */
import { createHash } from 'node:crypto'
import torch, { nn, type Tensor } from '../../../lib'
import * as zoo from '../../../lib/models/zoo'
import { expectGolden, readGoldens, type Golden } from '../goldens'

interface Case {
  name: keyof typeof makers
  options: object
  input: number[]
  /** Of whose characters the input is, for a language model. */
  vocabulary: number | null
  /** Initialised from seed 0; otherwise filled with waves. */
  seeded: boolean
  parameters: number
  state: string
  training: Golden
  evaluation: Golden
}

const { charLm, mobilenetV2, resnet18, resnet34, resnet50, vit } = zoo
const { lenet, mlp, n0, n0Gap, n1, n1r, vgg16 } = zoo
const makers = {
  charLm: (options: zoo.CharLmOptions) => charLm(11, options),
  mobilenetV2,
  resnet18,
  resnet34,
  resnet50,
  vit,
}

function wave(shape: number[]): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch.sin(torch.arange(count, { dtype: 'float64' })).reshape(shape)
}

function inputOf({ input, vocabulary }: Case): Tensor {
  if (vocabulary === null) return wave(input)
  const count = input.reduce((product, size) => product * size, 1)
  return torch.arange(count, { dtype: 'int64' }).remainder(vocabulary).reshape(input)
}

function digest(model: nn.AnyModule): string {
  const lines = Object.entries(model.stateDict()).map(
    ([name, { shape }]) => `${name} [${shape.join()}]`,
  )
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** As in make_zoo.py. */
function fill(model: nn.AnyModule): void {
  model.namedParameters().forEach(([name, value], index) => {
    const { shape } = value
    const fanIn = shape.length > 1 ? shape.slice(1).reduce((a, b) => a * b, 1) : 100
    const waves = wave(shape)
      .add(0.01 * index)
      .div(fanIn ** 0.5)
    const isScale = shape.length === 1 && name.endsWith('weight')
    torch.noGrad(() => value.copy_(isScale ? waves.add(1) : waves))
  })
}

const cases = readGoldens<Case[]>('zoo.json')
const tolerance = 1e-9

beforeAll(() => torch.setDefaultDtype('float64'))
afterAll(() => torch.setDefaultDtype('float32'))

test.each(cases.map(one => [`${one.name} ${JSON.stringify(one.options)}`, one] as const))(
  '%s is that of torchvision or of reference.py',
  (_, golden) => {
    torch.tidy(() => {
      torch.manualSeed(0)
      const model = makers[golden.name](golden.options)
      expect(model.parameterCount()).toBe(golden.parameters)
      expect(digest(model)).toBe(golden.state)
      if (!golden.seeded) fill(model)
      for (const module of model.modules()) if (module instanceof nn.Dropout) module.eval()
      const input = inputOf(golden)
      expectGolden(model.forward(input), golden.training, tolerance)
      expectGolden(model.eval().forward(input), golden.evaluation, tolerance)
      model.dispose()
    })
  },
)

test.each<[string, () => unknown, RegExp]>([
  ['classes', () => resnet18({ numClasses: 0 }), /resnet18: numClasses: expected a positive/],
  ['stem', () => mobilenetV2({ stem: 'mnist' as never }), /stem: expected imagenet, cifar/],
  ['heads', () => vit({ numHeads: 5 }), /numHeads: expected a divisor of 192, found 5/],
  ['patch', () => vit({ patchSize: 5 }), /patchSize: expected a divisor of 32, found 5/],
  ['vocabulary', () => charLm(0), /charLm: vocabulary: expected a positive integer/],
  [
    'length',
    () => charLm(3, { context: 2 }).forward(torch.zeros([1, 3], { dtype: 'int64' })),
    /at most 2 characters, found 3/,
  ],
  ['option', () => resnet50({ classes: 2 } as never), /unknown option 'classes'/],
  ['outputs', () => zoo.lenet({ numClasses: 0 }), /lenet: numClasses: expected a positive/],
  ['features', () => zoo.mlp({ features: 1.5 }), /mlp: features: expected a positive integer/],
  ['small option', () => zoo.n0Gap({ stem: 'cifar' } as never), /n0Gap: unknown option 'stem'/],
  ['mlp option', () => zoo.mlp({ stem: 'cifar' } as never), /mlp: unknown option 'stem'/],
  ['name', () => zoo.makeModel('n7'), /architecture: expected mlp, lenet, n0, n0-gap, n1, n1r/],
])('refuses wrong %s', (_, call, message) => expect(call).toThrow(message))

const small = { mlp, lenet, n0, 'n0-gap': n0Gap, n1, n1r, vgg16 }

test.each(Object.entries(small))('%s is what makeModel makes by its name', (name, make) => {
  torch.tidy(() => {
    torch.manualSeed(0)
    const model = make({ numClasses: undefined })
    torch.manualSeed(0)
    const named = zoo.makeModel(name)
    expect(digest(model)).toBe(digest(named))
    const input = wave([2, ...zoo.inputShapeOf(name)])
    expect(torch.equal(model.eval().forward(input), named.eval().forward(input))).toBe(true)
    const three = make({ numClasses: 3 })
    expect(three.eval().forward(input).shape).toEqual([2, 3])
    for (const each of [model, named, three]) each.dispose()
  })
})

test('mlp takes samples of any number of features', () =>
  torch.tidy(() => {
    const model = mlp({ features: 6, numClasses: 4 })
    expect(model.forward(torch.zeros([5, 2, 3])).shape).toEqual([5, 4])
    model.dispose()
  }))

test('the zoo has every network by name', () => {
  const functions = Object.keys(torch.models).map(name => (name === 'n0Gap' ? 'n0-gap' : name))
  expect(functions).toEqual(expect.arrayContaining([...zoo.architectureNames, 'charLm']))
})

// torchvision refuses them too: "Wrong image height! Expected 32 but got 64!"
test.each([[[1, 3, 64, 16]], [[1, 3, 32, 16]], [[1, 3, 64, 64]], [[1, 1, 32, 32]], [[3, 32, 32]]])(
  'vit refuses images of shape [%s]',
  shape =>
    torch.tidy(() => {
      const model = vit({ numLayers: 1 })
      const found = `Tensor\\(float64\\[${shape.join(', ')}\\], cpu\\)`
      expect(() => model.forward(torch.zeros(shape))).toThrow(
        new RegExp(`expected images of shape \\[N, 3, 32, 32\\], found ${found}; resize them`),
      )
      model.dispose()
    }),
)
