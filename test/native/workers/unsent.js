// Gives tensors away and sends none; of some the object that stands for them was read. Prints how
// many are in transit then, when the others are collected, and when those that were read are received.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch } = require('../../../dist/index')

const inTransit = () => torch.memory().inTransit

function giveAway(unread, read) {
  for (let i = 0; i < unread; ++i) torch.ones([1]).transfer()
  return Array.from({ length: read }, () => globalThis.structuredClone(torch.ones([1]).transfer()))
}

async function main() {
  const handles = giveAway(10, 2)
  const report = { given: inTransit() }
  // When the engine runs what it does for collected objects is its own choice.
  const deadline = Date.now() + 30_000
  while (inTransit() > handles.length && Date.now() < deadline) {
    globalThis.gc()
    await sleep(5)
  }
  report.collected = inTransit()
  for (const handle of handles) torch.receive(handle).dispose()
  report.received = inTransit()
  process.stdout.write(JSON.stringify(report))
}

main()
