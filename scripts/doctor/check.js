'use strict'

/** @typedef {'ok' | 'warning' | 'problem'} Status */
/**
 * @typedef {object} Check one thing that was looked at
 * @property {string} name
 * @property {Status} status
 * @property {string} found
 * @property {string} [remedy] what to do; every warning and problem has one
 */
/**
 * @typedef {object} Host the machine; tests put others in its place
 * @property {string} root the package's folder
 * @property {NodeJS.ProcessEnv} env
 * @property {string} nodeVersion
 * @property {string} cgroup where the cgroup file system is
 * @property {string} processCgroup the file that names the cgroups of this process
 * @property {(folder: string) => number} freeBytes of the disk that holds a folder
 * @property {() => Promise<number>} busyShare how much of the cores is in use, from 0 to 1
 */

/**
 * @param {string} name
 * @param {string} found
 * @returns {Check}
 */
const ok = (name, found) => ({ name, status: 'ok', found })

/**
 * @param {string} name
 * @param {string} found
 * @param {string} remedy
 * @returns {Check}
 */
const warning = (name, found, remedy) => ({ name, status: 'warning', found, remedy })

/**
 * @param {string} name
 * @param {string} found
 * @param {string} remedy
 * @returns {Check}
 */
const problem = (name, found, remedy) => ({ name, status: 'problem', found, remedy })

/**
 * What the set-up itself says of a failure is the best that can be said of it.
 * @param {string} name
 * @param {unknown} error
 * @param {(name: string, found: string, remedy: string) => Check} [as]
 * @returns {Check}
 */
function failed(name, error, as = problem) {
  const { problem: found, advice } = /** @type {import('../setup/errors').SetupError} */ (error)
  if (found === undefined) throw error
  return as(name, found, advice ?? 'Correct it, then run `npx isbe setup`')
}

module.exports = { failed, ok, problem, warning }
