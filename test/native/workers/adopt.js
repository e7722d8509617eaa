// Tries to take every tensor that is offered to this worker and to another one at the same time.
const { parentPort, workerData } = require('node:worker_threads')
const { native, release } = require('./addon')

const start = new Int32Array(workerData.start)
parentPort.postMessage('ready')
Atomics.wait(start, 0, 0)
const codes = {}
let taken = 0
for (const transfer of workerData.transfers) {
  try {
    release(native.adopt(transfer.isbeTensor))
    ++taken
  } catch (error) {
    codes[error.code] = (codes[error.code] ?? 0) + 1
  }
}
parentPort.postMessage({ taken, codes })
