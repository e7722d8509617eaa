/**
 * MNIST by hand, once with cross-entropy and once with ISBE:
 * `npx ts-node scripts/examples/mnist.ts [epochs] [images]`. Elsewhere import from 'isbe-torch'.
 */
import torch, { data, isbe, metrics, nn, optim } from '../../lib'

const [epochs = 1, images = 60_000] = process.argv.slice(2).map(Number)
const device = torch.cuda.isAvailable() ? 'cuda' : 'cpu'

function makeModel(): nn.Module {
  torch.manualSeed(1) // the same weights for both
  const model = new nn.Sequential(
    new nn.Conv2d(1, 32, 3, { stride: 2 }),
    new nn.ReLU(),
    new nn.Conv2d(32, 64, 3, { stride: 2 }),
    new nn.ReLU(),
    new nn.Dropout(0.2),
    new nn.Flatten(),
    new nn.Linear(2304, 512),
    new nn.ReLU(),
    new nn.Linear(512, 10),
  )
  model.to(device)
  return model
}

type Backward = (logits: torch.Tensor, target: torch.Tensor) => void

const crossEntropy = new nn.CrossEntropyLoss()
const ways: Record<string, Backward> = {
  'cross-entropy': (logits, target) => crossEntropy.forward(logits, target).backward(),
  ISBE: (logits, target) => logits.backward(isbe.softError(logits, target).error),
}

async function train(name: string, backward: Backward): Promise<void> {
  const model = makeModel()
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const training = data.mnist('train').take(images)
  const loader = new data.DataLoader(training, { batchSize: 128, shuffle: true, seed: 1, device })
  const test = new data.DataLoader(data.mnist('test'), { batchSize: 1000, device })
  for (let epoch = 1; epoch <= epochs; ++epoch) {
    model.train()
    for await (const { input, target } of loader)
      torch.tidy(() => {
        optimizer.zeroGrad()
        backward(model.forward(input), target)
        optimizer.step()
      })
    using accuracy = new metrics.Accuracy()
    model.eval()
    for (const { input, target } of test)
      torch.tidy(() => torch.noGrad(() => accuracy.update(model.forward(input), target)))
    console.log(`${name}, epoch ${epoch}: test accuracy ${(100 * accuracy.compute()).toFixed(2)} %`)
  }
}

void (async () => {
  for (const [name, backward] of Object.entries(ways)) await train(name, backward)
})()
