/** A program as users write it: every class, interface and namespace as value and as type. */
import torch, {
  data,
  isbe,
  metrics,
  nn,
  optim,
  Generator,
  OptionError,
  Tensor,
  TorchError,
  Trainer,
  type Device,
  type DType,
  type ErrorCode,
  type Operators,
  type Scalar,
  type TrainerOptions,
} from 'isbe-torch'
import * as everything from 'isbe-torch'

class Net extends nn.Module {
  readonly first: nn.Linear = new nn.Linear(4, 8)
  readonly second: torch.nn.Linear = new torch.nn.Linear(8, 2, { bias: false })
  readonly activation: nn.Module = new everything.nn.ReLU()

  forward(input: Tensor): Tensor {
    return this.second.forward(this.activation.forward(this.first.forward(input)))
  }
}

const dtype: DType = 'float32'
const device: Device = 'cpu'
const x: torch.Tensor = torch.ones([3, 4], { dtype, device })
const same: everything.Tensor = everything.add(x, x, { alpha: 2 })
const total: Scalar = same.sum().item()
const model: nn.Sequential = new nn.Sequential(new Net(), new nn.ReLU())
const optimizer: optim.Adam = new optim.Adam(model.parameters(), { lr: 1e-3 })
const any: optim.Optimizer = optimizer
const dataset: data.TensorDataset = new data.TensorDataset(x, torch.zeros([3], { dtype: 'int64' }))
const loader: data.DataLoader = new data.DataLoader(dataset, { batchSize: 2 })
const loss: isbe.IsbeLoss = new isbe.IsbeLoss({ normalization: 'sigmoid' })
const options: TrainerOptions = { model, optimizer, loss }
const trainer: Trainer = new Trainer(options)
const accuracy: metrics.Accuracy = new metrics.Accuracy()
const parameters: nn.Parameter[] = model.parameters()
const generator: Generator = new Generator(1)
const add: Operators['add'] = torch.add

export async function main(): Promise<void> {
  for await (const { input, target } of loader) {
    torch.tidy(() => {
      const value = loss.forward(model.forward(input), target)
      optimizer.zeroGrad()
      value.backward()
      optimizer.step()
      accuracy.update(model.forward(input), target)
    })
  }
  await trainer.fit(loader, { epochs: 1 })
}

export function codeOf(error: unknown): ErrorCode | null {
  return error instanceof TorchError ? error.code : null
}

/** The device may be known only when the program runs. */
export function onDevice(name: string, index: number, named: Device): Tensor {
  const made = torch.zeros([3, 4], { device: name }).to(`cuda:${index}`).to(named).to(x.device)
  new nn.Linear(1, 1).to(name).to(named).to({ device: name, dtype }).to(dtype).to(index)
  return made.to({ device: named }).to(dtype).to(x).to('cpu', { copy: true }).to('meta', 'float32')
}

const words: Tensor[] = [
  x.div(2, { roundingMode: 'floor' }),
  nn.functional.pad(x, [1, 1], { mode: 'reflect' }),
  torch.fft.fft(x, { norm: 'ortho' }),
  torch.linalg.norm(x, 'fro'),
  torch.linalg.norm(x, 2),
]
const [values, indices] = x.max(1)
export const made = { words, total, any, parameters, generator, add, values, indices, OptionError }
