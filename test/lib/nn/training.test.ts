import torch, { nn, optim, type Tensor } from '../../../lib'
import { expectGolden, readGoldens, type Golden } from '../goldens'

interface TrainingGolden {
  losses: number[]
  output: Golden
  lr: number
  runningMean: Golden
  runningVar: Golden
}

const goldens = readGoldens<{
  initialisation: Record<string, Golden>
  training: Record<string, TrainingGolden>
  autocast: { losses: number[]; output: Golden; dtype: string; gradient: Golden }
}>('training.json')

type Optimizer = optim.Adam | optim.SGD

const optimizers: Record<string, (parameters: nn.Parameter[]) => Optimizer> = {
  adam: p => new optim.Adam(p, { lr: 0.01 }),
  'adam-amsgrad-decay': p =>
    new optim.Adam(p, { lr: 0.01, betas: [0.8, 0.99], eps: 1e-6, weightDecay: 0.1, amsgrad: true }),
  adamw: p => new optim.AdamW(p, { lr: 0.01 }),
  sgd: p => new optim.SGD(p, { lr: 0.1 }),
  'sgd-momentum': p =>
    new optim.SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.1, weightDecay: 0.01 }),
  'sgd-nesterov': p => new optim.SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }),
}

/** With the random numbers of PyTorch, which nn.Dropout does not draw. */
class PytorchDropout extends nn.Dropout {
  override forward(input: Tensor): Tensor {
    return torch.dropout(input, this.p, this.training)
  }
}

function network(): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv2d(1, 3, 3, { stride: 2, bias: false }),
    new nn.BatchNorm2d(3),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new PytorchDropout(0.25),
    new nn.Flatten(),
    new nn.Linear(12, 5),
  )
}

test('initial weights are those of PyTorch for the same seed', () => {
  torch.manualSeed(0)
  const linear = new nn.Linear(4, 3)
  const conv = new nn.Conv2d(2, 4, 3, { groups: 2 })
  expectGolden(linear.weight, goldens.initialisation['linear.weight']!, 1e-7)
  expectGolden(linear.bias!, goldens.initialisation['linear.bias']!, 1e-7)
  expectGolden(conv.weight, goldens.initialisation['conv.weight']!, 1e-7)
  expectGolden(conv.bias!, goldens.initialisation['conv.bias']!, 1e-7)
})

test('every optimizer has a golden', () => {
  expect(Object.keys(optimizers).sort()).toEqual(Object.keys(goldens.training).sort())
})

// Convolution, batch norm, pooling, dropout (same random numbers), loss, optimizer and schedule.
test.each(Object.keys(optimizers))('eight steps with %s are those of PyTorch', name => {
  const golden = goldens.training[name]!
  torch.manualSeed(3)
  const model = network()
  const optimizer = optimizers[name]!(model.parameters())
  const schedule = new optim.ExponentialLR(optimizer, 0.9)
  const lossFn = new nn.CrossEntropyLoss()
  const input = torch.sin(torch.arange(800, { dtype: 'float32' })).reshape([8, 1, 10, 10])
  const target = torch.arange(8).remainder(5)
  golden.losses.forEach(expected => {
    const loss = lossFn.forward(model.forward(input), target)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    schedule.step()
    expect(Math.abs(Number(loss.item()) - expected)).toBeLessThan(1e-4)
  })
  model.eval()
  expect(optimizer.lr).toBeCloseTo(golden.lr, 12)
  expectGolden(model.forward(input), golden.output, 1e-3)
  const norm = model.at(1) as nn.BatchNorm2d
  expectGolden(norm.runningMean!, golden.runningMean, 1e-4)
  expectGolden(norm.runningVar!, golden.runningVar, 1e-4)
})

// bfloat16 has eight bits: rounding differs with the processor, hence the wider tolerances.
test('six steps under autocast are those of PyTorch', () => {
  const golden = goldens.autocast
  torch.manualSeed(3)
  const model = network()
  model.at(4)!.eval()
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
  const lossFn = new nn.CrossEntropyLoss()
  const input = torch.sin(torch.arange(800, { dtype: 'float32' })).reshape([8, 1, 10, 10])
  const target = torch.arange(8).remainder(5)
  let output = input
  for (const expected of golden.losses) {
    const loss = torch.autocast('cpu', () => {
      output = model.forward(input)
      return lossFn.forward(output, target)
    })
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    expect(Math.abs(Number(loss.item()) - expected)).toBeLessThan(0.01)
  }
  expect(output.dtype).toBe(golden.dtype)
  expectGolden(output, golden.output, 0.03)
  const { weight } = model.at(0) as nn.Conv2d
  expect(weight.grad!.dtype).toBe('float32')
  expectGolden(weight.grad!, golden.gradient, 0.03)
})
