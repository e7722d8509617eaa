// Works without end on one task, to be terminated in the middle of it.
const { parentPort, workerData } = require('node:worker_threads')
const { native, operator, release, float64 } = require('./addon')

const add = operator('add', 'Tensor')
const mm = operator('mm')
const sum = operator('sum')
const empty = operator('empty', 'memory_format')
const x = float64(
  Array.from({ length: 4096 }, (_, i) => Math.sin(i)),
  [64, 64],
)
native.setRequiresGrad(x, true)

const tasks = {
  operators() {
    release(add(x, x))
  },
  /** Leaves every handle to the clean-up. */
  leaks() {
    add(x, x)
  },
  memory() {
    release(empty([1 << 20], 6))
    native.memory()
  },
  backward() {
    const product = mm(x, mm(x, x))
    native.backward([sum(product)], [null], false, false, [])
    native.zeroGradients([x], true)
  },
  grad() {
    native.grad([sum(mm(x, x))], [x], [], false, false, false)
  },
  /** Tensors over memory that dies with the worker. */
  buffers() {
    native.fromBuffer(new Float64Array(512), 7, [512])
  },
  errors() {
    try {
      mm(x, float64([1]))
    } catch {
      native.schema(0)
    }
  },
}

const { runGraph } = require('./callbacks')
Object.assign(tasks, {
  /** Functions of JS in the graph, and backward within them. */
  callbacks() {
    runGraph(3)
  },
  /** The same where a helper thread runs the engine. */
  served() {
    native.setAlwaysServes(true)
    runGraph(3)
  },
})

const task = tasks[workerData]
for (let i = 0; i < 3; ++i) task()
parentPort.postMessage('busy')
for (;;) task()
