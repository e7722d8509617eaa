'use strict'

const os = require('node:os')
const path = require('node:path')

/** The package's own folder: a checkout, or node_modules/isbe-torch. */
const ROOT = path.resolve(__dirname, '..', '..')

/**
 * What all checkouts share.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
function homeFolder(env = process.env) {
  if (env.ISBE_HOME) return path.resolve(env.ISBE_HOME)
  return path.join(env.HOME ?? os.homedir(), '.cache', 'isbe-torch')
}

/**
 * @param {string} root
 * @returns {boolean} whether the package is installed as a dependency, and no checkout
 */
const isDependency = root => path.basename(path.dirname(root)) === 'node_modules'

module.exports = { ROOT, homeFolder, isDependency }
