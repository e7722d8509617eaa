'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { withBar } = require('./bar')
const { isCuda } = require('./cuda')
const { SetupError, writeError } = require('./errors')
const { listFiles, requireSpace, withTemporaryFolder, writeJson } = require('./files')
const { inspectLibtorch, readBuild, requireSupported } = require('./inspect')
const { step } = require('./log')
const { sha256Of } = require('./pinned')
const { downloadNvidia } = require('./wheel')
const { withZip } = require('./zip')

/** @typedef {import('./zip').Zip} Zip */
/**
 * @typedef {object} Wanted
 * @property {string} cache
 * @property {string} variant
 * @property {string | null} version null: any
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [cpuPart] a CUDA wheel will do for a CPU build: its CPU part is taken
 */

/** An official archive unpacks to libtorch/, a Python wheel to torch/. */
const TOP_FOLDERS = ['libtorch', 'torch']
const KEPT_FOLDERS = ['lib', 'include', 'share/cmake']
const VERSION_FILES = ['build-version', 'version.py']
/** What only Python or PyTorch's own tests load. */
const DROPPED_LIBRARY =
  /^lib(torch_python|shm|aoti_custom_ops|backend_with_compiler|jitbackend_test|torchbind_test)/
/** What of a CUDA wheel works without CUDA. libtorch.so does not: it asks for libtorch_cuda.so. */
const CPU_LIBRARY = /^lib(torch_cpu|c10|gomp)[.-]/
/** What libtorch_cpu.so of a CUDA wheel asks for. */
const CPU_PART_COMPANIONS = {
  packages: ['cuda-runtime', 'cuda-cupti'],
  libraries: /^lib(cudart|cupti)\./,
}

/**
 * @param {string} cache
 * @param {RegExp} pattern
 */
function removeMatching(cache, pattern) {
  for (const name of fs.readdirSync(cache)) {
    if (pattern.test(name)) fs.rmSync(path.join(cache, name), { recursive: true, force: true })
  }
}

/**
 * Removes what killed installs left behind. Only for the holder of the cache's lock.
 * @param {string} cache
 */
function removeLeftovers(cache) {
  removeMatching(cache, /^\.(unpack|wheel)-/)
}

/**
 * Removes unfinished downloads, which are kept for as long as one may be resumed.
 * @param {string} cache
 */
function removeDownloads(cache) {
  removeMatching(cache, /\.part$/)
}

/**
 * @param {Zip} zip
 * @returns {string} the top folder
 */
function findTop({ file, names }) {
  const top = TOP_FOLDERS.find(folder =>
    ['lib/libtorch_cpu.so', 'include/ATen/ATen.h'].every(name =>
      names.includes(`${folder}/${name}`),
    ),
  )
  if (top) return top
  const found = [...new Set(names.map(name => name.split('/')[0]))].slice(0, 3).join(', ')
  throw new SetupError(
    `${file} holds no libtorch: expected libtorch/ or torch/ with lib/libtorch_cpu.so and ` +
      `include/ATen/ATen.h in it, found ${found}`,
    'Use an official libtorch zip or a torch wheel for Linux',
  )
}

/**
 * @param {Zip} zip
 * @param {string} folder the unpacked top folder, with at least the version files
 * @returns {{ version: string | null, variant: string }} of the archive
 */
function buildOf({ names }, folder) {
  const { version, variant } = readBuild(folder)
  const hasCuda = names.some(name => path.basename(name).startsWith('libtorch_cuda'))
  return {
    version,
    variant: variant && (variant !== 'cpu' || !hasCuda) ? variant : hasCuda ? 'cuda' : 'cpu',
  }
}

/**
 * @param {string} archive
 * @param {string} found
 * @param {Wanted} wanted
 */
function requireVariant(archive, found, { variant, cpuPart }) {
  if (found === variant || (cpuPart && isCuda(found))) return
  throw new SetupError(
    `${path.basename(archive)} is a ${found} build of libtorch, whose libraries need others ` +
      `that it does not hold: expected a ${variant} build`,
    `Set ISBE_LIBTORCH_ARCHIVE to the zip or wheel of a ${variant} build, or LIBTORCH to its folder`,
  )
}

/**
 * @param {string} archive
 * @param {string} found
 * @param {string | null} wanted
 */
function requireVersion(archive, found, wanted) {
  requireSupported(found, archive)
  if (wanted === null || found === wanted) return
  throw new SetupError(
    `${path.basename(archive)} is libtorch ${found}: expected ${wanted}, as ISBE_LIBTORCH_VERSION says`,
    'Unset one of the two variables',
  )
}

/**
 * @param {string} top
 * @param {boolean} partly only what works without CUDA
 * @returns {(name: string) => boolean} whether a file of the archive is kept
 */
function keeps(top, partly) {
  const folders = KEPT_FOLDERS.map(name => `${top}/${name}/`)
  const lib = `${top}/lib/`
  return name => {
    if (!folders.some(folder => name.startsWith(folder))) return false
    if (!name.startsWith(lib)) return true
    const library = name.slice(lib.length)
    return partly ? CPU_LIBRARY.test(library) : !DROPPED_LIBRARY.test(library)
  }
}

/**
 * @param {Zip} zip
 * @param {string} folder
 * @param {(name: string) => boolean} wanted
 */
async function extract(zip, folder, wanted) {
  const total = zip.sizeOf(wanted)
  requireSpace(folder, total, 'ISBE_HOME')
  let done = 0
  await withBar(
    'unpacking',
    () => ({ done, total }),
    () =>
      zip.extract(folder, wanted, bytes => {
        done += bytes
      }),
  )
}

/**
 * @param {Zip} zip
 * @param {string} temporary
 * @returns {Promise<string>} the wheel's METADATA
 */
async function readMetadata(zip, temporary) {
  const isMetadata = (/** @type {string} */ name) => /^[^/]+\.dist-info\/METADATA$/.test(name)
  await zip.extract(temporary, isMetadata)
  const files = zip.names.filter(isMetadata).map(name => path.join(temporary, name))
  const text = files.map(file => fs.readFileSync(file, 'utf8')).join('')
  for (const file of files) fs.rmSync(path.dirname(file), { recursive: true })
  return text
}

/**
 * @param {string} metadata of a CUDA wheel of torch
 * @returns {string[]} NVIDIA's packages that it names
 */
function namedPackages(metadata) {
  return [...metadata.matchAll(/^Requires-Dist: ((?:nvidia|cuda-toolkit)\S*)(.*)$/gm)]
    .filter(([, , rest]) => !/\bextra\b/.test(rest ?? ''))
    .map(([, name]) => String(name).replace(/;$/, ''))
}

/**
 * @param {string} variant of a CUDA wheel, like `cu130`
 * @returns {string[]} the packages that its CPU part needs; before CUDA 13 their names had its number
 */
function cpuPartPackages(variant) {
  const [, major = '13', minor = '0'] = /^cu(\d+)(\d)$/.exec(variant) ?? []
  const suffix = Number(major) < 13 ? `-cu${major}` : ''
  return CPU_PART_COMPANIONS.packages.map(name => `nvidia-${name}${suffix}==${major}.${minor}.*`)
}

/**
 * The libraries of a CUDA wheel of torch look for NVIDIA's in `../nvidia`, where other wheels have
 * them.
 * @param {readonly string[]} packages
 * @param {RegExp} libraries
 * @param {string} temporary with the unpacked wheel in it
 * @param {NodeJS.ProcessEnv} env
 */
async function addNvidia(packages, libraries, temporary, env) {
  const prefix = path.join(path.dirname(temporary), '.wheel')
  const work = async (/** @type {string} */ folder) => {
    for (const archive of await downloadNvidia(packages, { folder, env })) {
      await withZip(archive, zip =>
        zip.extract(
          temporary,
          name =>
            /^nvidia\/.*\/lib\/[^/]+\.so[.\d]*$/.test(name) && libraries.test(path.basename(name)),
        ),
      )
      fs.rmSync(archive)
    }
  }
  await withTemporaryFolder(prefix, work, 'ISBE_HOME')
}

/**
 * @param {string} folder
 * @returns {Promise<Record<string, string>>} SHA-256 by name, for `isbe doctor`
 */
async function checksums(folder) {
  const files = listFiles(folder).filter(file => path.dirname(file) === folder)
  /** @type {Record<string, string>} */
  const sums = {}
  for (const file of files) sums[path.basename(file)] = await sha256Of(file)
  return sums
}

/**
 * Unpacks into `temporary` and checks the result.
 * @param {Zip} zip
 * @param {string} temporary
 * @param {Wanted} wanted
 * @returns {Promise<{ top: string, version: string, alone: boolean }>} `alone`: it needs no other folder
 */
async function unpack(zip, temporary, wanted) {
  const top = findTop(zip)
  const folder = path.join(temporary, top)
  const versionFiles = VERSION_FILES.map(name => `${top}/${name}`)
  await zip.extract(temporary, name => versionFiles.includes(name))
  const { version: told, variant } = buildOf(zip, folder)
  requireVariant(zip.file, variant, wanted)
  if (told) requireVersion(zip.file, told, wanted.version)
  const partly = variant !== wanted.variant
  await extract(zip, temporary, keeps(top, partly))
  const { version } = inspectLibtorch(folder, zip.file)
  requireVersion(zip.file, version, wanted.version)
  writeJson(path.join(folder, 'isbe-torch.json'), {
    version,
    variant: wanted.variant,
    archive: zip.file,
    libraries: await checksums(path.join(folder, 'lib')),
  })
  const alone = !isCuda(variant) || top !== 'torch'
  if (alone) return { top, version, alone }
  const metadata = await readMetadata(zip, temporary)
  if (partly)
    await addNvidia(cpuPartPackages(variant), CPU_PART_COMPANIONS.libraries, temporary, wanted.env)
  else await addNvidia(namedPackages(metadata), /./, temporary, wanted.env)
  return { top, version, alone }
}

/**
 * Installs an archive in the cache: unpacked beside, checked, then renamed, so that a folder with
 * the final name is always complete. Only for the holder of the cache's lock.
 * @param {string} archive
 * @param {Wanted} wanted
 * @returns {Promise<{ root: string, version: string, variant: string }>}
 */
async function installArchive(archive, wanted) {
  const { cache, variant } = wanted
  step(`unpacking ${path.basename(archive)} (libtorch) to ${cache}`)
  const work = async (/** @type {string} */ temporary) => {
    const { top, version, alone } = await withZip(archive, zip => unpack(zip, temporary, wanted))
    const folder = path.join(cache, `${variant}-${version}`)
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(alone ? path.join(temporary, top) : temporary, folder)
    return { root: alone ? folder : path.join(folder, top), version, variant }
  }
  try {
    return await withTemporaryFolder(path.join(cache, '.unpack'), work, 'ISBE_HOME')
  } catch (error) {
    throw writeError(error, cache, 'ISBE_HOME')
  }
}

module.exports = { installArchive, removeDownloads, removeLeftovers }
