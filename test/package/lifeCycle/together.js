// Eight workers train at once; each is asked for its losses. Some of them are stopped in the middle of a
// step. Prints what they found and the tensors that are left.
const { once } = require('node:events')
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { default: torch } = require('../../../dist')

async function train(forever) {
  const workerData = { forever, steps: 20 }
  const worker = new Worker(join(__dirname, 'train.js'), { workerData })
  const exit = once(worker, 'exit')
  const [losses] = await once(worker, 'message')
  if (forever) await worker.terminate()
  await exit
  return losses
}

async function main() {
  const before = torch.memory().tensors
  const losses = await Promise.all(Array.from({ length: 8 }, (_, i) => train(i % 2 === 1)))
  process.stdout.write(JSON.stringify({ losses, left: torch.memory().tensors - before }))
}

main()
