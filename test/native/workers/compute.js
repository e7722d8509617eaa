// Computes the gradient of sum((x x)^2) many times, at the same time as another worker does.
const { parentPort, workerData } = require('node:worker_threads')
const { native, operator, release, float64, read } = require('./addon')

const mm = operator('mm')
const pow = operator('pow', 'Tensor_Scalar')
const sum = operator('sum')

function gradient() {
  const x = float64(workerData.values, [2, 2])
  native.setRequiresGrad(x, true)
  const product = mm(x, x)
  const squares = pow(product, 2)
  const total = sum(squares)
  native.backward([total], [null], false, false, [])
  const [slope] = native.gradients([x])
  const values = read(slope)
  release(x, product, squares, total, slope)
  return values
}

/** Returns when all workers are here, so that they do run at once. */
function meet() {
  const arrived = new Int32Array(workerData.barrier)
  if (Atomics.add(arrived, 0, 1) + 1 === workerData.workers) {
    Atomics.store(arrived, 1, 1)
    Atomics.notify(arrived, 1)
  }
  Atomics.wait(arrived, 1, 0)
}

meet()
const results = new Set()
for (let i = 0; i < workerData.rounds; ++i) results.add(JSON.stringify(gradient()))
parentPort.postMessage([...results])
