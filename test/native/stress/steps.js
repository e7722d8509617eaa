'use strict'

// 10,000 training steps on ragged batches, as the last ones of epochs are: more than one size class
// is in use. Prints the live tensors, allocated and resident bytes after every thousand. Run
// with --expose-gc.
const { default: torch, isbe, nn, optim } = require('../../../dist/index.js')

const model = new nn.Sequential(
  new nn.Linear(64, 32),
  new nn.ReLU(),
  new nn.Dropout(0.2),
  new nn.Linear(32, 10),
)
const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
const loss = new isbe.IsbeLoss()

const step = batch =>
  torch.tidy(() => {
    const input = torch.randn([batch, 64])
    const target = torch.randint(10, [batch])
    optimizer.zeroGrad()
    loss.forward(model.forward(input), target).backward()
    optimizer.step()
  })

const readings = { tensors: [], allocated: [], resident: [] }
for (let i = 1; i <= 10_000; ++i) {
  step(32 + (i % 5) * 16)
  if (i % 1000 !== 0) continue
  globalThis.gc?.()
  const { tensors, allocated } = torch.memory()
  readings.tensors.push(tensors)
  readings.allocated.push(allocated)
  readings.resident.push(process.memoryUsage.rss())
}
console.log(JSON.stringify(readings))
