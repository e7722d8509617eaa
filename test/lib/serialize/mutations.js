'use strict'
// Damages small files of every format in all sorts of ways and reads them. Whatever comes of it, it is
// tensors or a DataError: a line of JSON for anything else. The seed of the one at work goes to the
// file that the first argument names, in case it ends the process.
//
//   node test/lib/serialize/mutations.js <folder> <count of each format> [format] [first seed]
const fs = require('node:fs')
const path = require('node:path')
const { default: torch } = require('../../../dist/index.js')
const { makeRandom, mutate } = require('./mutate')

const [folder, count, only, first = '0'] = process.argv.slice(2)
const goldens = path.join(__dirname, '../../goldens/files')

/** @type {Record<string, (file: string) => unknown>} */
const readers = {
  'nested.pt': file => torch.load(file),
  'layouts.pt': file => torch.load(file),
  'quantized.pt': file => torch.load(file),
  'legacy.pt': file => torch.load(file),
  'dtypes.safetensors': file => torch.load(file),
  'stored.npz': file => torch.load(file),
  'compressed.npz': file => torch.load(file),
  'version1.npy': file => torch.load(file, { mmap: false }),
  'net.torchscript': file => runScript(torch.jit.load(file)),
}

/** What the program of a damaged file computes may fail, but not otherwise than with an error of ours. */
function runScript(module) {
  const state = Object.values(module.stateDict())
  module.dispose()
  return state
}

/** Every value is read, where it lies. @param {unknown} value */
function touch(value) {
  if (value instanceof torch.Tensor) {
    if (value.isNested) touch(value.unbind())
    else if (value.isQuantized) touch(value.intRepr())
    else if (value.layout === 'strided' && !value.isMeta && value.nbytes < 2 ** 20)
      value.toTypedArray()
  } else if (typeof value === 'object' && value !== null) {
    for (const element of value instanceof Map ? value.values() : Object.values(value))
      touch(element)
  }
}

/** @param {unknown} value */
function disposeParameters(value) {
  if (value instanceof torch.Tensor) value.dispose()
  else if (typeof value === 'object' && value !== null)
    Object.values(value).forEach(disposeParameters)
}

for (const [name, read] of Object.entries(readers)) {
  if (only !== undefined && only !== name) continue
  const original = fs.readFileSync(path.join(goldens, name))
  const counts = { name, read: 0, refused: 0 }
  for (let seed = Number(first); seed < Number(first) + Number(count); ++seed) {
    const file = path.join(folder, `damaged-${name}`)
    fs.writeFileSync(path.join(folder, 'at-work'), `${name} ${seed}`)
    fs.writeFileSync(file, mutate(original, makeRandom(seed)))
    const before = torch.memory().tensors
    try {
      torch.tidy(() => {
        const value = read(file)
        touch(value)
        disposeParameters(value)
      })
      ++counts.read
    } catch (error) {
      ++counts.refused
      if (!(error instanceof torch.DataError)) {
        console.log(JSON.stringify({ name, seed, error: String(error).slice(0, 300) }))
      }
    }
    const left = torch.memory().tensors - before
    if (left !== 0) console.log(JSON.stringify({ name, seed, left }))
  }
  console.error(JSON.stringify(counts))
}
