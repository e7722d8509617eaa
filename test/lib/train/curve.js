// Prints the losses of some training steps as JSON: curve.js <network> <steps> <seed> <part>...,
// where a part is what is switched off, `fusion` or `dropout` (libtorch's own takes its place); `sgd` in
// place of Adam. The allocator is switched off by ISBE_ALLOCATOR.
const { default: torch, data, isbe, nn, optim } = require('../../../dist/index')
const { makeModel } = require('../../../dist/models')

const [network, steps, seed, ...off] = process.argv.slice(2)

class SeparateReLU extends nn.ReLU {} // Sequential fuses nn.ReLU itself alone

class LibtorchDropout extends nn.Dropout {
  forward(input) {
    return torch.dropout(input, this.p, this.training)
  }
}

function replaced(module) {
  if (off.includes('fusion') && module instanceof nn.ReLU) return new SeparateReLU()
  if (off.includes('dropout') && module instanceof nn.Dropout) return new LibtorchDropout(module.p)
  return module
}

torch.manualSeed(Number(seed))
const model = new nn.Sequential(
  ...makeModel(network)
    .namedChildren()
    .map(([, child]) => replaced(child)),
)
const Optimizer = off.includes('sgd') ? optim.SGD : optim.Adam
const optimizer = new Optimizer(model.parameters(), { lr: 1e-3 })
const loss = new isbe.IsbeLoss({ report: 'potential' })
const loader = new data.DataLoader(data.mnist('train').take(32 * Number(steps)), { batchSize: 32 })

async function main() {
  const losses = []
  for await (const { input, target } of loader) {
    torch.tidy(() => {
      const value = loss.forward(model.forward(input), target)
      optimizer.zeroGrad()
      value.backward()
      optimizer.step()
      losses.push(value.item())
    })
  }
  process.stdout.write(JSON.stringify({ losses, cached: torch.memory().cached }))
}

void main()
