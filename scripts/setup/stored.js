'use strict'

// Native builds that need no compiler: from a prebuilt package, and from the cache that all projects
// of a user share.
const fs = require('node:fs')
const path = require('node:path')
const { makeFolder, readJson, withTemporaryFolder, writeJson } = require('./files')
const { errorText } = require('./errors')
const { findLibtorch } = require('./libtorch')
const { step } = require('./log')
const { homeFolder } = require('./paths')
const { probeBuild } = require('./probe')
const { sourceStamp } = require('./stamp')

/** @typedef {import('./native').NativeBuild} NativeBuild */
/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** What native.json of a prebuilt package says. */
/** @typedef {{ version: string, variant: string, sources: string }} PrebuiltRecord */
/** @typedef {{ name: string, folder: string, record: PrebuiltRecord }} Prebuilt */

const LIBRARIES = { addon: 'isbe_torch.node', preload: 'isbe_preload.node', ops: 'libisbe_ops.so' }
/** Builds that the cache keeps; some 10 MB each. */
const KEPT_BUILDS = 12

/** @returns {string} name of the prebuilt package for this machine */
const prebuiltName = () => `@isbe-torch/${process.platform}-${process.arch}-gnu`

/**
 * @param {string} root
 * @returns {Prebuilt | null}
 */
function findPrebuilt(root) {
  const name = prebuiltName()
  try {
    const folder = path.dirname(require.resolve(`${name}/package.json`, { paths: [root] }))
    const record = /** @type {PrebuiltRecord | null} */ (readJson(path.join(folder, 'native.json')))
    return record && { name, folder, record }
  } catch {
    return null
  }
}

/** @param {string} version */
const minor = version => version.split('.').slice(0, 2).join('.')

/**
 * @param {Prebuilt} prebuilt
 * @param {string} sources
 * @param {{ version: string, variant: string } | null} libtorch
 * @returns {string | null} why it does not fit; null: it does
 */
function mismatch({ record }, sources, libtorch) {
  if (record.sources !== sources) return 'it was made of another version of isbe-torch'
  if (!libtorch) return 'there is no libtorch yet'
  if (record.variant !== libtorch.variant) {
    return `it is for ${record.variant}, and libtorch is a ${libtorch.variant} build`
  }
  if (minor(record.version) !== minor(libtorch.version)) {
    return `it is for libtorch ${minor(record.version)}, and ${libtorch.version} is there`
  }
  return null
}

/** @param {string} folder */
const isComplete = folder =>
  Object.values(LIBRARIES).every(name => fs.existsSync(path.join(folder, name)))

/**
 * @param {string} from
 * @param {string} to
 */
function copyLibraries(from, to) {
  for (const name of Object.values(LIBRARIES)) {
    fs.copyFileSync(path.join(from, name), path.join(to, name))
  }
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Pick<NativeBuild, 'addon' | 'preload' | 'ops'>} the libraries in it, relative to `root`
 */
function librariesIn(root, folder) {
  const inside = (/** @type {string} */ file) => path.relative(root, path.join(folder, file))
  const { addon, preload, ops } = LIBRARIES
  return { addon: inside(addon), preload: inside(preload), ops: inside(ops) }
}

/**
 * A prebuilt package is used where it lies.
 * @param {string} root
 * @param {string} sources
 * @param {Libtorch} libtorch
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Pick<NativeBuild, 'addon' | 'preload' | 'ops'> | null>} null: none fits; says why
 */
async function fromPrebuilt(root, sources, libtorch, env) {
  const prebuilt = findPrebuilt(root)
  if (!prebuilt) return null
  const reason = mismatch(prebuilt, sources, libtorch)
  if (reason) {
    step(`${prebuilt.name} is not used: ${reason}`)
    return null
  }
  const taken = librariesIn(root, prebuilt.folder)
  const { variant, root: folder } = libtorch
  const probe = await probeBuild(root, { ...taken, libtorch: folder, variant }, env)
  if ('version' in probe) {
    step(`native addon taken from ${prebuilt.name}`)
    return taken
  }
  step(`${prebuilt.name} is not used: ${probe.error}`)
  return null
}

/**
 * What an import can use before any set-up has run: a prebuilt package, and a libtorch that it fits.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ build: NativeBuild } | { reason: string }}
 */
function findStored(root, env = process.env) {
  const prebuilt = findPrebuilt(root)
  if (!prebuilt) return { reason: `neither build/native.json nor ${prebuiltName()} is there` }
  const { libtorch, reason: missing } = findLibtorch(env)
  const sources = sourceStamp(root)
  const reason = missing ?? mismatch(prebuilt, sources, libtorch)
  if (reason || !libtorch) return { reason: `${prebuilt.name} cannot be used: ${reason}` }
  const { root: folder, version, variant } = libtorch
  const libraries = librariesIn(root, prebuilt.folder)
  const from = { reason: `prebuilt: ${prebuilt.name}`, architectures: null, sources, stamp: '' }
  return { build: { ...libraries, libtorch: folder, version, variant, ...from } }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} null: ISBE_BUILD_CACHE=off
 */
const cacheFolder = env =>
  env.ISBE_BUILD_CACHE === 'off' ? null : path.join(homeFolder(env), 'builds')

/**
 * @param {string} root
 * @param {string} name
 * @param {string} stamp
 * @param {NodeJS.ProcessEnv} env
 * @returns {Pick<NativeBuild, 'addon' | 'preload' | 'ops'> | null}
 */
function fromCache(root, name, stamp, env) {
  const cache = cacheFolder(env)
  const folder = cache && path.join(cache, stamp)
  if (!folder || !isComplete(folder)) return null
  const copy = makeFolder(path.join(root, 'build', name, 'taken'))
  copyLibraries(folder, copy)
  step('native addon taken from the cache of builds')
  return librariesIn(root, copy)
}

/** @param {string} cache */
function prune(cache) {
  const names = fs.readdirSync(cache).filter(name => !name.startsWith('.'))
  const builds = names.map(name => path.join(cache, name))
  const age = (/** @type {string} */ folder) => fs.statSync(folder).mtimeMs
  const old = builds.sort((a, b) => age(b) - age(a)).slice(KEPT_BUILDS)
  for (const folder of old) fs.rmSync(folder, { recursive: true, force: true })
}

/**
 * Keeps a build for other projects. A cache that cannot be written to costs time later, and nothing
 * fails of it.
 * @param {string} root
 * @param {NativeBuild} build
 * @param {NodeJS.ProcessEnv} env
 */
async function keepInCache(root, build, env) {
  const cache = cacheFolder(env)
  if (!cache || fs.existsSync(path.join(cache, build.stamp))) return
  try {
    await withTemporaryFolder(path.join(cache, '.new'), folder => {
      copyLibraries(path.resolve(root, path.dirname(build.addon)), folder)
      writeJson(path.join(folder, 'native.json'), build)
      fs.renameSync(folder, path.join(cache, build.stamp))
    })
    prune(cache)
  } catch (error) {
    step(`the build is not kept for other projects (${errorText(error)})`)
  }
}

module.exports = {
  LIBRARIES,
  copyLibraries,
  findPrebuilt,
  findStored,
  fromCache,
  fromPrebuilt,
  keepInCache,
  mismatch,
  prebuiltName,
}
