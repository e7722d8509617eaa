/** nn.utils.prune against PyTorch's, and by what it promises. */
import torch, { TorchError, nn, optim, type Tensor } from '../../../lib'
import { camelCase } from '../../../lib/tensor/ops/names'
import { decode, expectSame, type Encoded } from '../encoded'
import { readGoldens } from '../goldens'

type Options = Record<string, unknown>

interface Case {
  layer: keyof typeof layers
  tensor: string
  steps: [name: string, options: Options][]
  keys: string[]
  mask: Encoded
  output: Encoded
  gradient: Encoded
  after: Encoded
  keysAfter: string[]
}

interface Goldens {
  cases: Case[]
  globals: { method: string; options: { amount: number }; scored: boolean; masks: Encoded[] }[]
}

const { prune } = nn.utils
const goldens = readGoldens<Goldens>('nn_prune.json')

const layers = {
  linear: () => new nn.Linear(4, 3),
  conv: () => new nn.Conv2d(2, 4, 3),
  lstm: () => new nn.LSTM(2, 3),
}
const inputs = { linear: [2, 4], conv: [1, 2, 4, 4], lstm: [4, 1, 2] }

function wave(shape: readonly number[], phase: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  const angles = torch.arange(count, { dtype: 'float64' }).mul(0.7).add(phase)
  return angles.sin().reshape(shape).float()
}

function made(name: keyof typeof layers): nn.AnyModule {
  const layer: nn.AnyModule = layers[name]()
  torch.noGrad(() => {
    layer.parameters().forEach((one, i) => one.copy_(wave(one.shape, i + 1)))
  })
  return layer
}

const linear = () => made('linear') as nn.Linear

function decoded(options: Options): Options {
  const named = Object.entries(options).map(([name, value]) => {
    return [camelCase(name), Array.isArray(value) ? torch.tensor(value) : decode(value)]
  })
  return Object.fromEntries(named) as Options
}

test.each(goldens.cases.map(one => [one.steps.map(([name]) => name).join(', '), one] as const))(
  '%s',
  (_, one) => {
    torch.manualSeed(1)
    const layer = made(one.layer)
    for (const [name, options] of one.steps) {
      const call = prune[camelCase(name) as 'l1Unstructured'] as (...args: unknown[]) => unknown
      expect(call(layer, one.tensor, decoded(options))).toBe(layer)
    }
    const result: unknown = layer.forward(wave(inputs[one.layer], 2))
    const output = (Array.isArray(result) ? result[0] : result) as Tensor
    output.sum().backward()
    expectSame(output, one.output)
    expect(Object.keys(layer.stateDict())).toEqual(one.keys)
    expectSame(layer.getBuffer(`${one.tensor}_mask`), one.mask)
    expectSame(layer.getParameter(`${one.tensor}_orig`).grad, one.gradient)
    expect(prune.remove(layer, one.tensor)).toBe(layer)
    expectSame(layer.getParameter(one.tensor), one.after)
    expect(Object.keys(layer.stateDict())).toEqual(one.keysAfter)
  },
)

test.each(goldens.globals)('all together: $method, $options', one => {
  torch.manualSeed(1)
  const [first, second] = [linear(), made('conv')]
  prune.l1Unstructured(first, 'weight', 2)
  const pairs: nn.utils.prune.PruneTarget[] = [
    [first, 'weight'],
    [second, 'weight'],
    [second, 'bias'],
  ]
  const scores = new Map([[[second, 'bias'] as const, torch.tensor([0, 9, 0, 9])]])
  const importanceScores = one.scored ? scores : null
  const method = prune[one.method as 'L1Unstructured']
  prune.globalUnstructured(pairs, method, { ...one.options, importanceScores })
  pairs.forEach(([module, name], i) => expectSame(module.getBuffer(`${name}_mask`), one.masks[i]))
})

test('keeps the parameter, which goes on being trained where it is not masked', () => {
  const layer = linear()
  const { weight } = layer
  const optimizer = new optim.SGD(layer.parameters(), { lr: 1 })
  prune.customFromMask(layer, 'weight', torch.tensor([[1, 0, 1, 1]]).expand([3, 4]))
  expect(layer.getParameter('weight_orig')).toBe(weight)
  const before = layer.weight.detach().clone()
  layer
    .forward(torch.ones([1, 4]))
    .sum()
    .backward()
  optimizer.step()
  expect(before.sub(layer.weight).toArray()).toEqual(Array(3).fill([1, 0, 1, 1]))
  prune.remove(layer, 'weight')
  expect(layer.weight).toBe(weight)
  expect(layer.weight.select(1, 1).any().item()).toBe(false)
})

test('several methods are a container of them', () => {
  const layer = linear()
  const first = prune.L1Unstructured.apply(layer, 'weight', 1)
  expect(first).toBeInstanceOf(prune.L1Unstructured)
  prune.lnStructured(layer, 'weight', 1, 2, 1)
  const container = prune.Identity.apply(layer, 'weight') as nn.utils.prune.PruningContainer
  expect([...container].map(one => one.constructor.name)).toEqual([
    'L1Unstructured',
    'LnStructured',
    'Identity',
  ])
  expect([container.length, container.at(0), container.tensorName]).toEqual([3, first, 'weight'])
  expect(prune.isPruned(new nn.Sequential(layer))).toBe(true)
  container.remove(layer)
  expect(prune.isPruned(layer)).toBe(false)
})

test('a copy is pruned by itself', () => {
  const layer = prune.l1Unstructured(linear(), 'weight', 0.5)
  const copy = layer.deepCopy()
  prune.l1Unstructured(copy, 'weight', 1)
  const left = ({ weight }: nn.Linear): number => weight.ne(0).sum().itemNumber()
  expect([left(layer as nn.Linear), left(copy as nn.Linear)]).toEqual([6, 5])
  prune.remove(copy, 'weight')
  expect([prune.isPruned(copy), prune.isPruned(layer)]).toEqual([false, true])
})

test('a state loads into a module that is pruned by any method', () => {
  const layer = prune.l1Unstructured(linear(), 'weight', 0.5) as nn.Linear
  const other = prune.identity(new nn.Linear(4, 3), 'weight') as nn.Linear
  other.loadStateDict(layer.stateDict())
  expect(other.weight.equal(layer.weight)).toBe(true)
})

class EveryOther extends prune.BasePruningMethod {
  readonly pruningType = 'unstructured'

  constructor(readonly options: { start: number }) {
    super()
  }

  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const odd = torch.arange(t.numel()).remainder(2).reshape(t.shape)
    return defaultMask.mul(odd.eq(this.options.start).to(defaultMask.dtype))
  }
}

test('methods of the user', () => {
  const layer = linear()
  EveryOther.apply(layer, 'bias', { start: 1 })
  expect(layer.bias!.ne(0).toArray()).toEqual([false, true, false])
  prune.globalUnstructured([[layer, 'weight']], EveryOther, { start: 0 })
  expect(layer.getBuffer('weightMask').toArray()).toEqual(Array(3).fill([1, 0, 1, 0]))
  const values = torch.tensor([1, 2, 3, 4])
  const method = new EveryOther({ start: 1 })
  expect(method.prune(values).toArray()).toEqual([0, 2, 0, 4])
  const given = { defaultMask: torch.tensor([1, 1, 1, 0]) }
  expect(method.prune(values, given).toArray()).toEqual([0, 2, 0, 0])
})

test('nothing has happened when computeMask throws', () => {
  class Broken extends EveryOther {
    override computeMask(): Tensor {
      throw new TorchError('VALUE', 'broken')
    }
  }
  const layer = linear()
  expect(() => Broken.apply(layer, 'weight', { start: 0 })).toThrow('broken')
  expect(Object.keys(layer.stateDict())).toEqual(['weight', 'bias'])
  expect(prune.isPruned(layer)).toBe(false)
})

test.each<[string, () => unknown, RegExp]>([
  ['a share above 1', () => new prune.L1Unstructured(1.5), /a share from 0 to 1, found 1\.5/],
  ['less than nothing', () => new prune.LnStructured(-1, 2), /at least 0 .* found -1/],
  ['a word', () => prune.randomUnstructured(linear(), 'bias', 'x' as never), /found 'x'/],
  ['too many', () => prune.l1Unstructured(linear(), 'bias', 4), /at most the 3 .* found 4/],
  [
    'channels of a vector',
    () => prune.randomStructured(linear(), 'bias', 1, 0),
    /2 or more dimensions, found \[3\]/,
  ],
  [
    'a dimension that is not there',
    () => prune.lnStructured(linear(), 'weight', 1, 2, 2),
    /dim: expected one of -2 to 1 for \[3, 4\], found 2/,
  ],
  ['a name', () => prune.identity(linear(), 'weigt'), /no parameter or buffer 'weigt' \(did you/],
  [
    'a buffer',
    () => prune.identity(new nn.BatchNorm1d(2), 'runningMean'),
    /expected a parameter, found the buffer/,
  ],
  [
    'scores of another shape',
    () => prune.l1Unstructured(linear(), 'bias', 1, { importanceScores: torch.ones([2]) }),
    /importanceScores: expected the shape \[3\], found \[2\]/,
  ],
  [
    'a mask of another shape',
    () => prune.customFromMask(linear(), 'bias', torch.ones([2])),
    /mask: expected the shape \[3\], found \[2\]/,
  ],
  ['what is not pruned', () => prune.remove(linear(), 'weight'), /pruned, 'weight' of Linear is/],
  [
    'an assignment',
    () => ((prune.identity(linear(), 'bias') as nn.Linear).bias = null),
    /'bias' is pruned, it is computed of 'biasOrig'/,
  ],
  [
    'channels of several tensors',
    () => prune.globalUnstructured([[linear(), 'bias']], prune.LnStructured, { amount: 1, n: 2 }),
    /expected an unstructured one, found LnStructured/,
  ],
  [
    'no pairs',
    () => prune.globalUnstructured(linear() as never, prune.L1Unstructured),
    /\[module, name\] pairs, found a Linear/,
  ],
  [
    'a method of another tensor',
    () => new prune.PruningContainer(new prune.Identity()).addPruningMethod(named('other')),
    /expected a method of null, found one of 'other'/,
  ],
  ['no method', () => new prune.PruningContainer(10 as never), /a pruning method, found 10/],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message)
  expect(call).toThrow(TorchError)
})

function named(name: string): nn.utils.prune.BasePruningMethod {
  const method = new prune.Identity()
  method.tensorName = name
  return method
}

test('leaves nothing behind', () => {
  const { tensors } = torch.memory()
  const layer = torch.tidy(() => {
    const pruned = prune.l1Unstructured(linear(), 'weight', 0.5) as nn.Linear
    prune.randomStructured(pruned, 'weight', 1, 0)
    prune.identity(pruned, 'bias')
    pruned
      .forward(torch.ones([2, 4]))
      .sum()
      .backward()
    return prune.remove(pruned, 'bias')
  })
  layer.dispose()
  expect(torch.memory().tensors).toBe(tensors)
})
