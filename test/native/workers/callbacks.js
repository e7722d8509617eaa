// Graphs with functions and hooks of JS; as a worker, makes such a graph for another thread, or runs
// one again and again beside others.
const { isMainThread, parentPort, workerData } = require('node:worker_threads')
const { native, operator, release, float64, read } = require('./addon')

const mul = operator('mul', 'Tensor')
const sum = operator('sum')
const detach = operator('detach')

/** x², whose backward takes the gradient of x² of depth - 1 on the way; a handle. */
function square(x, depth) {
  native.setGradMode(false)
  const y = mul(x, x)
  native.setGradMode(true)
  let node = 0
  const backward = gradient => {
    const saved = native.savedTensors(node)
    if (depth > 0) goBack(saved, depth - 1)
    const twice = mul(saved, float64([2]))
    return [mul(gradient, twice)]
  }
  node = native.connectFunction('Square', backward, [x], [y], [x], [], [], true, false)
  return y
}

function goBack(saved, depth) {
  const before = native.gradMode()
  native.setGradMode(true)
  const leaf = detach(saved)
  native.setRequiresGrad(leaf, true)
  native.backward([sum(square(leaf, depth))], [null], false, false, [])
  native.setGradMode(before)
}

/** The gradient of x² at 3, tripled by a hook. Leaves its handles to whoever owns them. */
function runGraph(depth) {
  const x = float64([3])
  native.setRequiresGrad(x, true)
  native.tensorHook(x, gradient => mul(gradient, float64([3])))
  native.backward([sum(square(x, depth))], [null], false, false, [])
  const [gradient] = native.gradients([x])
  const value = read(gradient)[0]
  release(x, gradient)
  return value
}

/** A loss with a function of this thread, for another one. */
function makeLoss() {
  const x = float64([3])
  native.setRequiresGrad(x, true)
  return native.transfer(sum(square(x, 0)))
}

function main({ task, rounds, serves }) {
  if (task === 'loss') return parentPort.postMessage(makeLoss())
  native.setAlwaysServes(serves)
  const values = new Set()
  for (let i = 0; i < rounds; ++i) values.add(runGraph(i % 5))
  parentPort.postMessage([...values])
}

if (!isMainThread && typeof workerData === 'object') {
  main(workerData)
  if (workerData.stay) parentPort.once('message', () => process.exit())
}

module.exports = { runGraph }
