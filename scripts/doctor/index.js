'use strict'

// `isbe doctor`: what is there, what is wrong, and what to do about it.
const fs = require('node:fs')
const { chooseVariant } = require('../setup/cuda')
const { ROOT } = require('../setup/paths')
const { failed } = require('./check')
const { checkBusy, checkMemory, checkSimd, checkThreads, measureBusyShare } = require('./limits')
const { checkAddon, checkDatasets, checkLibtorch, findBuild } = require('./native')
const { checkProxy } = require('./network')
const { checkDisk, checkNode, checkNpm, checkRights, checkSystem } = require('./system')
const { checkCuda, checkToolchain } = require('./toolchain')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */
/** @typedef {{ version: string, status: import('./check').Status, checks: Check[] }} Report */

const EXIT_CODES = { ok: 0, warning: 2, problem: 1 }
const MARKS = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' }

/** @returns {Host} */
const thisHost = () => ({
  root: ROOT,
  env: process.env,
  nodeVersion: process.versions.node,
  cgroup: '/sys/fs/cgroup',
  processCgroup: '/proc/self/cgroup',
  freeBytes: folder => {
    const { bavail, bsize } = fs.statfsSync(folder)
    return bavail * bsize
  },
  busyShare: measureBusyShare,
})

/**
 * @param {Host} host
 * @returns {Promise<Check[]>}
 */
async function checkBuild(host) {
  const found = findBuild(host)
  const built = 'build' in found
  const checks = await checkToolchain(host, built)
  try {
    const { variant } = built ? found.build : await chooseVariant(host.env)
    const { libtorch, check } = await checkLibtorch(host, variant, built ? found.build : null)
    checks.push(check, await checkCuda(host, libtorch), await checkAddon(host, found, libtorch))
  } catch (error) {
    checks.push(failed('settings', error))
  }
  checks.push(await checkNpm(host, built), await checkProxy(host, built), checkDisk(host, built))
  return checks
}

/**
 * @param {Partial<Host>} [parts] of the machine that are not this one's
 * @returns {Promise<Report>}
 */
async function examine(parts = {}) {
  const host = { ...thisHost(), ...parts }
  const checks = [
    checkSystem(),
    checkNode(host),
    checkRights(host),
    ...(await checkBuild(host)),
    checkMemory(host),
    checkThreads(host),
    checkSimd(),
    await checkBusy(host),
    await checkDatasets(host),
  ]
  const has = (/** @type {string} */ status) => checks.some(check => check.status === status)
  const status = has('problem') ? 'problem' : has('warning') ? 'warning' : 'ok'
  return { version: require('../../package.json').version, status, checks }
}

/**
 * @param {Report} report
 * @returns {string}
 */
function textOf({ version, checks, status }) {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const lines = checks.flatMap(({ name, status: mark, found, remedy }) => {
    const line = `${MARKS[mark].padEnd(8)} ${name.padEnd(width)}  ${found}`
    return remedy ? [line, `${' '.repeat(width + 9)}  -> ${remedy}`] : [line]
  })
  return [`isbe-torch ${version}`, ...lines, status === 'ok' ? 'all is well' : ''].join('\n').trim()
}

/**
 * @param {{ json: boolean }} options
 * @returns {Promise<number>} the exit code: 0, 2 (warning) or 1 (problem)
 */
async function runDoctor({ json }) {
  const report = await examine()
  console.log(json ? JSON.stringify(report, null, 2) : textOf(report))
  return EXIT_CODES[report.status]
}

module.exports = { EXIT_CODES, examine, runDoctor, textOf }
