// Multiplies beside a program on each core, until there are so many threads, or for so many seconds;
// prints the most that there were.
const { spawn } = require('node:child_process')
const { readdirSync } = require('node:fs')
const { availableParallelism } = require('node:os')
const torch = require('../../../dist')

const [enough, seconds] = process.argv.slice(2).map(Number)
const others = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
)
const a = torch.randn(256, 256).keep()
const start = performance.now()
let most = 0
while (most < enough && performance.now() - start < seconds * 1000) {
  torch.tidy(() => void a.matmul(a))
  most = Math.max(most, readdirSync('/proc/self/task').length)
}
for (const other of others) other.kill()
console.log(most)
