// Gives away a product over memory of this worker, and its other factor, and is done.
const { setInterval } = require('node:timers')
const { parentPort, workerData } = require('node:worker_threads')
const { native, operator, float64 } = require('./addon')

const lent = native.fromBuffer(Float64Array.from(workerData), 7, [workerData.length])
native.setRequiresGrad(lent, true)
const factor = float64(workerData.map(() => 1))
native.setRequiresGrad(factor, true)
const product = operator('mul', 'Tensor')(lent, factor)
// Two uses of a factor: the graph keeps the first one's memory, a view of it is given away too.
const view = operator('view')(native.fromBuffer(Float64Array.from(workerData), 7, [4]), [2, 2])
parentPort.postMessage([product, factor, view].map(native.transfer))
setInterval(() => {}, 1000)
