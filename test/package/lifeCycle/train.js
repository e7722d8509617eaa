// Trains a small network in a worker thread, tells the losses, and ends or goes on until it is stopped.
const { parentPort, workerData } = require('node:worker_threads')
const { default: torch, isbe, nn, optim } = require('../../../dist')

const model = new nn.Sequential(new nn.Linear(8, 16), new nn.ReLU(), new nn.Linear(16, 3))
const optimizer = new optim.Adam(model.parameters(), { lr: 1e-2 })
const lossFn = new isbe.IsbeLoss({ report: 'potential' })
const input = torch.randn(60, 8).keep()
const target = torch.arange(60).remainder(3).keep()

function step() {
  return torch.tidy(() => {
    const loss = lossFn.forward(model.forward(input), target)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  })
}

const losses = Array.from({ length: workerData.steps }, step)
parentPort.postMessage(losses)
while (workerData.forever) step()
for (const owner of [model, optimizer, lossFn, input, target]) owner.dispose()
