// Leaves the process while workers are in the middle of their work.
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')

let busy = 0
for (const task of ['backward', 'operators']) {
  new Worker(join(__dirname, 'busy.js'), { workerData: task }).on('message', () => {
    if (++busy === 2) process.exit(7)
  })
}
