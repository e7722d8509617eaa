'use strict'
// Makes tensors outside of tidy, as the argument says; prints what it came to as JSON.
const { setImmediate } = require('node:timers/promises')
const { default: torch, nn } = require('../../../dist/index.js')

const mebibyte = [2 ** 18]
const warnings = []
process.on('warning', ({ code, message }) => warnings.push({ code, message }))

let peak = 0
function note() {
  peak = Math.max(peak, torch.memory().bytes)
}

const programs = {
  loop() {
    for (let i = 0; i < 1000; ++i) torch.ones(mebibyte)
    note()
  },
  twice() {
    programs.loop()
    programs.loop()
  },
  disposed() {
    for (let i = 0; i < 1000; ++i) torch.ones(mebibyte).dispose()
    note()
  },
  tidied() {
    for (let i = 0; i < 1000; ++i) torch.tidy(() => void torch.ones(mebibyte))
  },
  small() {
    for (let i = 0; i < 20_000; ++i) torch.ones([1])
  },
  /** 600 MiB in a model, whose parameters are made outside of tidy and belong to it. */
  model() {
    this.layers = Array.from({ length: 150 }, () => new nn.Linear(1024, 1024))
    note()
  },
  async turning() {
    for (let i = 0; i < 2000; ++i) {
      torch.ones(mebibyte)
      if (i % 50 === 49) {
        await setImmediate()
        note()
      }
    }
  },
}

async function main() {
  await programs[process.argv[2]].call(globalThis)
  await setImmediate()
  await setImmediate()
  console.log(JSON.stringify({ warnings, peak, left: torch.memory().bytes }))
}

main()
