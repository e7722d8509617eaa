// Allocates far more than the JavaScript heap holds, collecting all the while, and trains in between.
const { setImmediate, setTimeout } = require('node:timers')
const { default: torch, nn } = require('../../../dist')

const model = new nn.Linear(16, 4)

function work() {
  for (let i = 0; i < 250; ++i) {
    const output = model.forward(torch.randn([8, 16]))
    if (i % 50 === 0) output.sum().backward()
    if (i % 100 === 0) globalThis.gc()
  }
}

async function main() {
  const before = torch.memory().tensors
  for (let turn = 0; turn < 40; ++turn) {
    work()
    await new Promise(resolve => setImmediate(resolve))
  }
  model.zeroGrad()
  for (let i = 0; i < 20 && torch.memory().tensors > before; ++i) {
    globalThis.gc()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  process.stdout.write(JSON.stringify({ left: torch.memory().tensors - before }))
}

main()
