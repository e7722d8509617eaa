'use strict'

// A file is read in one sitting: no file has more lines than these, but those that a script writes.
const fs = require('node:fs')
const path = require('node:path')
const { runEntry } = require('../setup/entry')
const { ROOT } = require('../setup/paths')
const { sourceFiles } = require('./sources')

const LIMITS = [
  { pattern: /\.[cm]?[jt]s$/, most: 300 },
  { pattern: /\.(h|cpp|cu|cuh)$/, most: 400 },
  { pattern: /\.py$/, most: 300 },
]
const GENERATED = '// DO NOT EDIT'

/**
 * @param {string} root of a checkout
 * @returns {string[]} a line for each file that is too long
 */
function longFiles(root) {
  return LIMITS.flatMap(({ pattern, most }) =>
    sourceFiles(root, pattern).flatMap(name => {
      const text = fs.readFileSync(path.join(root, name), 'utf8')
      const lines = text.split('\n').length - 1
      if (lines <= most || text.startsWith(GENERATED)) return []
      return [`${name}: ${lines} lines, ${most} at most: split it by what its parts are for`]
    }),
  )
}

if (require.main === module) {
  runEntry(() => {
    const long = longFiles(ROOT)
    for (const line of long) console.log(line)
    return long.length > 0 ? 1 : 0
  })
}

module.exports = { longFiles }
