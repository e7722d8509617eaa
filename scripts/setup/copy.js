'use strict'

const fs = require('node:fs')
const path = require('node:path')

/** What a build needs of a checkout. */
const COPIED = [
  'CMakeLists.txt',
  'LICENSE',
  'lib',
  'native',
  'package.json',
  'scripts',
  'tsconfig.build.json',
  'tsconfig.json',
]

/**
 * Copies a checkout without what has been built in it; node_modules is linked.
 * @param {string} root
 * @param {string} folder that does not exist yet
 */
function copyCheckout(root, folder) {
  for (const name of COPIED) {
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  }
  fs.symlinkSync(
    fs.realpathSync(path.join(root, 'node_modules')),
    path.join(folder, 'node_modules'),
  )
}

module.exports = { copyCheckout }
