'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { SetupError } = require('./errors')
const { withTemporaryFolder } = require('./files')
const { findTool, run } = require('./process')

const OLDEST_CMAKE = [3, 18]
const COMPILERS = ['c++', 'g++', 'clang++']

const CXX20_PROGRAM = `#include <compare>
#include <concepts>
#include <span>
#if __cplusplus < 202002L
#error not C++20
#endif
int main() { return 0; }
`

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ path: string, version: string }>}
 */
async function findCmake(env = process.env) {
  const wanted = `CMake ${OLDEST_CMAKE.join('.')} or newer`
  const file = findTool('cmake', env)
  if (!file) {
    throw new SetupError(`cmake is not on PATH: expected ${wanted}`, 'Install it (package cmake)')
  }
  const { stdout } = await run(file, ['--version'], { env })
  const version = /version (\d+\.\d+[.\d]*)/.exec(stdout)?.[1]
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_CMAKE
  if (!version || major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupError(
      `${file} is CMake ${version ?? 'of an unknown version'}: expected ${wanted}`,
      'Install a newer CMake and put it first on PATH',
    )
  }
  return { path: file, version }
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} path of the C++ compiler: CXX if it is set, else what CMake would take
 */
function findCompiler(env = process.env) {
  if (env.CXX) {
    const file = findTool(env.CXX, env)
    if (file) return file
    throw new SetupError(
      `CXX='${env.CXX}' is no program on PATH: expected one C++20 compiler without options`,
      'Set CXX to its path, or unset it (CMAKE_CXX_COMPILER_LAUNCHER is for ccache)',
    )
  }
  for (const name of COMPILERS) {
    const file = findTool(name, env)
    if (file) return file
  }
  throw new SetupError(
    `no C++ compiler on PATH: expected one of ${COMPILERS.join(', ')} with C++20`,
    'Install one (package g++ or clang)',
  )
}

/**
 * @param {string} compiler
 * @param {NodeJS.ProcessEnv} env
 */
function requireCxx20(compiler, env) {
  return withTemporaryFolder(path.join(os.tmpdir(), 'isbe-torch'), async folder => {
    const source = path.join(folder, 'probe.cpp')
    fs.writeFileSync(source, CXX20_PROGRAM)
    const { code, output } = await run(compiler, ['-std=c++20', '-fsyntax-only', source], { env })
    if (code === 0) return
    const { stdout } = await run(compiler, ['--version'], { env })
    throw new SetupError(
      `${compiler} (${stdout.split('\n')[0] || 'unknown'}) cannot compile C++20`,
      'Install GCC 11 or Clang 14, or newer, or set CXX to one',
      output,
    )
  })
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} name of CMake's generator
 */
function findGenerator(env = process.env) {
  if (findTool('ninja', env)) return 'Ninja'
  if (findTool('make', env)) return 'Unix Makefiles'
  throw new SetupError(
    'neither ninja nor make is on PATH: expected one of them',
    'Install one (package ninja-build or make)',
  )
}

/**
 * Everything that a native build needs from the machine.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ cmake: string, compiler: string, generator: string }>}
 * @throws {SetupError} naming the tool that is missing or too old
 */
async function checkToolchain(env = process.env) {
  const cmake = await findCmake(env)
  const compiler = findCompiler(env)
  await requireCxx20(compiler, env)
  return { cmake: cmake.path, compiler, generator: findGenerator(env) }
}

module.exports = { checkToolchain, findCmake, findCompiler, findGenerator, requireCxx20 }
