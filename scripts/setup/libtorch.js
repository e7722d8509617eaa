'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { OFFICIAL_ARCHIVES, fetchLibtorch } = require('./fetch')
const { makeFolder } = require('./files')
const { PINNED_VERSION, inspectLibtorch, requireSupported } = require('./inspect')
const { withLock } = require('./lock')
const { step } = require('./log')
const { homeFolder } = require('./paths')
const { installArchive, removeLeftovers } = require('./unpack')

/** @typedef {import('./fetch').Archive} Archive */
/** @typedef {import('./fetch').Target} Target */
/** @typedef {{ root: string, version: string, variant: string, source: string }} Libtorch */

/**
 * @param {string} a
 * @param {string} b
 */
function byVersion(a, b) {
  return a.localeCompare(b, 'en', { numeric: true })
}

/**
 * @param {string} folder of the cache
 * @returns {string} libtorch in it; where wheels made it, it lies beside NVIDIA's libraries
 */
function rootIn(folder) {
  const beside = path.join(folder, 'torch')
  return fs.existsSync(path.join(beside, 'lib')) ? beside : folder
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} the version that ISBE_LIBTORCH_VERSION asks for
 * @throws {SetupError}
 */
function askedVersion({ ISBE_LIBTORCH_VERSION: version }) {
  if (!version) return null
  if (/^\d+\.\d+\.\d+$/.test(version)) {
    requireSupported(version, 'ISBE_LIBTORCH_VERSION')
    return version
  }
  throw new SetupError(
    `ISBE_LIBTORCH_VERSION='${version}': expected a version like ${PINNED_VERSION}`,
    'Set it to one, or unset it',
  )
}

/**
 * The version asked for, else the pinned one if the cache has it, else the newest supported one.
 * @param {Target} target
 * @returns {Libtorch | null}
 */
function findCached({ cache, variant, version }) {
  if (!fs.existsSync(cache)) return null
  const first = `${variant}-${version ?? PINNED_VERSION}`
  const names = fs.readdirSync(cache).filter(name => name.startsWith(`${variant}-`))
  const others = version === null ? names.sort(byVersion).reverse() : []
  for (const name of [first, ...others]) {
    if (!names.includes(name)) continue
    try {
      const root = rootIn(path.join(cache, name))
      return { ...inspectLibtorch(root, root), variant, source: 'cache' }
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      step(`cached copy not used: ${error.problem}`)
    }
  }
  return null
}

/**
 * The libtorch that is there without fetching anything; LIBTORCH comes before the cache.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [variant]
 * @returns {{ libtorch: Libtorch, reason?: undefined } | { libtorch: null, reason: string }}
 */
function findLibtorch(env, variant = 'cpu') {
  try {
    const version = askedVersion(env)
    if (env.LIBTORCH) return { libtorch: fromVariable(env.LIBTORCH, version) }
    const cache = path.join(homeFolder(env), 'libtorch')
    const libtorch = findCached({ cache, variant, version, env })
    return libtorch ? { libtorch } : { libtorch, reason: `there is no libtorch in ${cache}` }
  } catch (error) {
    if (error instanceof SetupError) return { libtorch: null, reason: error.problem }
    throw error
  }
}

/**
 * @param {string} folder
 * @param {string | null} asked
 * @returns {Libtorch}
 */
function fromVariable(folder, asked) {
  const found = inspectLibtorch(path.resolve(folder), `LIBTORCH=${folder}`)
  if (asked === null || found.version === asked) return { ...found, source: 'LIBTORCH' }
  throw new SetupError(
    `LIBTORCH=${folder} is libtorch ${found.version}: expected ${asked}, as ISBE_LIBTORCH_VERSION says`,
    'Unset one of the two variables',
  )
}

/**
 * Finds libtorch, or fetches it: LIBTORCH, the cache, ISBE_LIBTORCH_ARCHIVE, the network, in this
 * order, of the version that ISBE_LIBTORCH_VERSION asks for.
 * Several processes may call this at once: one fetches.
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.variant] `cpu`, or `cu130` and the like; LIBTORCH has its own
 * @param {Record<string, Archive>} [options.archives]
 * @returns {Promise<Libtorch>}
 * @throws {SetupError}
 */
async function ensureLibtorch({
  env = process.env,
  variant = 'cpu',
  archives = OFFICIAL_ARCHIVES,
} = {}) {
  const asked = askedVersion(env)
  if (env.LIBTORCH) return fromVariable(env.LIBTORCH, asked)
  const target = { cache: path.join(homeFolder(env), 'libtorch'), variant, version: asked, env }
  const { cache } = target
  const cached = findCached(target)
  if (cached) return cached
  makeFolder(cache, 'ISBE_HOME')
  return withLock(path.join(cache, '.lock'), 'another install of libtorch', async () => {
    const meanwhile = findCached(target)
    if (meanwhile) return meanwhile
    removeLeftovers(cache)
    if (!env.ISBE_LIBTORCH_ARCHIVE) return fetchLibtorch(target, archives)
    const archive = path.resolve(env.ISBE_LIBTORCH_ARCHIVE)
    return { ...(await installArchive(archive, target)), source: 'ISBE_LIBTORCH_ARCHIVE' }
  })
}

module.exports = { ensureLibtorch, findLibtorch }
