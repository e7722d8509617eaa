/** Copies of optimizers and schedules, which go on as the originals would, by themselves. */
import torch, { nn, optim, type Tensor } from '../../../lib'

const { lrScheduler } = optim
type Maker = (params: Tensor[]) => optim.AnyOptimizer

const kinds: [string, Maker][] = [
  ['SGD', params => new optim.SGD(params, { lr: 0.1, momentum: 0.9 })],
  ['Adam', params => new optim.Adam(params, { amsgrad: true })],
  ['AdamW', params => new optim.AdamW(params)],
  ['Adamax', params => new optim.Adamax(params)],
  ['NAdam', params => new optim.NAdam(params)],
  ['RAdam', params => new optim.RAdam(params)],
  ['Adagrad', params => new optim.Adagrad(params)],
  ['Adadelta', params => new optim.Adadelta(params)],
  ['Adafactor', params => new optim.Adafactor(params)],
  ['RMSprop', params => new optim.RMSprop(params, { momentum: 0.5, centered: true })],
  ['Rprop', params => new optim.Rprop(params)],
  ['ASGD', params => new optim.ASGD(params)],
  ['Muon', params => new optim.Muon(params)],
  ['LBFGS', params => new optim.LBFGS(params, { maxIter: 2 })],
]

function stepOnce(optimizer: optim.AnyOptimizer): void {
  const [parameter] = optimizer.paramGroups[0]!.params as [Tensor]
  optimizer.step(() => {
    optimizer.zeroGrad()
    const loss = parameter.sin().sum()
    loss.backward()
    return loss
  })
}

test.each(kinds)('%s', (_, make) => {
  const parameter = new nn.Parameter(torch.arange(6).reshape(2, 3).div(7))
  const optimizer = make([parameter])
  for (let step = 0; step < 3; ++step) stepOnce(optimizer)
  const copy = optimizer.deepCopy()
  expect(copy).toBeInstanceOf(optimizer.constructor)
  const [own] = copy.paramGroups[0]!.params as [Tensor]
  expect(own).toBeInstanceOf(nn.Parameter)
  expect(torch.equal(own, parameter) && torch.equal(own.grad!, parameter.grad!)).toBe(true)
  const before = parameter.toArray()
  torch.tidy(() => {
    for (let step = 0; step < 3; ++step) stepOnce(copy)
  })
  expect(parameter.toArray()).toEqual(before)
  for (let step = 0; step < 3; ++step) stepOnce(optimizer)
  expect(own.toArray()).toEqual(parameter.toArray())
  expect(Object.keys(copy.stateDict().state)).toEqual(Object.keys(optimizer.stateDict().state))
})

test('a model, its optimizer and its schedule are copied together', () => {
  const model = new nn.Linear(2, 1)
  const lr = torch.tensor(0.5)
  const optimizer = new optim.SGD(
    [
      { params: [['weight', model.weight]] as [string, Tensor][] },
      { params: [['bias', model.bias!]] as [string, Tensor][] },
    ],
    { lr, momentum: 0.9 },
  )
  const schedule = new lrScheduler.SequentialLR(
    optimizer,
    [new lrScheduler.ExponentialLR(optimizer, 0.5), new lrScheduler.LambdaLR(optimizer, () => 2)],
    [2],
  )
  const copy = torch.tidy(() => torch.deepCopy({ model, optimizer, schedule }))
  const [weights, biases] = copy.optimizer.paramGroups.map(group => group.params)
  expect(weights![0] === copy.model.weight && biases![0] === copy.model.bias).toBe(true)
  expect(copy.optimizer.paramGroups.map(group => group.paramNames)).toEqual([['weight'], ['bias']])
  expect(copy.schedule.optimizer).toBe(copy.optimizer)
  const [rate, other] = copy.optimizer.paramGroups.map(group => group.lr as unknown)
  expect(rate).toBe(other)
  expect(rate).not.toBe(lr)
  for (let step = 0; step < 2; ++step) {
    copy.optimizer.step()
    copy.schedule.step()
  }
  expect([copy.schedule.getLastLr(), copy.schedule.lastEpoch]).toEqual([[1, 1], 2])
  expect([lr.item(), schedule.lastEpoch, optimizer.stepCount]).toEqual([0.5, 0, 0])
})

test('a schedule of metrics is copied with what it counts, and its optimizer', () => {
  const optimizer = new optim.SGD([new nn.Parameter(torch.ones([1]))], { lr: 1 })
  const schedule = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 1 })
  schedule.step(1)
  schedule.step(1)
  const copy = schedule.deepCopy()
  copy.step(1)
  expect([copy.getLastLr(), optimizer.lr, schedule.numBadEpochs]).toEqual([[0.1], 1, 1])
})

test('an optimizer of your own is copied by its constructor', () => {
  class Signs extends optim.Optimizer<{ lr: number }> {
    constructor(params: Iterable<Tensor>, { lr }: { lr: number }) {
      super(params as never, { lr })
    }
  }
  const optimizer = new Signs([torch.ones([2])], { lr: 3 })
  const copy = optimizer.deepCopy()
  expect(copy).toBeInstanceOf(Signs)
  expect([copy.lr, copy.defaults]).toEqual([3, { lr: 3 }])
})
