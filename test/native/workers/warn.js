// Makes libtorch warn, on this thread and on another, and prints the warnings that Node reports.
const { once } = require('node:events')
const { join } = require('node:path')
const { isMainThread, Worker } = require('node:worker_threads')
const { default: torch } = require('../../../dist/index')

/** libtorch warns of each out= tensor that is resized, with its sizes. */
function warn(size) {
  torch.add(torch.ones([size]), 1, { out: torch.empty([1]) })
}

async function main() {
  const heard = []
  process.on('warning', ({ name, message }) => heard.push({ name, message }))
  for (let i = 0; i < 3; ++i) warn(5)
  const worker = new Worker(join(__dirname, 'warn.js'), { stderr: true })
  worker.stderr.on('data', text => heard.push({ name: 'worker', message: String(text) }))
  await once(worker, 'exit')
  warn(5)
  process.stdout.write(JSON.stringify(heard))
}

if (isMainThread) main()
else {
  warn(6)
  process.on('warning', ({ name, message }) => process.stderr.write(`${name}: ${message}`))
}
