// Multiplies alone, beside a program on each core, and alone again; prints how few threads there were
// meanwhile, how many, and how few.
const { spawn } = require('node:child_process')
const { readdirSync } = require('node:fs')
const { availableParallelism } = require('node:os')
const torch = require('../../../dist')

const mostSeconds = Number(process.argv[2])
const a = torch.randn(256, 256).keep()

/** The numbers of threads seen while it works, until one of them is enough, or for so long. */
function countWhileWorking(isEnough, seconds) {
  const counts = []
  const start = performance.now()
  do {
    torch.tidy(() => void a.matmul(a))
    counts.push(readdirSync('/proc/self/task').length)
  } while (!isEnough(counts.at(-1)) && performance.now() - start < seconds * 1000)
  return counts
}

const fewest = counts => counts.reduce((a, b) => Math.min(a, b))
const most = counts => counts.reduce((a, b) => Math.max(a, b))

const before = fewest(countWhileWorking(() => false, 2))
const others = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
)
const team = before + availableParallelism() + 1
const beside = most(countWhileWorking(count => count >= team, mostSeconds))
for (const other of others) other.kill()
const after = fewest(countWhileWorking(count => count <= before, mostSeconds))
console.log(JSON.stringify({ before, beside, after }))
