'use strict'

/**
 * Everything that a set-up tells goes to stderr, so that stdout stays the program's own.
 * @param {string} text
 */
function write(text) {
  process.stderr.write(text)
}

/**
 * Reports one step of a set-up.
 * @param {string} message
 */
function step(message) {
  write(`isbe-torch: ${message}\n`)
}

/**
 * @param {number} start from `performance.now()`
 * @returns {string} the time since then, like `3.1 s`
 */
function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

module.exports = { secondsSince, step, write }
