'use strict'

const fs = require('node:fs')
const { findNpm } = require('./npm')

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall']

/**
 * npm keeps what install scripts of dependencies print to itself, also minutes of compiling. Its own
 * stderr is then where people look.
 * @param {NodeJS.ProcessEnv} env
 * @returns {number | null} a file descriptor; null where nothing is hidden, or where npm's is closed to us
 */
function openHidden(env) {
  if (!INSTALL_SCRIPTS.includes(env.npm_lifecycle_event ?? '')) return null
  if (!fs.fstatSync(process.stderr.fd).isSocket()) return null
  const npm = findNpm()
  try {
    return npm && fs.openSync(`/proc/${npm.pid}/fd/2`, 'a')
  } catch {
    return null
  }
}

/** @type {number | null | undefined} */
let hidden

/**
 * Everything that a set-up tells goes to stderr, so that stdout stays the program's own.
 * @param {string} text
 */
function write(text) {
  process.stderr.write(text)
  if (hidden === undefined) hidden = openHidden(process.env)
  if (hidden !== null) fs.writeSync(hidden, text)
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
