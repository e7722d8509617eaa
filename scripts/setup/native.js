'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { compile } = require('./compile')
const { chooseVariant, isCuda, requireNvcc } = require('./cuda')
const { SetupError } = require('./errors')
const { makeFolder, readJson, writeJson } = require('./files')
const { ensureLibtorch } = require('./libtorch')
const { withLock } = require('./lock')
const { ROOT, isDependency } = require('./paths')
const { nativeStamp, nodeAddonApi, sourceStamp, testingStamp } = require('./stamp')
const { LIBRARIES, fromCache, fromPrebuilt, keepInCache } = require('./stored')

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

/** What is made of the sources that tests alone need. */
const TESTING_LIBRARY = 'libisbe_ops_testing.so'

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
 * @param {string} root
 * @param {Libtorch} libtorch
 * @param {Nvcc | null} nvcc
 * @param {{ what: string, target?: string, env: NodeJS.ProcessEnv }} options as compile's
 * @returns {Promise<string>} folder with the libraries
 */
function compileIn(root, libtorch, nvcc, options) {
  const folder = path.join(root, 'build', buildName(libtorch))
  return compile(root, { folder, libtorch, nvcc, addonApi: nodeAddonApi(root).folder, ...options })
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
 * A dependency is not compiled again piece by piece: what CMake leaves beside the libraries is half
 * as much again as the package.
 * @param {string} folder with the libraries
 */
function removeIntermediates(folder) {
  const build = path.dirname(folder)
  for (const name of fs.readdirSync(build)) {
    if (name !== path.basename(folder))
      fs.rmSync(path.join(build, name), { recursive: true, force: true })
  }
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
    (await fromPrebuilt(root, wanted.sources, libtorch, env)) ??
    fromCache(root, name, wanted.stamp, env)
  if (stored) return { ...stored, ...wanted }
  const variant = nvcc
    ? `CUDA (${libtorch.variant}; ${wanted.reason})`
    : `the CPU (${wanted.reason})`
  const what = `the native addon for ${variant}`
  const folder = await compileIn(root, libtorch, nvcc, { what, env })
  const { addon, preload, ops } = LIBRARIES
  const build = {
    addon: requireBuilt(root, path.join(folder, addon)),
    preload: requireBuilt(root, path.join(folder, preload)),
    ops: requireBuilt(root, path.join(folder, ops)),
    ...wanted,
  }
  if (isDependency(root)) removeIntermediates(folder)
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
    const own = makeFolder(path.join(build, buildName(libtorch)))
    writeJson(path.join(own, 'native.json'), result)
    writeJson(path.join(build, 'native.json'), result)
    return result
  })
}

/**
 * Makes the library of what tests alone call, beside the operators that it stands on.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @throws {SetupError}
 */
async function ensureTesting({ root = ROOT, env = process.env } = {}) {
  const build = await ensureNative({ root, env })
  const folder = path.dirname(path.resolve(root, build.ops))
  const record = path.join(folder, 'testing.json')
  const stamp = testingStamp(root, build.stamp)
  if (readJson(record) === stamp && fs.existsSync(path.join(folder, TESTING_LIBRARY))) return
  const { libtorch } = await wantedLibtorch(env)
  const nvcc = isCuda(libtorch.variant) ? await requireNvcc(libtorch.variant, env) : null
  await withLock(path.join(root, 'build/.lock-native'), 'the native build', async () => {
    const options = { what: 'the library of tests', target: 'isbe_ops_testing', env }
    const made = path.join(await compileIn(root, libtorch, nvcc, options), TESTING_LIBRARY)
    requireBuilt(root, made)
    // The operators beside it may have been taken from elsewhere rather than compiled here.
    const wanted = path.join(folder, TESTING_LIBRARY)
    if (made !== wanted) fs.copyFileSync(made, wanted)
    writeJson(record, stamp)
  })
}

module.exports = { ensureNative, ensureTesting }
