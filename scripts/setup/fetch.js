'use strict'

// Where libtorch comes from when this machine has none.
const fs = require('node:fs')
const path = require('node:path')
const { isCuda } = require('./cuda')
const { download } = require('./download')
const { SetupError } = require('./errors')
const { requireSpace, withTemporaryFolder } = require('./files')
const { PINNED_VERSION } = require('./inspect')
const { step } = require('./log')
const { findPythonTorch } = require('./python')
const { installArchive, removeDownloads } = require('./unpack')
const { downloadWheel } = require('./wheel')

/** @typedef {{ url: string, sha256: string | null }} Archive `sha256: null`: none is pinned */
/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** @typedef {{ name: string, fetch: () => Promise<Libtorch> }} Source */
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
/** Of disk: pip makes a copy of what it has downloaded before the original goes. */
const DOWNLOAD_BYTES = { cpu: 1e9, cpuPart: 1.1e9, cuda: 8e9 }

/**
 * @param {Archive} archive
 * @param {Target} target
 * @returns {Promise<Libtorch>}
 */
async function fromOfficial({ url, sha256 }, target) {
  const check = sha256 === null ? 'no SHA-256 is pinned for it: not checked' : 'SHA-256 is checked'
  step(`downloading ${url} (${check})`)
  const file = path.join(target.cache, decodeURIComponent(url.split('/').at(-1) ?? 'libtorch.zip'))
  await download(url, file, sha256, target.env)
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
  if (!isCuda(variant)) return [`torch==${asked ?? PINNED_VERSION}+${variant}`]
  return (asked ? [asked] : [PINNED_VERSION, OTHER_CUDA_VERSION]).flatMap(version => [
    `torch===${version}`,
    `torch==${version}+${variant}`,
  ])
}

/**
 * @param {Target} target
 * @param {readonly string[]} wanted
 * @param {{ cpuPart?: boolean, source: string }} options
 * @returns {Promise<Libtorch>}
 */
function fromWheel(target, wanted, { cpuPart = false, source }) {
  const work = async (/** @type {string} */ folder) => {
    const wheel = await downloadWheel(wanted, { folder, env: target.env })
    return { ...(await installArchive(wheel, { ...target, cpuPart })), source }
  }
  return withTemporaryFolder(path.join(target.cache, '.wheel'), work, 'ISBE_HOME')
}

/**
 * An index without a build for the CPU alone: the CPU part of its CUDA build works by itself.
 * @param {Target} target
 * @returns {Promise<Libtorch>}
 */
async function fromCudaWheel(target) {
  requireSpace(target.cache, DOWNLOAD_BYTES.cpuPart, 'ISBE_HOME')
  const wanted = [`torch===${target.version ?? PINNED_VERSION}`]
  return fromWheel(target, wanted, { cpuPart: true, source: 'CPU part of the wheel' })
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
 * @param {Record<string, Archive>} archives
 * @returns {Source[]} in the order in which they are tried
 */
function sourcesOf(target, archives) {
  const archive = archiveFor(archives, target)
  const wheel = () => fromWheel(target, specifiers(target), { source: 'wheel' })
  const sources = [{ name: 'the wheel', fetch: wheel }]
  if (archive) {
    sources.unshift({ name: 'the official archive', fetch: () => fromOfficial(archive, target) })
  }
  if (!isCuda(target.variant)) {
    sources.push({ name: 'the CPU part of the CUDA wheel', fetch: () => fromCudaWheel(target) })
  }
  return sources
}

/**
 * @param {Target} target
 * @param {readonly string[]} problems
 * @returns {Promise<SetupError>}
 */
async function nothingFetched({ variant, version, env }, problems) {
  const python = await findPythonTorch(env, variant)
  const offered = python
    ? `set LIBTORCH=${python.root}, the torch ${python.version} that ${python.python} has`
    : 'set LIBTORCH to a libtorch folder'
  const what = `libtorch ${version ?? PINNED_VERSION} (${variant})`
  return new SetupError(
    `${what} cannot be fetched: ${[...new Set(problems)].join('; ')}`,
    `Get a network connection and pip, or ${offered}, or ISBE_LIBTORCH_ARCHIVE to a local zip or wheel`,
  )
}

/**
 * Fetches libtorch: the official archive, else a Python wheel of the variant wanted, else, for the
 * CPU, a part of the CUDA wheel. Only for the holder of the cache's lock.
 * @param {Target} target
 * @param {Record<string, Archive>} archives
 * @returns {Promise<Libtorch>}
 * @throws {SetupError} naming what was wrong with each
 */
async function fetchLibtorch(target, archives) {
  const { cache, variant } = target
  requireSpace(cache, isCuda(variant) ? DOWNLOAD_BYTES.cuda : DOWNLOAD_BYTES.cpu, 'ISBE_HOME')
  const sources = sourcesOf(target, archives)
  const problems = []
  for (const [index, source] of sources.entries()) {
    try {
      const libtorch = await source.fetch()
      removeDownloads(cache)
      return libtorch
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      problems.push(error.problem)
      const next = sources[index + 1]
      if (next) step(`${error.problem}: trying ${next.name}`)
    }
  }
  throw await nothingFetched(target, problems)
}

module.exports = { OFFICIAL_ARCHIVES, fetchLibtorch }
