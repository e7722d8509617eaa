'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
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

/**
 * What build/native.json holds; paths are relative to the package's folder.
 * @typedef {object} NativeBuild
 * @property {string} addon
 * @property {string} ops
 * @property {string} libtorch
 * @property {string} version
 * @property {string} variant
 * @property {string} stamp
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
    `ISBE_BUILD_TYPE='${type}': expected ${BUILD_TYPES.join(', ')}`, 'Set it to one of these',
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

/**
 * @param {string} root
 * @param {Libtorch} libtorch
 * @param {NodeJS.ProcessEnv} env
 */
function nativeStamp(root, libtorch, env) {
  const files = [...listFiles(path.join(root, 'native')), path.join(root, 'CMakeLists.txt')]
  const variables = BUILD_VARIABLES.map((name) => `${name}=${env[name] ?? ''}`)
  return stampOf(root, files, [
    libtorch.root, libtorch.version, nodeAddonApi(root).version, process.arch, ...variables,
  ])
}

/**
 * @param {string} root
 * @param {string} stamp
 * @returns {NativeBuild | null} the build that is there, if it is the one wanted
 */
function currentBuild(root, stamp) {
  const build = /** @type {NativeBuild | null} */ (readJson(path.join(root, 'build/native.json')))
  if (build?.stamp !== stamp) return null
  const files = [build.addon, build.ops].map((file) => path.resolve(root, file))
  return files.every((file) => fs.existsSync(file)) ? build : null
}

/**
 * cmake-js configures only where there is no cache, and a cache also remains of a configuration
 * that failed. CMake itself looks after a changed CMakeLists.txt.
 * @param {string} folder
 * @param {string} key everything that a configuration depends on
 */
function dropOldConfiguration(folder, key) {
  const keyFile = path.join(folder, 'isbe-configuration.json')
  const recipes = ['build.ninja', 'Makefile'].map((name) => path.join(folder, name))
  const complete = recipes.some((file) => fs.existsSync(file))
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
 * @param {string} root
 * @param {Libtorch} libtorch
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} folder with the libraries
 */
async function compile(root, libtorch, env) {
  const type = buildType(env)
  const tools = await checkToolchain(env)
  const folder = path.join(root, 'build', `${libtorch.variant}-${libtorch.version}`)
  makeFolder(folder)
  const program = packageFile(root, 'cmake-js', 'bin/cmake-js')
  const settings = [
    '--directory', root, '--out', folder, '--config', type, '--generator', tools.generator,
    '--cmake-path', tools.cmake, '--cc', tools.compiler, '--cxx', tools.compiler,
    `--CDISBE_LIBTORCH=${libtorch.root}`, `--CDISBE_NODE_ADDON_API=${nodeAddonApi(root).folder}`,
  ]
  dropOldConfiguration(folder, stampOf(root, [], [program, ...settings]))
  const jobs = jobCount(env)
  step(`compiling the native addon with ${jobs} job${jobs > 1 ? 's' : ''}: minutes the first time`)
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
 * Builds the addon, unless the one that is there was built from the same sources, libtorch and
 * settings: then nothing is started at all.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<NativeBuild>}
 * @throws {SetupError}
 */
async function ensureNative({ root = ROOT, env = process.env } = {}) {
  const libtorch = await ensureLibtorch({ env })
  const stamp = nativeStamp(root, libtorch, env)
  const current = currentBuild(root, stamp)
  if (current) return current
  const build = makeFolder(path.join(root, 'build'))
  return withLock(path.join(build, '.lock-native'), 'the native build', async () => {
    const meanwhile = currentBuild(root, stamp)
    if (meanwhile) return meanwhile
    const folder = await compile(root, libtorch, env)
    /** @type {NativeBuild} */
    const result = {
      addon: requireBuilt(root, path.join(folder, 'isbe_torch.node')),
      ops: requireBuilt(root, path.join(folder, 'libisbe_ops.so')),
      libtorch: libtorch.root, version: libtorch.version, variant: libtorch.variant, stamp,
    }
    writeJson(path.join(build, 'native.json'), result)
    return result
  })
}

module.exports = { ensureNative, jobCount }
