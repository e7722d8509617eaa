'use strict'
// A value for a parameter, by its type in the schema: mostly of the right kind, often of a wrong size.

/** @typedef {ReturnType<typeof import('./random').makeRandom>} Random */
/** @typedef {import('./random').Context} Context */

/** Numbers of c10::ScalarType: what is computed with most, most. */
const DTYPES = [6, 6, 6, 6, 7, 4, 4, 11, 15, 5, 0, 1, 3, 9, 10, 27, 24]
/** Small ones, and some that are out of all proportion; none that merely fills the memory. */
const INTEGERS = [-3, -2, -1, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 8]
const EXTREMES = [2n ** 40n, -(2n ** 40n), 2n ** 62n, -(2n ** 63n), 2n ** 63n - 1n]
const FLOATS = [0, -0, 0.5, 1, -1, 2, 1e-3, 1e30, -1e30, Infinity, -Infinity, NaN]
const WORDS = [
  '',
  'mean',
  'sum',
  'none',
  'floor',
  'trunc',
  'ij,jk->ik',
  'reflect',
  'constant',
  'x',
  'fro',
  'nuc',
  'ij',
  'xy',
  'linear',
  'tanh',
  'left',
  'd',
]

/** @param {any} torch @param {Random} random @param {Context} context */
function makeTensor(torch, random, context) {
  const shape = random.chance(0.55) ? context.shape : random.shape()
  const dtype = random.pick(DTYPES)
  const values = torch.randn(shape).mul(random.pick([1, 3, 3, 100]))
  const made = values.to(NAMES[dtype])
  const x = random.chance(0.15) && shape.length > 1 ? made.transpose(0, shape.length - 1) : made
  if (random.chance(0.05) && x.shape[0] > 0) return x.narrow(0, 0, 1).expand(x.shape)
  return random.chance(0.2) && [5, 6, 7, 9, 10, 15].includes(dtype) ? x.requiresGrad_() : x
}

/** @type {Record<number, string>} */
const NAMES = {
  0: 'uint8',
  1: 'int8',
  3: 'int32',
  4: 'int64',
  5: 'float16',
  6: 'float32',
  7: 'float64',
  9: 'complex64',
  10: 'complex128',
  11: 'bool',
  15: 'bfloat16',
  24: 'float8_e4m3fn',
  27: 'uint16',
}

/** @param {Random} random @returns {number | bigint} */
function makeInteger(random) {
  return random.chance(0.02) ? random.pick(EXTREMES) : random.pick(INTEGERS)
}

/** @param {any} torch @param {Random} random @param {Context} context @param {string} type */
function makeSingle(torch, random, context, type) {
  switch (type) {
    case 'Tensor':
      return makeTensor(torch, random, context)
    case 'int':
      return makeInteger(random)
    case 'float':
      return random.pick(FLOATS)
    case 'Scalar':
      return random.chance(0.5) ? makeInteger(random) : random.pick(FLOATS)
    case 'bool':
      return random.chance(0.5)
    case 'str':
      return random.pick(WORDS)
    case 'ScalarType':
      return random.pick(DTYPES)
    case 'Device':
      return 'cpu'
    case 'Layout':
      return random.pick(['strided', 'strided', 'sparse_coo', 'sparse_csr'])
    case 'MemoryFormat':
      return random.pick(['contiguous_format', 'preserve_format', 'channels_last'])
    default:
      return null
  }
}

/**
 * @param {any} torch @param {Random} random @param {Context} context
 * @param {{ name: string, type: string, hasDefault: boolean }} parameter
 * @returns {unknown}
 */
function makeArgument(torch, random, context, { type, hasDefault }) {
  if (hasDefault && random.chance(0.6)) return undefined
  if (type.endsWith('?') && random.chance(0.5)) return null
  const [, base = '', list, size] = /^(\w+)\??(\[(\d*)\])?\??$/.exec(type) ?? []
  if (list === undefined) return makeSingle(torch, random, context, base)
  const usual = size === '' ? random.pick([0, 1, 1, 2, 2, 3, 4]) : Number(size)
  const length = random.chance(0.9) ? usual : random.below(5)
  if (base === 'int' && random.chance(0.2)) return [...context.shape]
  return Array.from({ length }, () => makeSingle(torch, random, context, base))
}

module.exports = { makeArgument }
