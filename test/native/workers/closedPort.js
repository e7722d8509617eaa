// Posts tensors to a port that is closed, and to one that is closed before it reads. Prints how many are
// in transit when that is over, but for one that is kept, and when that is received.
const { setTimeout: sleep } = require('node:timers/promises')
const { MessageChannel } = require('node:worker_threads')
const { default: torch } = require('../../../dist/index')

const inTransit = () => torch.memory().inTransit
const given = () => torch.ones([1000]).transfer()

function post(count) {
  const closed = new MessageChannel()
  closed.port2.close()
  const unread = new MessageChannel()
  for (let i = 0; i < count; ++i) {
    closed.port1.postMessage(given())
    unread.port1.postMessage({ nested: [given()] })
  }
  unread.port2.close()
}

async function main() {
  const kept = given()
  post(5)
  const deadline = Date.now() + 30_000
  while (inTransit() > 1 && Date.now() < deadline) {
    globalThis.gc()
    await sleep(5)
  }
  const left = inTransit()
  torch.receive(kept).dispose()
  process.stdout.write(JSON.stringify({ left, received: inTransit() }))
}

main()
