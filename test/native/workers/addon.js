// The addon without TypeScript, for worker threads and child processes of the tests.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { loadAddon } = require('../../../scripts/setup/load')

const root = join(__dirname, '..', '..', '..')
const record = JSON.parse(readFileSync(join(root, 'build', 'native.json')))
const native = loadAddon(root, record)

/** A function that calls one operator: handles and plain values in and out. */
function operator(name, overload = '') {
  const id = native.operator(`aten::${name}`, overload)
  return (...args) => native.call(id, ...args)
}

function release(...handles) {
  native.release(Float64Array.from(handles), handles.length)
}

function float64(values, shape = [values.length]) {
  return native.fromBytes(Float64Array.from(values), 7, shape)
}

function read(handle) {
  const values = new Float64Array(native.shape(handle).reduce((product, size) => product * size, 1))
  native.toBytes(handle, values)
  return Array.from(values)
}

module.exports = { native, operator, release, float64, read }
