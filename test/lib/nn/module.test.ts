import torch, { OptionError, TorchError, nn } from '../../../lib'

function model(): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv2d(1, 2, 3),
    new nn.BatchNorm2d(2),
    new nn.Flatten(),
    new nn.Linear(8, 3, { bias: false }),
  )
}

test('names parameters and buffers as PyTorch does, from camelCase', () => {
  expect(Object.keys(model().stateDict())).toEqual([
    '0.weight',
    '0.bias',
    '1.weight',
    '1.bias',
    '1.running_mean',
    '1.running_var',
    '1.num_batches_tracked',
    '3.weight',
  ])
})

test('counts parameters, not buffers', () => {
  expect(model().parameterCount()).toBe(18 + 2 + 2 + 2 + 24)
})

test('train and eval reach every module', () => {
  const m = model().eval()
  expect(m.namedModules().map(([, module]) => module.training)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  m.train()
  expect(m.namedModules().every(([, module]) => module.training)).toBe(true)
})

test('parameters survive the tidy in which the module is made', () => {
  const linear = torch.tidy(() => {
    const made = new nn.Linear(2, 2)
    made.forward(torch.ones([1, 2]))
    return made
  })
  expect(linear.weight.isDisposed).toBe(false)
  expect(linear.forward(torch.ones([1, 2])).shape).toEqual([1, 2])
})

test('to changes floating tensors in place and keeps them leaves that require grad', () => {
  const m = model()
  const { weight } = m.at(0) as nn.Conv2d
  m.to({ dtype: 'float64', memoryFormat: 'channels_last' })
  expect(weight.dtype).toBe('float64')
  expect(weight.isLeaf && weight.requiresGrad).toBe(true)
  expect((m.at(1) as nn.BatchNorm2d).numBatchesTracked!.dtype).toBe('int64')
  expect(m.forward(torch.ones([2, 1, 4, 4], { dtype: 'float64' })).dtype).toBe('float64')
})

test('to takes a dtype or a device by name, and options beside it', () => {
  const m = model()
  const { weight } = m.at(0) as nn.Conv2d
  expect(m.to('float64')).toBe(m)
  expect(weight.dtype).toBe('float64')
  m.to('cpu', { nonBlocking: true, dtype: 'float32' })
  expect(weight.dtype).toBe('float32')
  // @ts-expect-error -- no such device
  expect(() => m.to('gpu')).toThrow(/Module.to: expected a dtype or a device .*found 'gpu'/)
  expect(() => m.to('cpu', { copy: true } as never)).toThrow(/Module.to: unknown option 'copy'/)
})

test('zeroGrad drops gradients, or zeroes them on request', () => {
  const linear = new nn.Linear(2, 1)
  linear
    .forward(torch.ones([1, 2]))
    .sum()
    .backward()
  linear.zeroGrad(false)
  expect(linear.weight.grad!.toArray()).toEqual([[0, 0]])
  linear.zeroGrad()
  expect(linear.weight.grad).toBeNull()
})

test('layers name the option or size that is wrong', () => {
  expect(() => new nn.Linear(-1, 2)).toThrow(OptionError)
  expect(() => new nn.Linear(2, 2, { bais: true } as never)).toThrow(/'bais' \(did you mean 'bias'/)
  expect(() => new nn.Conv2d(3, 4, 3, { groups: 2 })).toThrow(/groups to divide inChannels 3/)
  expect(() => new nn.Dropout(1.5)).toThrow(/probability from 0 to 1, found 1.5/)
  expect(() => new nn.CrossEntropyLoss({ reduction: 'avg' as never })).toThrow(/none, mean, sum/)
  expect(() => new nn.Sequential(1 as never)).toThrow(TorchError)
})

test('batch norm averages over all batches when momentum is null', () => {
  const norm = new nn.BatchNorm2d(1, { momentum: null })
  norm.forward(torch.full([2, 1, 1, 1], 1.5))
  norm.forward(torch.full([2, 1, 1, 1], 2.5))
  expect(norm.runningMean!.item()).toBeCloseTo(2, 6)
  expect(norm.numBatchesTracked!.item()).toBe(2)
})

test('cross-entropy takes the options of PyTorch', () => {
  const logits = torch.tensor([
    [1, 2, 3],
    [0, 0, 1],
  ])
  const target = torch.tensor([2, 1], { dtype: 'int64' })
  const plain = new nn.CrossEntropyLoss({ reduction: 'none' })
    .forward(logits, target)
    .toArray<number[]>()
  const sum = new nn.CrossEntropyLoss({ reduction: 'sum' }).forward(logits, target).item()
  const ignored = new nn.CrossEntropyLoss({ ignoreIndex: 1 }).forward(logits, target).item()
  expect(plain[0]).toBeCloseTo(Math.log(1 + Math.exp(-1) + Math.exp(-2)), 6)
  expect(sum).toBeCloseTo(plain[0]! + plain[1]!, 6)
  expect(ignored).toBeCloseTo(plain[0]!, 6)
})

test('a layer of no features gives its bias, as in PyTorch', () => {
  const layer = new nn.Linear(0, 2)
  const output = layer.forward(torch.ones([3, 0]))
  expect([output.shape, output.any().item()]).toEqual([[3, 2], false])
  expect(new nn.Linear(2, 0).forward(torch.ones([3, 2])).shape).toEqual([3, 0])
  const narrow = new nn.AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4])
  expect(
    narrow
      .logProb(torch.ones([1, 4]))
      .exp()
      .sum()
      .item(),
  ).toBeCloseTo(1, 5)
})

test('a module without settings refuses what it would ignore', () => {
  const Loose = nn.Sigmoid as unknown as new (...given: unknown[]) => nn.Sigmoid
  expect(() => new Loose({ inplace: true })).toThrow(/^Sigmoid: expected no arguments, found/)
  expect(new Loose(undefined)).toBeInstanceOf(nn.Sigmoid)
})
