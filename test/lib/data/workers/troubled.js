'use strict'
/* global __filename -- of CommonJS */
// Datasets and functions that hang, end their thread or draw: test/lib/data/troubledWorkers.test.ts.
const torch = require('../../../../dist')

const { data } = torch

/** Its sample at `stuckAt` never comes: as a promise, or in a loop. */
class Stuck {
  constructor(length, stuckAt, spins = false) {
    Object.assign(this, { length, stuckAt, spins })
  }

  get(index) {
    if (index !== this.stuckAt) return index
    while (this.spins);
    return new Promise(() => undefined)
  }

  recipe() {
    const { length, stuckAt, spins } = this
    return { module: __filename, name: 'Stuck', args: [length, stuckAt, spins] }
  }
}

/** Draws when it is made. */
class Drawing {
  length = 4
  offset = torch.rand([1]).item()

  get() {
    return this.offset
  }

  recipe() {
    return { module: __filename, name: 'Drawing', args: [] }
  }
}

/** Throws what is no Error. */
class Throwing {
  length = 4

  get(index) {
    if (index === 2) throw 'boom'
    return index
  }

  recipe() {
    return { module: __filename, name: 'Throwing', args: [] }
  }
}

const exported = (name, value) => data.exported(__filename, name, value)
const collateNoise = exported('collateNoise', () => torch.rand([2]))
const collateMaps = exported('collateMaps', samples => new Map([['input', torch.tensor(samples)]]))
const collateFunctions = exported('collateFunctions', () => ({
  input: torch.ones([2]),
  f: () => 1,
}))
const seedById = exported('seedById', id => void torch.manualSeed(id))

module.exports = {
  ...{ Stuck, Drawing, Throwing },
  ...{ collateNoise, collateMaps, collateFunctions, seedById },
}
