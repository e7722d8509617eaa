/**
 * ISBE with a normalisation of your own: any function of the logits with a limited range will do,
 * since nothing is sent back through it. `npx ts-node scripts/examples/your-own-normalisation.ts
 * [epochs] [images]`. Elsewhere import from 'isbe-torch'.
 */
import torch, { data, nn, optim, Trainer, type Tensor } from '../../lib'

const [epochs = 1, images = 60_000] = process.argv.slice(2).map(Number)

/** Softsign, moved to the range of the targets, 0 to 1. Monotonic, and Lipschitz at zero. */
function normalize(logits: Tensor): Tensor {
  return logits.div(logits.abs().add(1)).add(1).div(2)
}

/** A Trainer takes a function that says what to report, and what to send back. */
function objective(logits: Tensor, target: Tensor) {
  const error = torch.noGrad(() =>
    normalize(logits).sub(torch.oneHot(target, { numClasses: logits.size(1) })),
  )
  return {
    value: error.square().mean(),
    backward: () => logits.backward(error.div(target.size(0))),
  }
}

async function main(): Promise<void> {
  torch.manualSeed(1)
  using model = new nn.Sequential(
    new nn.Flatten(),
    new nn.Linear(784, 128),
    new nn.ReLU(),
    new nn.Linear(128, 10),
  )
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  using trainer = new Trainer({ model, optimizer, loss: objective })
  const training = data.mnist('train').take(images)
  using loader = new data.DataLoader(training, { batchSize: 128, shuffle: true, seed: 1 })
  using test = new data.DataLoader(data.mnist('test'), { batchSize: 1000 })
  const records = await trainer.fit(loader, { epochs, test })
  const { testAccuracy } = records.at(-1)!
  console.log(`softsign: ${(100 * testAccuracy!).toFixed(2)} % of the test images`)
}

void main()
