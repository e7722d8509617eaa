'use strict'

/**
 * Reports one step of a set-up on stderr, so that stdout stays the program's own.
 * @param {string} message
 */
function step(message) {
  process.stderr.write(`isbe-torch: ${message}\n`)
}

/**
 * @param {number} start from `performance.now()`
 * @returns {string} the time since then, like `3.1 s`
 */
function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

module.exports = { step, secondsSince }
