/**
 * CIFAR-10 with VGG-16 and a Trainer: `npx ts-node scripts/examples/cifar10.ts [epochs] [images]
 * [batch size]`, after `npx isbe data fetch cifar10`. Elsewhere import from 'isbe-torch'.
 */
import torch, { data, isbe, nn, optim, Trainer } from '../../lib'

const [epochs = 3, images = 50_000, batchSize = 128] = process.argv.slice(2).map(Number)
const device = torch.cuda.isAvailable() ? 'cuda' : 'cpu'

/** Units of a padded convolution, batch norm and ReLU; M halves the resolution. */
const plan = [
  64,
  64,
  'M',
  128,
  128,
  'M',
  256,
  256,
  256,
  'M',
  512,
  512,
  512,
  'M',
  512,
  512,
  512,
  'M',
]

function vgg16(): nn.Sequential {
  let channels = 3
  const layers = plan.flatMap((size): nn.Module[] => {
    if (typeof size === 'string') return [new nn.MaxPool2d(2)]
    const conv = new nn.Conv2d(channels, size, 3, { padding: 1, bias: false })
    channels = size
    return [conv, new nn.BatchNorm2d(size), new nn.ReLU()]
  })
  return new nn.Sequential(...layers, new nn.Flatten(), new nn.Linear(512, 10))
}

async function main(): Promise<void> {
  torch.manualSeed(1)
  const model = vgg16()
  model.to(device)
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const trainer = new Trainer({
    model,
    optimizer,
    loss: new isbe.IsbeLoss({ normalization: 'tanh' }), // or new nn.CrossEntropyLoss()
    scheduler: new optim.ExponentialLR(optimizer, 0.7),
  })
  const training = data.cifar10('train').take(images)
  const test = new data.DataLoader(data.cifar10('test').take(images), { batchSize, device })
  const loader = new data.DataLoader(training, { batchSize, shuffle: true, seed: 1, device })
  await trainer.fit(loader, {
    epochs,
    test,
    onEpochEnd: ({ epoch, testAccuracy, seconds }) =>
      console.log(
        `${training.title}, epoch ${epoch}: test accuracy ${(100 * testAccuracy!).toFixed(2)} %, ` +
          `${seconds.toFixed(0)} s`,
      ),
  })
}

void main()
