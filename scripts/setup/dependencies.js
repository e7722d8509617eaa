'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { readJson } = require('./files')
const { step } = require('./log')
const { ROOT } = require('./paths')
const { findTool, run } = require('./process')

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Package */
/** @typedef {Record<string, Package>} Packages */

/**
 * @param {string} file
 * @returns {Packages | null}
 */
function readPackages(file) {
  const lock = /** @type {{ packages?: Packages } | null} */ (readJson(file))
  return lock?.packages ?? null
}

/**
 * Compares package-lock.json with what npm wrote down when it filled node_modules. Optional
 * packages may be absent: they are for other machines.
 * @param {string} root
 * @returns {boolean}
 */
function dependenciesMatch(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const found = readPackages(path.join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !found) return false
  const complete = Object.entries(wanted).every(([name, entry]) => {
    const there = found[name]
    if (name === '' || (!there && entry.optional)) return true
    return there?.version === entry.version && there?.integrity === entry.integrity
  })
  return complete && Object.keys(found).every(name => name in wanted)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {[command: string, args: string[]]} npm: the one that runs this script, or that of PATH
 */
function npmCommand(env) {
  if (env.npm_execpath?.endsWith('.js')) return [process.execPath, [env.npm_execpath]]
  const npm = findTool('npm', env)
  if (npm) return [npm, []]
  throw new SetupError('npm is not on PATH: it comes with Node.js', 'Install Node.js 20 or newer')
}

/**
 * Fills node_modules as package-lock.json says. Does nothing without a lock file: then npm has
 * installed this package as a dependency of another.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @throws {SetupError}
 */
async function ensureDependencies({ root = ROOT, env = process.env } = {}) {
  if (!fs.existsSync(path.join(root, 'package-lock.json')) || dependenciesMatch(root)) return
  const [command, args] = npmCommand(env)
  step('installing npm packages')
  // Scripts of this package would start a second set-up inside this one.
  const result = await run(command, [...args, 'ci', '--ignore-scripts'], { cwd: root, env })
  if (result.code !== 0) {
    throw new SetupError(
      '`npm ci` failed, so that node_modules does not match package-lock.json',
      'Check the network and the messages of npm below, then try again',
      result.output,
    )
  }
}

module.exports = { dependenciesMatch, ensureDependencies }
