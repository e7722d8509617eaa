'use strict'

// 200 epochs of a loader with two workers: prints the live tensors and resident bytes after 140
// epochs, by when heaps have grown, and after every ten that follow. Run with --expose-gc.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch, data } = require('../../../../dist/index.js')
const { Numbers } = require('./datasets.js')

/** Returns once what is garbage is gone. */
async function settle() {
  for (let i = 0; i < 3; ++i) {
    globalThis.gc?.()
    await sleep(50)
  }
}

async function main() {
  const options = { batchSize: 50, shuffle: true, seed: 1, numWorkers: 2, persistentWorkers: true }
  const loader = new data.DataLoader(new Numbers(500), options)
  const readings = { samples: 0, tensors: [], resident: [] }
  for (let epoch = 1; epoch <= 200; ++epoch) {
    for await (const { input, target } of loader) {
      readings.samples += input.size(0)
      input.dispose()
      target.dispose()
    }
    if (epoch < 140 || epoch % 10 !== 0) continue
    await settle()
    readings.tensors.push(torch.memory().tensors)
    readings.resident.push(process.memoryUsage.rss())
  }
  loader.dispose()
  console.log(JSON.stringify(readings))
}

void main()
