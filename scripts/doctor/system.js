'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { megabytes } = require('../setup/bar')
const { errorCode } = require('../setup/errors')
const { readJson } = require('../setup/files')
const { homeFolder } = require('../setup/paths')
const { findTool, run } = require('../setup/process')
const { ok, problem, warning } = require('./check')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */

/** With libtorch's download and the build; see scripts/setup/fetch.js. */
const NEEDED_BYTES = 1.6e9
const NEEDED_AFTERWARDS = 100e6
/** The first npm that blocks install scripts of dependencies unless they are approved. */
const FIRST_BLOCKING_NPM = 12

/** @returns {Check} */
function checkSystem() {
  const { platform, arch } = process
  const text = `${os.type()} ${os.release()} ${arch}`
  const header = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  ).header
  const glibc = header.glibcVersionRuntime
  if (platform !== 'linux') {
    return problem('system', text, 'Use Linux: macOS and Windows are not supported yet')
  }
  if (!glibc) {
    return problem(
      'system',
      `${text}, no glibc`,
      'Use a distribution with glibc, as libtorch needs it',
    )
  }
  return ok('system', `${text}, glibc ${glibc}`)
}

/**
 * @param {string} version like `20.18.1`
 * @param {string} oldest
 * @returns {boolean}
 */
const isAtLeast = (version, oldest) => version.localeCompare(oldest, 'en', { numeric: true }) >= 0

/**
 * @param {Host} host
 * @returns {Check}
 */
function checkNode({ root, nodeVersion }) {
  const manifest = /** @type {{ engines?: { node?: string } } | null} */ (
    readJson(path.join(root, 'package.json'))
  )
  const oldest = /\d+(\.\d+)*/.exec(manifest?.engines?.node ?? '')?.[0] ?? '20'
  if (isAtLeast(nodeVersion, oldest)) return ok('Node.js', nodeVersion)
  return problem(
    'Node.js',
    `${nodeVersion}: expected ${oldest} or newer`,
    `Install Node.js ${oldest} or newer`,
  )
}

/**
 * @param {Host} host
 * @param {boolean} built whether there is a native build all the same
 * @returns {Promise<Check>}
 */
async function checkNpm({ root, env }, built) {
  const npm = findTool('npm', env)
  if (!npm) return warning('npm', 'not on PATH', 'Install npm, which comes with Node.js')
  const version = (await run(npm, ['--version'], { env, cwd: root })).stdout.trim()
  const { stdout } = await run(npm, ['config', 'get', 'ignore-scripts'], { env, cwd: root })
  const isDependency = root.split(path.sep).includes('node_modules')
  const byDefault = isDependency && Number.parseInt(version) >= FIRST_BLOCKING_NPM
  if (stdout.trim() !== 'true' && !byDefault) return ok('npm', `${version}, install scripts run`)
  const why = byDefault ? 'blocks install scripts of dependencies' : 'ignore-scripts is set'
  if (built) return ok('npm', `${version}, ${why}; the native build is there`)
  return warning(
    'npm',
    `${version}, ${why}`,
    'Run `npx isbe setup`, which does what the install script would have done',
  )
}

/**
 * @param {string} folder
 * @returns {string} it, or the nearest folder above it that exists
 */
function existing(folder) {
  return fs.existsSync(folder) ? folder : existing(path.dirname(folder))
}

/**
 * @param {Host} host
 * @returns {Check}
 */
function checkRights({ env }) {
  const home = homeFolder(env)
  const remedy = 'Make it a folder that you can write to, or set ISBE_HOME to one elsewhere'
  try {
    const folder = existing(home)
    const trial = fs.mkdtempSync(path.join(folder, '.isbe-doctor-'))
    fs.rmdirSync(trial)
    return ok('rights', `${home} can be written to`)
  } catch (error) {
    if (errorCode(error) === 'ENOSPC')
      return problem('rights', `the disk that holds ${home} is full`, 'Free some space')
    return problem('rights', `cannot write to ${home} (${errorCode(error)})`, remedy)
  }
}

/**
 * @param {Host} host
 * @param {boolean} built
 * @returns {Check}
 */
function checkDisk({ env, freeBytes }, built) {
  const home = homeFolder(env)
  const free = freeBytes(existing(home))
  const needed = built ? NEEDED_AFTERWARDS : NEEDED_BYTES
  if (free >= needed) return ok('disk', `${megabytes(free)} free for ${home}`)
  const found = `the disk that holds ${home} is full: ${megabytes(free)} free, ${megabytes(needed)} needed`
  return problem('disk', found, 'Free some space, or set ISBE_HOME to a folder elsewhere')
}

module.exports = { checkDisk, checkNode, checkNpm, checkRights, checkSystem }
