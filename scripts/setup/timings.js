'use strict'

// What each file of a native build took to compile, from what timed.sh wrote.
const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')

/** @typedef {{ file: string, seconds: number }} Timing `seconds` of one core */

const FILE = 'timings.log'

/**
 * @param {string} folder of a build
 * @returns {string} the file that timed.sh appends to
 */
const timingsFile = folder => path.join(folder, FILE)

/** @param {string} time like `1m2.5s` */
function seconds(time) {
  const [, minutes = '0', rest = '0'] = /^(\d+)m([\d.]+)s$/.exec(time) ?? []
  return 60 * Number(minutes) + Number(rest)
}

/** @param {string} object like `CMakeFiles/isbe_ops.dir/native/ops/schema.cpp.o` */
const sourceOf = object =>
  object
    .replace(/^.*?CMakeFiles\/(\w+)\.dir\//, '$1: ')
    .replace(/Unity\/unity_(\w+?)_cxx\.cxx\.o$/, 'group $1')
    .replace(/\.o$/, '')

/**
 * @param {string} text what timed.sh wrote; of a file compiled again the last line counts
 * @returns {Timing[]} the slowest first
 */
function parseTimings(text) {
  /** @type {Map<string, number>} */
  const found = new Map()
  for (const line of text.split('\n')) {
    const [, user, system, object] = /^(\S+) (\S+) (.+)$/.exec(line) ?? []
    if (object) found.set(sourceOf(object), seconds(user ?? '') + seconds(system ?? ''))
  }
  return [...found]
    .map(([file, spent]) => ({ file, seconds: spent }))
    .sort((a, b) => b.seconds - a.seconds)
}

/**
 * @param {string} folder of a build
 * @returns {string} a table
 * @throws {SetupError} when the build there was not compiled on this machine
 */
function timingsTable(folder) {
  const file = timingsFile(folder)
  const timings = fs.existsSync(file) ? parseTimings(fs.readFileSync(file, 'utf8')) : []
  if (timings.length === 0) {
    throw new SetupError(
      `${folder} was not compiled here: there are no times`,
      `Remove ${folder} and build again, with ISBE_BUILD_CACHE=off`,
    )
  }
  const total = timings.reduce((sum, timing) => sum + timing.seconds, 0)
  const rows = [...timings, { file: 'all', seconds: total }]
  return rows.map(row => `${row.seconds.toFixed(1).padStart(8)} s  ${row.file}`).join('\n')
}

module.exports = { parseTimings, timingsFile, timingsTable }
