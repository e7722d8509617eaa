'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { chooseVariant, isCuda, requireNvcc } = require('./cuda')
const { diagnose } = require('./diagnose')
const { SetupError } = require('./errors')
const { makeFolder, readJson, stampOf, writeJson } = require('./files')
const { ensureLibtorch } = require('./libtorch')
const { withLock } = require('./lock')
const { secondsSince, step } = require('./log')
const { ROOT } = require('./paths')
const { packageFile, run } = require('./process')
const { nativeStamp, nodeAddonApi, sourceStamp } = require('./stamp')
const { LIBRARIES, fromCache, fromPrebuilt, keepInCache } = require('./stored')
const { checkToolchain } = require('./toolchain')

/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** @typedef {import('./cuda').Nvcc} Nvcc */

/**
 * What build/native.json, and the one in each build's folder, hold; paths are relative to the
 * package's folder.
 * @typedef {object} NativeBuild
 * @property {string} addon
 * @property {string} preload opens libtorch for the addon
 * @property {string} ops
 * @property {string} libtorch
 * @property {string} version
 * @property {string} variant
 * @property {string} reason why this variant was built
 * @property {string | null} architectures CMake's list of what the CUDA kernels were compiled for
 * @property {string} sources fingerprint of the native sources
 * @property {string} stamp fingerprint of all that the build depends on
 */

const BUILD_TYPES = ['Release', 'RelWithDebInfo', 'Debug']
const BYTES_PER_JOB = 2 * 2 ** 30

/** @param {NodeJS.ProcessEnv} env */
function buildType(env) {
  const type = env.ISBE_BUILD_TYPE || 'Release'
  if (BUILD_TYPES.includes(type)) return type
  throw new SetupError(
    `ISBE_BUILD_TYPE='${type}': expected ${BUILD_TYPES.join(', ')}`,
    'Set it to one of these',
  )
}

/** @param {Libtorch} libtorch */
const buildName = ({ variant, version }) => `${variant}-${version}`

/**
 * The build in use if it is the one wanted, or else the wanted one, then in use, where an earlier
 * run left it.
 * @param {string} root
 * @param {Libtorch} libtorch
 * @param {string} stamp
 * @returns {NativeBuild | null}
 */
function currentBuild(root, libtorch, stamp) {
  const inUse = path.join(root, 'build/native.json')
  for (const file of [inUse, path.join(root, 'build', buildName(libtorch), 'native.json')]) {
    const build = /** @type {NativeBuild | null} */ (readJson(file))
    if (build?.stamp !== stamp) continue
    const made = [build.addon, build.preload, build.ops]
    if (!made.every(name => fs.existsSync(path.resolve(root, name)))) continue
    if (file === inUse && build.libtorch === libtorch.root) return build
    // A build names no path of libtorch, which may have moved.
    const moved = { ...build, libtorch: libtorch.root }
    writeJson(inUse, moved)
    return moved
  }
  return null
}

/**
 * cmake-js configures only where there is no cache, and a cache also remains of a configuration
 * that failed. CMake itself looks after a changed CMakeLists.txt.
 * @param {string} folder
 * @param {string} key everything that a configuration depends on
 */
function dropOldConfiguration(folder, key) {
  const keyFile = path.join(folder, 'isbe-configuration.json')
  const recipes = ['build.ninja', 'Makefile'].map(name => path.join(folder, name))
  const complete = recipes.some(file => fs.existsSync(file))
  if (complete && readJson(keyFile) === key) return
  for (const name of ['CMakeCache.txt', 'CMakeFiles', 'build.ninja', 'Makefile']) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true })
  }
  writeJson(keyFile, key)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {number} compilers to run at once: the cores, as far as memory allows
 */
function jobCount(env) {
  const level = Number(env.CMAKE_BUILD_PARALLEL_LEVEL)
  if (Number.isInteger(level) && level > 0) return level
  const byMemory = Math.floor(os.totalmem() / BYTES_PER_JOB)
  return Math.max(1, Math.min(os.availableParallelism(), byMemory))
}

/**
 * @param {Nvcc | null} nvcc
 * @param {string} compiler the host's
 * @returns {string[]} options of cmake-js
 */
function cudaSettings(nvcc, compiler) {
  if (!nvcc) return []
  return [
    '--CDISBE_CUDA=ON',
    `--CDCMAKE_CUDA_COMPILER=${nvcc.path}`,
    `--CDCMAKE_CUDA_HOST_COMPILER=${compiler}`,
    `--CDCMAKE_CUDA_ARCHITECTURES=${nvcc.architectures}`,
  ]
}

/**
 * @param {string} root
 * @param {Libtorch} libtorch
 * @param {Nvcc | null} nvcc
 * @param {string} reason why this variant
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} folder with the libraries
 */
async function compile(root, libtorch, nvcc, reason, env) {
  const type = buildType(env)
  const tools = await checkToolchain(env)
  const folder = path.join(root, 'build', buildName(libtorch))
  makeFolder(folder)
  const program = packageFile(root, 'cmake-js', 'bin/cmake-js')
  const settings = [
    '--directory',
    root,
    '--out',
    folder,
    '--config',
    type,
    '--generator',
    tools.generator,
    '--cmake-path',
    tools.cmake,
    '--cc',
    tools.compiler,
    '--cxx',
    tools.compiler,
    `--CDISBE_LIBTORCH=${libtorch.root}`,
    `--CDISBE_NODE_ADDON_API=${nodeAddonApi(root).folder}`,
    ...cudaSettings(nvcc, tools.compiler),
  ]
  dropOldConfiguration(folder, stampOf(root, [], [program, ...settings]))
  const jobs = jobCount(env)
  const target = nvcc ? `CUDA (${libtorch.variant}; ${reason})` : `the CPU (${reason})`
  step(
    `compiling the native addon for ${target} with ${jobs} job${jobs > 1 ? 's' : ''}: minutes the first time`,
  )
  const start = performance.now()
  const args = [program, 'build', ...settings, '--parallel', String(jobs)]
  const { code, output } = await run(process.execPath, args, { cwd: root, env })
  if (code !== 0) {
    const [problem, advice] = diagnose(output, libtorch)
    throw new SetupError(problem, advice, output)
  }
  step(`native addon built in ${secondsSince(start)}`)
  return path.join(folder, type)
}

/**
 * @param {string} root
 * @param {string} file
 */
function requireBuilt(root, file) {
  if (fs.existsSync(file)) return path.relative(root, file)
  throw new SetupError(`the native build made no ${file}`, 'Remove build/ and build again')
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ libtorch: Libtorch, reason: string }>} the libtorch that ISBE_CUDA and LIBTORCH ask for
 */
async function wantedLibtorch(env) {
  const { variant, reason } = await chooseVariant(env)
  const libtorch = await ensureLibtorch({ env, variant })
  if (libtorch.variant === variant) return { libtorch, reason }
  if (!env.ISBE_CUDA || env.ISBE_CUDA === 'auto') {
    return { libtorch, reason: `LIBTORCH is a ${libtorch.variant} build` }
  }
  throw new SetupError(
    `LIBTORCH=${env.LIBTORCH} is a ${libtorch.variant} build: expected ${variant}, as ISBE_CUDA says`,
    'Unset one of the two variables',
  )
}

/**
 * Takes the libraries that a prebuilt package or the cache has, or else compiles them.
 * @param {string} root
 * @param {Omit<NativeBuild, 'addon' | 'preload' | 'ops'>} wanted
 * @param {Libtorch} libtorch
 * @param {Nvcc | null} nvcc
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NativeBuild>}
 */
async function makeBuild(root, wanted, libtorch, nvcc, env) {
  const name = buildName(libtorch)
  const stored =
    (await fromPrebuilt(root, name, wanted.sources, libtorch, env)) ??
    fromCache(root, name, wanted.stamp, env)
  if (stored) return { ...stored, ...wanted }
  const folder = await compile(root, libtorch, nvcc, wanted.reason, env)
  const { addon, preload, ops } = LIBRARIES
  const build = {
    addon: requireBuilt(root, path.join(folder, addon)),
    preload: requireBuilt(root, path.join(folder, preload)),
    ops: requireBuilt(root, path.join(folder, ops)),
    ...wanted,
  }
  await keepInCache(root, build, env)
  return build
}

/**
 * Makes the native build, unless the one that is there was built from the same sources, libtorch
 * version and settings: then nothing is started at all. Each variant keeps its own build.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<NativeBuild>}
 * @throws {SetupError}
 */
async function ensureNative({ root = ROOT, env = process.env } = {}) {
  const { libtorch, reason } = await wantedLibtorch(env)
  const nvcc = isCuda(libtorch.variant) ? await requireNvcc(libtorch.variant, env) : null
  const sources = sourceStamp(root)
  const stamp = nativeStamp(root, sources, libtorch, nvcc, env)
  const current = currentBuild(root, libtorch, stamp)
  if (current) return current
  const build = makeFolder(path.join(root, 'build'))
  return withLock(path.join(build, '.lock-native'), 'the native build', async () => {
    const meanwhile = currentBuild(root, libtorch, stamp)
    if (meanwhile) return meanwhile
    const { root: folder, version, variant } = libtorch
    const architectures = nvcc && nvcc.architectures
    const wanted = { libtorch: folder, version, variant, reason, architectures, sources, stamp }
    const result = await makeBuild(root, wanted, libtorch, nvcc, env)
    writeJson(path.join(build, buildName(libtorch), 'native.json'), result)
    writeJson(path.join(build, 'native.json'), result)
    return result
  })
}

module.exports = { ensureNative, jobCount }
