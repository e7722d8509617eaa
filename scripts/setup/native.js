'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { chooseVariant, isCuda, requireNvcc } = require('./cuda')
const { diagnose } = require('./diagnose')
const { SetupError } = require('./errors')
const { listFiles, makeFolder, readJson, stampOf, writeJson } = require('./files')
const { ensureLibtorch } = require('./libtorch')
const { withLock } = require('./lock')
const { secondsSince, step } = require('./log')
const { ROOT } = require('./paths')
const { packageFile, run } = require('./process')
const { checkToolchain } = require('./toolchain')

/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** @typedef {import('./cuda').Nvcc} Nvcc */

/**
 * What build/native.json, and the one in each build's folder, hold; paths are relative to the
 * package's folder.
 * @typedef {object} NativeBuild
 * @property {string} addon
 * @property {string} ops
 * @property {string} libtorch
 * @property {string} version
 * @property {string} variant
 * @property {string} reason why this variant was built
 * @property {string | null} architectures CMake's list of what the CUDA kernels were compiled for
 * @property {string} sources fingerprint of the native sources
 * @property {string} stamp fingerprint of all that the build depends on
 */

/** Environment variables that change what is built. */
const BUILD_VARIABLES = ['ISBE_BUILD_TYPE', 'CXX', 'CXXFLAGS', 'LDFLAGS']
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

/**
 * @param {string} root
 * @returns {{ folder: string, version: string }}
 */
function nodeAddonApi(root) {
  const file = packageFile(root, 'node-addon-api', 'package.json')
  return { folder: path.dirname(file), version: JSON.parse(fs.readFileSync(file, 'utf8')).version }
}

/** @param {string} root */
function sourceStamp(root) {
  return stampOf(root, [...listFiles(path.join(root, 'native')), path.join(root, 'CMakeLists.txt')])
}

/**
 * @param {string} root
 * @param {string} sources
 * @param {Libtorch} libtorch
 * @param {Nvcc | null} nvcc
 * @param {NodeJS.ProcessEnv} env
 */
function nativeStamp(root, sources, libtorch, nvcc, env) {
  const variables = BUILD_VARIABLES.map(name => `${name}=${env[name] ?? ''}`)
  return stampOf(
    root,
    [],
    [
      sources,
      libtorch.root,
      libtorch.version,
      nodeAddonApi(root).version,
      process.arch,
      ...variables,
      ...(nvcc ? [nvcc.path, nvcc.release, nvcc.architectures] : []),
    ],
  )
}

/** @param {Libtorch} libtorch */
const buildName = ({ variant, version }) => `${variant}-${version}`

/**
 * The build in use if it is the one wanted, or else the wanted one, then in use, where an earlier
 * run left it.
 * @param {string} root
 * @param {string} name folder of the wanted build in build/
 * @param {string} stamp
 * @returns {NativeBuild | null}
 */
function currentBuild(root, name, stamp) {
  const inUse = path.join(root, 'build/native.json')
  for (const file of [inUse, path.join(root, 'build', name, 'native.json')]) {
    const build = /** @type {NativeBuild | null} */ (readJson(file))
    if (build?.stamp !== stamp) continue
    if (![build.addon, build.ops].every(made => fs.existsSync(path.resolve(root, made)))) continue
    if (file !== inUse) writeJson(inUse, build)
    return build
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
 * Builds the addon, unless the one that is there was built from the same sources, libtorch and
 * settings: then nothing is started at all. Each variant keeps its own build.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<NativeBuild>}
 * @throws {SetupError}
 */
async function ensureNative({ root = ROOT, env = process.env } = {}) {
  const { libtorch, reason } = await wantedLibtorch(env)
  const nvcc = isCuda(libtorch.variant) ? await requireNvcc(libtorch.variant, env) : null
  const sources = sourceStamp(root)
  const stamp = nativeStamp(root, sources, libtorch, nvcc, env)
  const current = currentBuild(root, buildName(libtorch), stamp)
  if (current) return current
  const build = makeFolder(path.join(root, 'build'))
  return withLock(path.join(build, '.lock-native'), 'the native build', async () => {
    const meanwhile = currentBuild(root, buildName(libtorch), stamp)
    if (meanwhile) return meanwhile
    const folder = await compile(root, libtorch, nvcc, reason, env)
    /** @type {NativeBuild} */
    const result = {
      addon: requireBuilt(root, path.join(folder, 'isbe_torch.node')),
      ops: requireBuilt(root, path.join(folder, 'libisbe_ops.so')),
      libtorch: libtorch.root,
      version: libtorch.version,
      variant: libtorch.variant,
      reason,
      architectures: nvcc && nvcc.architectures,
      sources,
      stamp,
    }
    writeJson(path.join(build, buildName(libtorch), 'native.json'), result)
    writeJson(path.join(build, 'native.json'), result)
    return result
  })
}

module.exports = { ensureNative, jobCount }
