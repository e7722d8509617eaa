/**
 * Every normalisation of ISBE beside cross-entropy on MNIST: `npx ts-node
 * scripts/examples/compare-losses.ts [epochs] [images]`. Elsewhere import from 'isbe-torch'.
 */
import torch, { data, isbe, nn, optim, Trainer } from '../../lib'

const [epochs = 1, images = 60_000] = process.argv.slice(2).map(Number)

const losses = {
  'cross-entropy': new nn.CrossEntropyLoss(),
  ...Object.fromEntries(
    isbe.normalizations.map(normalization => [
      `ISBE ${normalization}`,
      new isbe.IsbeLoss({ normalization }),
    ]),
  ),
}

async function main(): Promise<void> {
  const training = data.mnist('train').take(images)
  using loader = new data.DataLoader(training, { batchSize: 128, shuffle: true, seed: 1 })
  using test = new data.DataLoader(data.mnist('test'), { batchSize: 1000 })
  for (const [name, loss] of Object.entries(losses)) {
    torch.manualSeed(1)
    using model = new nn.Sequential(
      new nn.Flatten(),
      new nn.Linear(784, 128),
      new nn.ReLU(),
      new nn.Linear(128, 10),
    )
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
    using trainer = new Trainer({ model, optimizer, loss })
    const [last] = (await trainer.fit(loader, { epochs, test })).slice(-1)
    console.log(`${name.padEnd(16)} ${(100 * last!.testAccuracy!).toFixed(2)} % of the test images`)
  }
}

void main()
