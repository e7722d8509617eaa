'use strict'

// 2000 training steps with the loss named by the first argument, without a turn of the event loop:
// prints the live tensors and resident bytes after every hundred. Run with --expose-gc.
const { default: torch, isbe, nn, optim } = require('../../../dist/index.js')

const losses = {
  'cross-entropy': (logits, target) => new nn.CrossEntropyLoss().forward(logits, target).backward(),
  IsbeLoss: (logits, target) => new isbe.IsbeLoss().forward(logits, target).backward(),
  'ISBE the direct way': (logits, target) => logits.backward(isbe.softError(logits, target).error),
}
const backward = losses[process.argv[2]]

const model = new nn.Sequential(
  new nn.Conv2d(1, 4, 3),
  new nn.BatchNorm2d(4),
  new nn.ReLU(),
  new nn.Dropout(0.2),
  new nn.Flatten(),
  new nn.Linear(4 * 36, 10),
)
const optimizer = new optim.Adam(model.parameters())
const input = torch.randn([16, 1, 8, 8])
const target = torch.randint(10, [16])

function step() {
  const logits = model.forward(input)
  optimizer.zeroGrad()
  backward(logits, target)
  optimizer.step()
}

const tensors = []
const resident = []
for (let i = 1; i <= 2000; ++i) {
  torch.tidy(step)
  if (i % 100 !== 0) continue
  globalThis.gc?.()
  tensors.push(torch.memory().tensors)
  resident.push(process.memoryUsage.rss())
}
console.log(JSON.stringify({ tensors, resident }))
