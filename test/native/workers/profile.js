// Starts a profile, works for ever, and leaves it to be terminated.
const { parentPort } = require('node:worker_threads')
const { native, operator, release, float64 } = require('./addon')

const add = operator('add', 'Tensor')
const x = float64([1])
native.startProfile(false)
parentPort.postMessage('profiling')
for (;;) release(add(x, x))
