'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { isCuda } = require('./cuda')
const { SetupError, writeError } = require('./errors')
const { requireSpace, withTemporaryFolder, writeJson } = require('./files')
const { inspectLibtorch, readBuild, requireSupported } = require('./inspect')
const { step } = require('./log')
const { run } = require('./process')
const { findCmake } = require('./toolchain')
const { downloadNvidia } = require('./wheel')

/** @typedef {{ variant: string, version: string | null, env: NodeJS.ProcessEnv }} Wanted `version: null`: any */

/** An official archive unpacks to libtorch/, a Python wheel to torch/. */
const TOP_FOLDERS = ['libtorch', 'torch']
const KEPT_FOLDERS = ['lib', 'include', 'share/cmake']
const VERSION_FILES = ['build-version', 'version.py']
/** What only Python or PyTorch's own tests load. */
const DROPPED_LIBRARY = new RegExp(
  '^lib(torch_python|shm|aoti_custom_ops|backend_with_compiler|jitbackend_test|torchbind_test)',
)
/** Unpacked size of a libtorch archive, in archive sizes: 2.7 was measured. */
const UNPACKED_RATIO = 3.5
/** A disk with less left is taken for full when unpacking has failed. */
const SPARE_BYTES = 4e6

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
 * @param {string} archive
 * @returns {SetupError}
 */
function corrupt(archive) {
  return new SetupError(
    `${archive} is damaged or not a zip archive: expected a complete libtorch zip or torch wheel`,
    'Remove it and fetch it again',
  )
}

/**
 * @param {string} cmake
 * @param {string} archive
 * @returns {Promise<string[]>}
 */
async function listMembers(cmake, archive) {
  if (!fs.statSync(archive, { throwIfNoEntry: false })?.isFile()) {
    throw new SetupError(`${archive} is not a file: expected a libtorch zip or torch wheel`)
  }
  const { code, stdout } = await run(cmake, ['-E', 'tar', 'tf', archive])
  const members = stdout.split('\n').filter(Boolean)
  if (code !== 0 || members.length === 0) throw corrupt(archive)
  if (members.some(member => member.split('/').includes('..'))) throw corrupt(archive)
  return members
}

/**
 * @param {string} archive
 * @param {readonly string[]} members
 * @returns {string} the top folder
 */
function findTop(archive, members) {
  const top = TOP_FOLDERS.find(folder =>
    ['lib/libtorch_cpu.so', 'include/ATen/ATen.h'].every(file =>
      members.includes(`${folder}/${file}`),
    ),
  )
  if (top) return top
  const found = [...new Set(members.map(member => member.split('/')[0]))].slice(0, 3).join(', ')
  throw new SetupError(
    `${archive} holds no libtorch: expected libtorch/ or torch/ with lib/libtorch_cpu.so and ` +
      `include/ATen/ATen.h in it, found ${found}`,
    'Use an official libtorch zip or a torch wheel for Linux',
  )
}

/**
 * After a wrong checksum, and even on a full disk, CMake ends with status 0 and only warns:
 * whatever it says is a failure.
 * @param {string} cmake
 * @param {string} archive
 * @param {string} folder
 * @param {readonly string[]} members
 */
async function extract(cmake, archive, folder, members) {
  const args = ['-E', 'tar', 'xf', archive, ...members]
  const { code, output } = await run(cmake, args, { cwd: folder })
  if (code === 0 && output.trim() === '') return
  requireSpace(folder, SPARE_BYTES, 'ISBE_HOME')
  throw corrupt(archive)
}

/**
 * @param {string} archive
 * @param {string} folder the unpacked top folder, with at least the version files
 * @param {readonly string[]} libraries names of the libraries in the archive
 * @param {Wanted} wanted
 */
function requireBuild(archive, folder, libraries, { variant, version }) {
  const build = readBuild(folder)
  const cuda = libraries.some(name => name.startsWith('libtorch_cuda'))
  const found = cuda && (build.variant ?? 'cpu') === 'cpu' ? 'cuda' : (build.variant ?? 'cpu')
  if (found !== variant) {
    throw new SetupError(
      `${path.basename(archive)} is a ${found} build of libtorch, whose libraries need others ` +
        `that it does not hold: expected a ${variant} build`,
      `Set ISBE_LIBTORCH_ARCHIVE to the zip or wheel of a ${variant} build, or LIBTORCH to its ` +
        'folder',
    )
  }
  if (build.version) requireVersion(archive, build.version, version)
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

/** @param {string} lib */
function prune(lib) {
  for (const name of fs.readdirSync(lib)) {
    if (DROPPED_LIBRARY.test(name)) fs.rmSync(path.join(lib, name), { recursive: true })
  }
}

/**
 * Unpacks into `temporary` and checks the result.
 * @param {string} archive
 * @param {string} temporary
 * @param {Wanted} wanted
 */
async function unpack(archive, temporary, wanted) {
  const { env } = wanted
  const cmake = (await findCmake(env)).path
  const members = await listMembers(cmake, archive)
  const top = findTop(archive, members)
  const folder = path.join(temporary, top)
  const versionFiles = VERSION_FILES.map(file => `${top}/${file}`).filter(file =>
    members.includes(file),
  )
  if (versionFiles.length > 0) await extract(cmake, archive, temporary, versionFiles)
  const libraries = members
    .filter(member => member.startsWith(`${top}/lib/`))
    .map(member => path.basename(member))
  requireBuild(archive, folder, libraries, wanted)
  requireSpace(temporary, fs.statSync(archive).size * UNPACKED_RATIO, 'ISBE_HOME')
  const kept = KEPT_FOLDERS.map(name => `${top}/${name}`).filter(name =>
    members.some(member => member.startsWith(`${name}/`)),
  )
  await extract(cmake, archive, temporary, kept)
  prune(path.join(folder, 'lib'))
  const libtorch = inspectLibtorch(folder, archive)
  requireVersion(archive, libtorch.version, wanted.version)
  return libtorch
}

/**
 * A CUDA wheel of torch looks for NVIDIA's libraries in `../nvidia`: those of the wheels that it
 * names. An official archive has them among its own.
 * @param {string} wheel
 * @param {string} temporary with the unpacked wheel in it
 * @param {NodeJS.ProcessEnv} env
 */
async function addNvidia(wheel, temporary, env) {
  const cmake = (await findCmake(env)).path
  const metadata = (await listMembers(cmake, wheel)).filter(name =>
    /\.dist-info\/METADATA$/.test(name),
  )
  await extract(cmake, wheel, temporary, metadata)
  const text = metadata.map(name => fs.readFileSync(path.join(temporary, name), 'utf8')).join('')
  await withTemporaryFolder(
    path.join(path.dirname(temporary), '.wheel'),
    async folder => {
      for (const archive of await downloadNvidia(text, { folder, env })) {
        const members = await listMembers(cmake, archive)
        const libraries = members.filter(name => /^nvidia\/.*\/lib\/[^/]+\.so[.\d]*$/.test(name))
        if (libraries.length > 0) await extract(cmake, archive, temporary, libraries)
        fs.rmSync(archive)
      }
    },
    'ISBE_HOME',
  )
  for (const name of metadata) {
    fs.rmSync(path.join(temporary, path.dirname(name)), { recursive: true })
  }
}

/**
 * Installs an archive in the cache: unpacked beside, checked, then renamed, so that a folder with
 * the final name is always complete. Only for the holder of the cache's lock.
 * @param {string} archive
 * @param {Wanted & { cache: string }} wanted
 * @returns {Promise<{ root: string, version: string, variant: string }>}
 */
async function installArchive(archive, wanted) {
  const { cache, variant, env } = wanted
  step(`unpacking ${path.basename(archive)} (libtorch) to ${cache}`)
  const work = async (/** @type {string} */ temporary) => {
    const { root: unpacked, version } = await unpack(archive, temporary, wanted)
    const hasCompanions = isCuda(variant) && path.basename(unpacked) === 'torch'
    if (hasCompanions) await addNvidia(archive, temporary, env)
    const folder = path.join(cache, `${variant}-${version}`)
    writeJson(path.join(unpacked, 'isbe-torch.json'), { version, variant, archive })
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(hasCompanions ? temporary : unpacked, folder)
    return { root: hasCompanions ? path.join(folder, 'torch') : folder, version, variant }
  }
  try {
    return await withTemporaryFolder(path.join(cache, '.unpack'), work, 'ISBE_HOME')
  } catch (error) {
    throw writeError(error, cache, 'ISBE_HOME')
  }
}

module.exports = { installArchive, removeDownloads, removeLeftovers }
