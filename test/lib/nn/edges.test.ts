/** Layers without channels or features, wrappers for several devices, and what is refused, as in PyTorch. */
import torch, { TorchError, nn, type Tensor } from '../../../lib'

type Forward = () => Tensor

function ones(...shape: number[]): Tensor {
  return torch.ones(shape)
}

const none = torch.ones([0], { dtype: 'int64' })
const first = torch.zeros([1], { dtype: 'int64' })
const two = torch.ones([2], { dtype: 'int64' })
const unlearned = { affine: false }

test.each<[string, number[], Forward]>([
  ['BatchNorm1d', [2, 0, 3], () => new nn.BatchNorm1d(0, unlearned).forward(ones(2, 0, 3))],
  ['BatchNorm2d', [2, 0, 3, 4], () => new nn.BatchNorm2d(0, unlearned).forward(ones(2, 0, 3, 4))],
  [
    'InstanceNorm1d',
    [2, 0, 3],
    () => new nn.InstanceNorm1d(0, { trackRunningStats: true }).forward(ones(2, 0, 3)),
  ],
  ['PReLU', [2, 0], () => new nn.PReLU({ numParameters: 0 }).forward(ones(2, 0))],
  ['Conv1d', [2, 0, 4], () => new nn.Conv1d(0, 2, 1).forward(ones(2, 0, 4))],
  ['Conv2d', [2, 0, 4, 5], () => new nn.Conv2d(0, 2, 1).forward(ones(2, 0, 4, 5))],
  ['Embedding without rows', [0, 3], () => new nn.Embedding(0, 3).forward(none)],
  ['Embedding without width', [2, 0], () => new nn.Embedding(3, 0).forward(two)],
  ['EmbeddingBag without rows', [1, 3], () => new nn.EmbeddingBag(0, 3).forward(none, first)],
  ['EmbeddingBag without width', [1, 0], () => new nn.EmbeddingBag(3, 0).forward(two, first)],
  ['RNNCell without inputs', [2, 3], () => new nn.RNNCell(0, 3).forward(ones(2, 0))],
  ['GRUCell without inputs', [2, 3], () => new nn.GRUCell(0, 3).forward(ones(2, 0))],
  ['GRUCell without a state', [2, 0], () => new nn.GRUCell(3, 0).forward(ones(2, 3))],
  ['LSTMCell without a state', [2, 0], () => new nn.LSTMCell(3, 0).forward(ones(2, 3))[0]],
  [
    'TransformerEncoderLayer',
    [2, 3, 4],
    () => new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 0 }).forward(ones(2, 3, 4)),
  ],
  [
    'MultiheadAttention',
    [2, 1, 4],
    () =>
      new nn.MultiheadAttention(4, 2, { kdim: 0 }).forward(
        ones(2, 1, 4),
        ones(2, 1, 0),
        ones(2, 1, 4),
      )[0],
  ],
])('%s of size 0 gives %j', (_, shape, forward) => {
  expect(torch.tidy(() => forward().shape)).toEqual(shape)
})

test.each<[string, () => Tensor]>([
  [
    'LinearCrossEntropyLoss',
    () => new nn.LinearCrossEntropyLoss(0, 3).forward(ones(2, 0), torch.zeros([2]).long()),
  ],
  [
    'AdaptiveLogSoftmaxWithLoss',
    () => new nn.AdaptiveLogSoftmaxWithLoss(0, 5, [2]).forward(ones(2, 0), two).loss,
  ],
])('%s of no features finds all classes alike', (_, loss) => {
  expect(torch.tidy(() => loss().item())).toBeCloseTo(Math.log(3), 5)
})

const cells = { RNNCell: nn.RNNCell, GRUCell: nn.GRUCell, LSTMCell: nn.LSTMCell }

test.each(Object.entries(cells))('%s refuses a state of another rank than its input', (_, Cell) => {
  const cell = new Cell(3, 4) as nn.Module<unknown[], unknown>
  const state = (hx: Tensor) => (cell instanceof nn.LSTMCell ? [hx, hx] : hx)
  expect(() => cell.forward(ones(3), state(ones(1, 4)))).toThrow(/hx.*expected \[4\]/)
  expect(() => cell.forward(ones(1, 3), state(ones(4)))).toThrow(/hx.*expected \[1, 4\]/)
})

test('RNNCellBase is told biases and chunks, as in PyTorch', () => {
  const Base = nn.RNNCellBase as unknown as new (...args: unknown[]) => nn.AnyModule
  const shapes = new Base(2, 3, true, 4).parameters().map(({ shape }) => shape)
  expect(shapes).toEqual([[12, 2], [12, 3], [12], [12]])
  for (const args of [
    [2, 2, 2, {}],
    [2, 2, true, {}],
    [2, 2, {}, 1],
    [2, 2, true, 1, 5],
  ])
    expect(() => new Base(...args)).toThrow(TorchError)
})

test.each(['int64', 'bool'] as const)('CrossMapLRN2d refuses %s', dtype => {
  expect(() => new nn.CrossMapLRN2d(2).forward(torch.ones([1, 3, 2, 2], { dtype }))).toThrow(
    `floating or complex dtype, found ${dtype}`,
  )
})

test('SyncBatchNorm is what the batch normalisations of one process are', () => {
  const input = torch.linspace(0, 1, 24).reshape([2, 3, 4])
  const [plain, sync] = [new nn.BatchNorm1d(3), new nn.SyncBatchNorm(3)]
  expect(torch.equal(sync.forward(input), plain.forward(input))).toBe(true)
  expect(torch.equal(sync.runningVar!, plain.runningVar!)).toBe(true)
  expect(Object.keys(sync.stateDict())).toEqual(Object.keys(plain.stateDict()))
  expect(sync.forward(torch.ones([2, 3, 1, 1, 2, 2])).shape).toEqual([2, 3, 1, 1, 2, 2])
  expect(() => sync.forward(ones(3))).toThrow(/SyncBatchNorm.*expected \[N, C, \*\], found \[3\]/)
})

test('convertSyncBatchnorm converts batch normalisations, and keeps what they have learned', () => {
  const norm = new nn.BatchNorm2d(2, { eps: 0.1, momentum: null })
  const others = [new nn.InstanceNorm1d(2), new nn.LazyBatchNorm1d()]
  const model = new nn.Sequential(norm, new nn.Sequential(new nn.BatchNorm1d(1)), ...others).eval()
  const [weight, names] = [norm.weight, Object.keys(model.stateDict())]
  expect(nn.SyncBatchNorm.convertSyncBatchnorm(model)).toBe(model)
  const kinds = model.namedModules().map(([, { constructor }]) => constructor.name)
  expect(kinds.filter(name => name === 'SyncBatchNorm')).toHaveLength(2)
  expect(kinds.slice(-2)).toEqual(['InstanceNorm1d', 'LazyBatchNorm1d'])
  expect(norm.weight === weight).toBe(true)
  expect([norm.eps, norm.momentum, norm.training]).toEqual([0.1, null, false])
  expect(Object.keys(model.stateDict())).toEqual(names)
  expect(() => nn.SyncBatchNorm.convertSyncBatchnorm(3 as never)).toThrow(TorchError)
})

test('DataParallel runs its model where it is, under the name module', () => {
  const model = new nn.Linear(2, 3)
  using parallel = new nn.DataParallel(model, { deviceIds: [] })
  const input = ones(1, 2)
  expect(torch.equal(parallel.forward(input) as Tensor, model.forward(input))).toBe(true)
  expect(Object.keys(parallel.stateDict())).toEqual(['module.weight', 'module.bias'])
  const onOne = new nn.DataParallel(new nn.Linear(2, 3), { deviceIds: ['meta'] })
  expect((onOne.forward(input) as Tensor).device).toBe('meta')
})

test.each<[object, RegExp]>([
  [{ deviceIds: ['cuda:0', 'cuda:1'] }, /expected one device .*a model runs on one GPU here/],
  [{ deviceIds: [0] }, /expected one device/],
  [{ deviceIds: ['cpu'], outputDevice: 'meta' }, /outputDevice: expected that of deviceIds/],
  [{ devices: [] }, /unknown option 'devices'/],
])('DataParallel refuses %j', (options, message) => {
  expect(() => new nn.DataParallel(new nn.ReLU(), options)).toThrow(message)
})

describe('a forward hook with alwaysCall', () => {
  class Failing extends nn.Module<Tensor[]> {
    override forward(): Tensor {
      throw new RangeError('none')
    }
  }

  test('runs once where the forward throws, and where a hook before it does', () => {
    const calls: unknown[] = []
    const failing = new Failing()
    failing.registerForwardHook((_, inputs, output) => void calls.push([inputs.length, output]), {
      alwaysCall: true,
    })
    failing.registerForwardHook(() => void calls.push('plain'))
    expect(() => (failing as nn.Module<Tensor[]>).forward(ones(1), ones(1))).toThrow(RangeError)
    expect(calls).toEqual([[2, null]])

    const relu = new nn.ReLU()
    const names: string[] = []
    relu.registerForwardHook(() => void names.push('before'), { alwaysCall: true })
    relu.registerForwardHook(() => {
      throw new RangeError('hook')
    })
    relu.registerForwardHook(() => void names.push('after'), { alwaysCall: true })
    expect(() => relu.deepCopy().forward(ones(1))).toThrow('hook')
    expect(names).toEqual(['before', 'after'])
  })

  test('gives way to the first error, with a warning', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const failing = new Failing()
    const hook = () => {
      throw new TypeError('second')
    }
    failing.registerForwardHook(hook, { alwaysCall: true })
    expect(() => failing.forward()).toThrow('none')
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/alwaysCall threw.*second/))
    warn.mockRestore()
  })
})
