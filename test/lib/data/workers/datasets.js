'use strict'
/* global __filename -- of CommonJS */
// Datasets, and what goes with them, for worker threads of loaders: test/lib/data/workers.test.ts.
const { setTimeout: sleep } = require('node:timers/promises')
const { workerData } = require('node:worker_threads')
const torch = require('../../../../dist')

const { data } = torch

/** Sample i is `{ input: [i, noise of the loader, noise by default], target: i, name }`. */
class Numbers {
  constructor(length, { failAt = -1, exitAt = -1, wait = 0 } = {}) {
    Object.assign(this, { length, failAt, exitAt, wait })
  }

  get(index) {
    if (index === this.failAt) throw new RangeError(`no sample ${index}`)
    if (index === this.exitAt) process.exit(3)
    const byDefault = torch.randn([1])
    const make = () => this.make(index, byDefault)
    return this.wait > 0 ? sleep(this.wait).then(make) : make()
  }

  make(index, byDefault) {
    // Where memory is counted, what a worker left as garbage is not a leak.
    if (index % 250 === 0) globalThis.gc?.()
    const noise = torch.rand([1], { generator: data.loaderGenerator() })
    const input = torch.cat([torch.tensor([index]), noise, byDefault])
    return { input, target: index, name: `sample ${index}` }
  }

  recipe() {
    const { length, failAt, exitAt, wait } = this
    return { module: __filename, name: 'Numbers', args: [length, { failAt, exitAt, wait }] }
  }
}

/** 0, 1, …, of which each worker takes its part. */
class Stream {
  constructor(count) {
    this.count = count
  }

  *[Symbol.iterator]() {
    const { id, numWorkers } = data.getWorkerInfo() ?? { id: 0, numWorkers: 1 }
    for (let i = id; i < this.count; i += numWorkers) yield i
  }

  recipe() {
    return { module: __filename, name: 'Stream', args: [this.count] }
  }
}

class Broken {
  length = 4
  get = () => 0

  recipe() {
    return { module: __filename, name: 'makeBroken', args: [] }
  }
}

const makeBroken = () => {
  throw new TypeError('cannot be made')
}

/** Half of the batch. */
const halve = data.exported(__filename, 'halve', batch => ({
  ...batch,
  input: batch.input.mul(0.5),
}))
const collateNames = data.exported(__filename, 'collateNames', samples => samples.map(s => s.name))
const announce = data.exported(__filename, 'announce', id => {
  if (id !== workerData.id) throw new Error('another worker')
  process.env.ISBE_WORKER = `worker ${id}`
})

/** What the worker of each sample was told. */
class Told {
  length = 4

  get() {
    const { id, numWorkers, dataset } = data.getWorkerInfo()
    return [process.env.ISBE_WORKER, `${id} of ${numWorkers}`, dataset === this ? 'own' : 'other']
  }

  recipe() {
    return { module: __filename, name: 'Told', args: [] }
  }
}

module.exports = { Numbers, Stream, Broken, Told, makeBroken, halve, collateNames, announce }
