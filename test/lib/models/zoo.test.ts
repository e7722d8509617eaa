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
])('refuses wrong %s', (_, call, message) => expect(call).toThrow(message))
