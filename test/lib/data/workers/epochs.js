'use strict'

// 100 epochs of a loader with two workers: prints the live tensors and resident bytes after the
// first 40 epochs and at the end. Run with --expose-gc, and with --max-semi-space-size=1, as V8 gives
// young objects more room from time to time.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch, data } = require('../../../../dist/index.js')
const { Numbers } = require('./datasets.js')

/** @returns {Promise<{ tensors: number, resident: number }>} once what is garbage is gone */
async function settle() {
  for (let i = 0; i < 3; ++i) {
    globalThis.gc?.()
    await sleep(50)
  }
  return { tensors: torch.memory().tensors, resident: process.memoryUsage.rss() }
}

async function main() {
  const options = { batchSize: 50, shuffle: true, seed: 1, numWorkers: 2, persistentWorkers: true }
  const loader = new data.DataLoader(new Numbers(1000), options)
  const figures = []
  let samples = 0
  for (let epoch = 1; epoch <= 100; ++epoch) {
    for await (const { input, target } of loader) {
      samples += input.size(0)
      input.dispose()
      target.dispose()
    }
    if (epoch === 40 || epoch === 100) figures.push(await settle())
  }
  loader.dispose()
  console.log(JSON.stringify({ samples, figures }))
}

void main()
