'use strict'
// The random choices of a call, which its seed repeats.

/** @typedef {{ shape: number[], device: string }} Context what the tensors of a call have in common */

/** @param {number} seed */
function makeRandom(seed) {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0
  /** From 0 to below 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (/** @type {number} */ bound) => Math.floor(next() * bound)
  const chance = (/** @type {number} */ probability) => next() < probability
  /** @template T @param {readonly T[]} choices @returns {T} */
  const pick = choices => /** @type {T} */ (choices[below(choices.length)])
  const shape = () => Array.from({ length: pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5]) }, size)
  const size = () => pick([0, 1, 1, 2, 2, 3, 3, 4, 5, 7])
  /** @returns {Context} */
  const context = () => ({ shape: shape(), device: 'cpu' })
  return { next, below, chance, pick, shape, size, context }
}

module.exports = { makeRandom }
