'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { makeFolder, requireSpace, withTemporaryFolder } = require('./files')
const { download } = require('./download')
const { PINNED_VERSION, inspectLibtorch, requireSupported } = require('./inspect')
const { isCuda } = require('./cuda')
const { withLock } = require('./lock')
const { step } = require('./log')
const { homeFolder } = require('./paths')
const { findCmake } = require('./toolchain')
const { installArchive, removeDownloads, removeLeftovers } = require('./unpack')
const { downloadWheel } = require('./wheel')

/** @typedef {{ url: string, sha256: string | null }} Archive `sha256: null`: none is pinned */
/** @typedef {{ root: string, version: string, variant: string, source: string }} Libtorch */
/**
 * @typedef {object} Target
 * @property {string} cache
 * @property {string} variant
 * @property {string | null} version the only one that will do; null: the pinned one, or what there is
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The official archives of PINNED_VERSION, by variant and processor.
 * @type {Record<string, Archive>}
 */
const OFFICIAL_ARCHIVES = {
  'cpu-x64': {
    url: 'https://download.pytorch.org/libtorch/cpu/libtorch-shared-with-deps-2.13.0%2Bcpu.zip',
    sha256: null,
  },
  'cu130-x64': {
    url: 'https://download.pytorch.org/libtorch/cu130/libtorch-shared-with-deps-2.13.0%2Bcu130.zip',
    sha256: null,
  },
}

/** What a CUDA wheel may be fetched of where the index lacks the pinned version. */
const OTHER_CUDA_VERSION = '2.14.1'
const DOWNLOAD_BYTES = { cpu: 1e9, cuda: 8e9 }

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
 * @param {Archive} archive
 * @param {Target} target
 * @returns {Promise<Libtorch>}
 */
async function fromOfficial({ url, sha256 }, target) {
  const check = sha256 === null ? 'no SHA-256 is pinned for it: not checked' : 'SHA-256 is checked'
  step(`downloading ${url} (${check})`)
  const file = path.join(target.cache, decodeURIComponent(url.split('/').at(-1) ?? 'libtorch.zip'))
  await download(url, file, sha256)
  try {
    return { ...(await installArchive(file, target)), source: 'official archive' }
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/**
 * An index may hold builds for the CPU beside those for CUDA, told apart by a label: `===` asks for
 * the one without.
 * @param {Target} target
 * @returns {string[]} what to ask pip for, in turn
 */
function specifiers({ variant, version: asked }) {
  if (!isCuda(variant)) return [`torch==${asked ?? PINNED_VERSION}`]
  return (asked ? [asked] : [PINNED_VERSION, OTHER_CUDA_VERSION]).flatMap(version => [
    `torch===${version}`,
    `torch==${version}+${variant}`,
  ])
}

/**
 * @param {Record<string, Archive>} archives of the pinned version
 * @param {Target} target
 * @returns {Archive | undefined} the one of the version asked for, whose address differs in that alone
 */
function archiveFor(archives, { variant, version }) {
  const archive = archives[`${variant}-${process.arch}`]
  if (!archive || version === null || version === PINNED_VERSION) return archive
  return { url: archive.url.replaceAll(PINNED_VERSION, version), sha256: null }
}

/**
 * @param {Target} target
 * @returns {Promise<Libtorch>}
 */
function fromWheel(target) {
  const work = async (/** @type {string} */ folder) => {
    const wheel = await downloadWheel(specifiers(target), { folder, env: target.env })
    return { ...(await installArchive(wheel, target)), source: 'wheel' }
  }
  return withTemporaryFolder(path.join(target.cache, '.wheel'), work, 'ISBE_HOME')
}

/**
 * @param {Target} target
 * @param {Record<string, Archive>} archives
 * @returns {Promise<Libtorch>}
 */
async function fromNetwork(target, archives) {
  await findCmake(target.env)
  requireSpace(
    target.cache,
    isCuda(target.variant) ? DOWNLOAD_BYTES.cuda : DOWNLOAD_BYTES.cpu,
    'ISBE_HOME',
  )
  const archive = archiveFor(archives, target)
  /** @type {Array<() => Promise<Libtorch>>} */
  const sources = [() => fromWheel(target)]
  if (archive) sources.unshift(() => fromOfficial(archive, target))
  const problems = []
  for (const source of sources) {
    try {
      const libtorch = await source()
      removeDownloads(target.cache)
      return libtorch
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      problems.push(error.problem)
      if (problems.length < sources.length) step(`${error.problem}: trying pip`)
    }
  }
  throw new SetupError(
    `libtorch ${target.version ?? PINNED_VERSION} (${target.variant}) cannot be fetched: ${problems.join('; ')}`,
    'Get a network connection and pip, or set LIBTORCH to a libtorch folder or ' +
      'ISBE_LIBTORCH_ARCHIVE to a local zip or wheel',
  )
}

/**
 * Finds libtorch, or fetches it: LIBTORCH, the cache, ISBE_LIBTORCH_ARCHIVE, the official archive,
 * the Python wheel, in this order, of the version that ISBE_LIBTORCH_VERSION asks for.
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
  if (env.LIBTORCH) {
    const found = inspectLibtorch(path.resolve(env.LIBTORCH), `LIBTORCH=${env.LIBTORCH}`)
    if (asked === null || found.version === asked) return { ...found, source: 'LIBTORCH' }
    throw new SetupError(
      `LIBTORCH=${env.LIBTORCH} is libtorch ${found.version}: expected ${asked}, as ISBE_LIBTORCH_VERSION says`,
      'Unset one of the two variables',
    )
  }
  const target = { cache: path.join(homeFolder(env), 'libtorch'), variant, version: asked, env }
  const { cache } = target
  const cached = findCached(target)
  if (cached) return cached
  makeFolder(cache, 'ISBE_HOME')
  return withLock(path.join(cache, '.lock'), 'another install of libtorch', async () => {
    const meanwhile = findCached(target)
    if (meanwhile) return meanwhile
    removeLeftovers(cache)
    if (!env.ISBE_LIBTORCH_ARCHIVE) return fromNetwork(target, archives)
    const archive = path.resolve(env.ISBE_LIBTORCH_ARCHIVE)
    return { ...(await installArchive(archive, target)), source: 'ISBE_LIBTORCH_ARCHIVE' }
  })
}

module.exports = { ensureLibtorch }
