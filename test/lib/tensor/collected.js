// Run with --expose-gc: makes tensors that nothing refers to, in the three ways that escape a
// scope, and one that is still held, and reports how many handles are left after a collection.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch } = require('../../../dist/index')

function make() {
  for (let i = 0; i < 100; ++i) {
    torch.ones([1000])
    torch.tidy(() => torch.ones([1000]).keep())
    torch.tidy(() => torch.ones([1000]))
  }
  return torch.memory().tensors
}

async function main() {
  const made = make()
  const held = torch.ones([1])
  for (let i = 0; i < 200 && torch.memory().tensors > 1; ++i) {
    globalThis.gc()
    await sleep(10)
  }
  const { tensors: left, bytes: memory } = torch.memory()
  process.stdout.write(JSON.stringify({ made, left, memory, held: held.item() }))
}

main()
