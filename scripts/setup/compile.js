'use strict'

// The native build proper: CMake by way of cmake-js, its progress, and who compiles how much at once.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { withLine } = require('./bar')
const { diagnose } = require('./diagnose')
const { SetupError } = require('./errors')
const { makeFolder, readJson, stampOf, writeJson } = require('./files')
const { secondsSince, step } = require('./log')
const { findTool, packageFile, run } = require('./process')
const { timingsFile } = require('./timings')
const { checkToolchain } = require('./toolchain')

/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** @typedef {import('./cuda').Nvcc} Nvcc */

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
  fs.rmSync(timingsFile(folder), { force: true })
  writeJson(keyFile, key)
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
 * What CMake starts compilers with: a clock, and ccache where it is installed.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} options of cmake-js
 */
function launcherSettings(folder, env) {
  const cache = env.CMAKE_CXX_COMPILER_LAUNCHER || findTool('ccache', env)
  const clock = ['sh', path.join(__dirname, 'timed.sh'), timingsFile(folder)]
  const launcher = [...clock, ...(cache ? [cache] : [])].join(';')
  return [
    `--CDCMAKE_CXX_COMPILER_LAUNCHER=${launcher}`,
    `--CDCMAKE_CUDA_COMPILER_LAUNCHER=${launcher}`,
  ]
}

/**
 * @param {string} text what CMake's generator printed: `[12/55] …` or `[ 12%] …`, several times
 * @returns {{ done: number, total: number, unit: string } | null}
 */
function progressOf(text) {
  const [, done, of, total] =
    [...text.matchAll(/^\[ *(\d+)(\/(\d+)|%)\]/gm)].at(-1)?.map(String) ?? []
  if (!of) return null
  return of === '%'
    ? { done: Number(done), total: 100, unit: '%' }
    : { done: Number(done), total: Number(total), unit: `of ${total} files` }
}

/**
 * @param {string} text as progressOf's
 * @param {number} elapsed seconds
 * @returns {string | null} like `compiling: 12 of 55 files, 61 s left`; null: nothing is done yet
 */
function progressText(text, elapsed) {
  const progress = progressOf(text)
  if (!progress || progress.done === 0) return null
  const { done, total, unit } = progress
  const left = Math.round((elapsed * (total - done)) / done)
  return `compiling: ${done} ${unit}, ${left} s left`
}

/**
 * Compiles with CMake.
 * @param {string} root
 * @param {{ folder: string, libtorch: Libtorch, nvcc: Nvcc | null, addonApi: string, what: string,
 *   target?: string, settings?: readonly string[], env: NodeJS.ProcessEnv }} options `folder`: of the
 *   build; `what` is compiled, in words; `target`: CMake's, all of the default ones when there is
 *   none; `settings`: more options of cmake-js
 * @returns {Promise<string>} folder with the libraries
 * @throws {SetupError}
 */
async function compile(root, options) {
  const { folder, libtorch, nvcc, addonApi, what, target, env } = options
  const type = buildType(env)
  const tools = await checkToolchain(env)
  makeFolder(folder)
  const program = packageFile(root, 'cmake-js', 'bin/cmake-js')
  const settings = [
    ...['--directory', root, '--out', folder, '--config', type],
    ...['--generator', tools.generator, '--cmake-path', tools.cmake],
    ...['--cc', tools.compiler, '--cxx', tools.compiler],
    `--CDISBE_LIBTORCH=${libtorch.root}`,
    `--CDISBE_NODE_ADDON_API=${addonApi}`,
    ...launcherSettings(folder, env),
    ...cudaSettings(nvcc, tools.compiler),
    ...(options.settings ?? []),
  ]
  dropOldConfiguration(folder, stampOf(root, [], [program, ...settings]))
  const jobs = jobCount(env)
  step(`compiling ${what} with ${jobs} job${jobs > 1 ? 's' : ''}`)
  const start = performance.now()
  const args = [program, 'build', ...settings, '--parallel', String(jobs)]
  if (target) args.push('--target', target)
  let printed = ''
  const { code, output } = await withLine(
    elapsed => progressText(printed, elapsed),
    () =>
      run(process.execPath, args, {
        cwd: root,
        // Objects in the cache serve checkouts in any folder.
        env: { CCACHE_BASEDIR: root, CCACHE_NOHASHDIR: '1', ...env },
        onOutput: text => (printed += text),
      }),
  )
  if (code !== 0) {
    const [problem, advice] = diagnose(output, libtorch)
    throw new SetupError(problem, advice, output)
  }
  step(`built ${what} in ${secondsSince(start)}`)
  return path.join(folder, type)
}

module.exports = { compile, jobCount, progressText }
