/** Parameters that start anew, with the numbers that a new layer draws. */
import torch, { nn } from '../../../lib'

interface Resettable extends nn.AnyModule {
  resetParameters(): void
}

const layers: [string, () => Resettable][] = [
  ['Linear', () => new nn.Linear(3, 2)],
  ['Linear without bias', () => new nn.Linear(3, 2, { bias: false })],
  ['Linear of nothing', () => new nn.Linear(0, 2)],
  ['Linear of float64', () => new nn.Linear(3, 2, { dtype: 'float64' })],
  ['Bilinear', () => new nn.Bilinear(3, 2, 4)],
  ['Conv1d', () => new nn.Conv1d(4, 2, 3, { groups: 2 })],
  ['Conv2d', () => new nn.Conv2d(4, 2, 3)],
  ['Conv3d', () => new nn.Conv3d(4, 2, 3)],
  ['ConvTranspose1d', () => new nn.ConvTranspose1d(4, 2, 3)],
  ['ConvTranspose2d', () => new nn.ConvTranspose2d(4, 2, 3, { bias: false })],
  ['ConvTranspose3d', () => new nn.ConvTranspose3d(4, 2, 3)],
  ['BatchNorm1d', () => new nn.BatchNorm1d(4)],
  ['BatchNorm2d', () => new nn.BatchNorm2d(4, { affine: false })],
  ['SyncBatchNorm', () => new nn.SyncBatchNorm(4)],
  ['InstanceNorm2d', () => new nn.InstanceNorm2d(4, { affine: true, trackRunningStats: true })],
  ['InstanceNorm1d', () => new nn.InstanceNorm1d(4)],
  ['LayerNorm', () => new nn.LayerNorm([2, 3])],
  ['GroupNorm', () => new nn.GroupNorm(2, 4, { bias: false })],
  ['RMSNorm', () => new nn.RMSNorm(3)],
  ['Embedding', () => new nn.Embedding(5, 3, { paddingIdx: 1 })],
  ['EmbeddingBag', () => new nn.EmbeddingBag(5, 3)],
  ['RNN', () => new nn.RNN(3, 2)],
  ['LSTM', () => new nn.LSTM(3, 4, { projSize: 2, numLayers: 2, bidirectional: true })],
  ['GRU', () => new nn.GRU(3, 2, { bias: false })],
  ['RNNCell', () => new nn.RNNCell(3, 2)],
  ['LSTMCell', () => new nn.LSTMCell(3, 2)],
  ['GRUCell', () => new nn.GRUCell(3, 2, { bias: false })],
  ['PReLU', () => new nn.PReLU({ numParameters: 3, init: 0.5 })],
  ['AdaptiveLogSoftmaxWithLoss', () => new nn.AdaptiveLogSoftmaxWithLoss(8, 10, [2, 5])],
]

test.each(layers)('%s: resetParameters draws what a new layer draws', (_, make) => {
  torch.manualSeed(7)
  const expected = make()
  const next = torch.rand([3])
  const layer = make()
  const owned = [...layer.parameters(), ...layer.buffers()]
  torch.noGrad(() => owned.forEach(tensor => tensor.fill_(9)))
  torch.manualSeed(7)
  layer.resetParameters()
  expect(torch.equal(torch.rand([3]), next)).toBe(true)
  const after = [...layer.parameters(), ...layer.buffers()]
  expect(after.map((tensor, i) => tensor === owned[i])).toEqual(owned.map(() => true))
  const state = layer.stateDict()
  for (const [name, tensor] of Object.entries(expected.stateDict())) {
    expect([name, torch.equal(state[name]!, tensor)]).toEqual([name, true])
  }
})

test('a convolution draws the same values whatever its order in memory', () => {
  torch.manualSeed(3)
  const expected = new nn.Conv2d(4, 2, 3)
  const layer = new nn.Conv2d(4, 2, 3).to({ memoryFormat: 'channels_last' })
  torch.manualSeed(3)
  layer.resetParameters()
  expect(layer.weight.isContiguous()).toBe(false)
  expect(torch.equal(layer.weight, expected.weight)).toBe(true)
  expect(torch.equal(layer.bias!, expected.bias!)).toBe(true)
})

test('values that PyTorch 2.13 draws', () => {
  torch.manualSeed(0)
  const layer = new nn.Linear(2, 1)
  torch.manualSeed(0)
  layer.resetParameters()
  const [first, second] = layer.weight.flatten().toArray<number[]>()
  expect(first).toBeCloseTo(-0.005294, 6)
  expect(second).toBeCloseTo(0.3793229, 6)
  expect(layer.bias!.item()).toBeCloseTo(-0.5819807, 6)
})

test('gradients and whether they are wanted stay', () => {
  const layer = new nn.Linear(2, 1)
  layer.bias!.requiresGrad = false
  layer.weight.grad = torch.ones([1, 2])
  layer.resetParameters()
  expect(layer.weight.requiresGrad).toBe(true)
  expect(layer.bias!.requiresGrad).toBe(false)
  expect(layer.weight.grad.toArray()).toEqual([[1, 1]])
  expect(layer.weight.isLeaf).toBe(true)
})

test.each<[string, () => Resettable]>([
  ['LazyLinear', () => new nn.LazyLinear(2)],
  ['LazyConv2d', () => new nn.LazyConv2d(2, 3)],
  ['LazyConvTranspose1d', () => new nn.LazyConvTranspose1d(2, 3)],
  ['LazyBatchNorm1d', () => new nn.LazyBatchNorm1d()],
  ['LazyInstanceNorm1d', () => new nn.LazyInstanceNorm1d({ affine: false })],
])('%s has nothing to reset before its first input', (_, make) => {
  torch.manualSeed(1)
  const next = torch.rand([1])
  const layer = make()
  torch.manualSeed(1)
  layer.resetParameters()
  expect(torch.equal(torch.rand([1]), next)).toBe(true)
  expect([...layer.parameters(), ...layer.buffers()][0]).toBeInstanceOf(
    layer.parameters().length > 0 ? nn.UninitializedParameter : nn.UninitializedBuffer,
  )
})

test('resetRunningStats forgets batches, and leaves scale and shift', () => {
  const norm = new nn.BatchNorm1d(2)
  norm.forward(torch.randn([4, 2]))
  torch.noGrad(() => norm.weight!.fill_(3))
  norm.resetRunningStats()
  expect(norm.runningMean!.toArray()).toEqual([0, 0])
  expect(norm.runningVar!.toArray()).toEqual([1, 1])
  expect(norm.numBatchesTracked!.item()).toBe(0)
  expect(norm.weight!.toArray()).toEqual([3, 3])
  expect(() => new nn.InstanceNorm1d(2).resetRunningStats()).not.toThrow()
})

test('flattenParameters leaves a recurrent layer as it is', () => {
  const layer = new nn.LSTM(2, 3)
  const before = layer.weightNames.map(name => layer.getParameter(name))
  layer.flattenParameters()
  expect(layer.allWeights.flat().every((weight, i) => weight === before[i])).toBe(true)
  expect(layer.forward(torch.ones([2, 1, 2]))[0].shape).toEqual([2, 1, 3])
})
