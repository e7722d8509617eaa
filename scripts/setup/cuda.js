'use strict'

// Which kind of build is wanted, for the CPU or for CUDA, and the compiler that the latter needs.
const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { findTool, run } = require('./process')

/** @typedef {{ variant: string, reason: string }} Choice `reason`: one line for people */
/** @typedef {{ path: string, release: string, architectures: string }} Nvcc */

/** The CUDA build that is fetched: of CUDA 13.0. */
const CUDA_VARIANT = 'cu130'
const CHOICES = ['auto', 'cpu', CUDA_VARIANT]
/** What a machine with an NVIDIA driver has; the last one under Windows' Linux. */
const DRIVER_FILES = [
  '/proc/driver/nvidia/version',
  '/dev/nvidiactl',
  '/usr/lib/wsl/lib/libcuda.so.1',
]
const TOOLKIT_FOLDERS = ['/usr/local/cuda', '/opt/cuda']
/**
 * The devices that libtorch itself has kernels for, as code for each of these; code for 8.6 also
 * runs on 8.9. Later ones are served by PTX of the last.
 */
const ARCHITECTURES = [75, 80, 86, 90, 100, 120]

/** @param {string} variant */
const isCuda = variant => variant.startsWith('cu')

/** @param {string} variant like `cu130` @returns {string} the major version, like `13` */
const cudaMajor = variant => /^cu(\d+)\d$/.exec(variant)?.[1] ?? ''

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} path of nvcc: CUDA_HOME, CUDA_PATH, PATH, the usual folders
 */
function findNvcc(env) {
  const named = [env.CUDA_HOME, env.CUDA_PATH].filter(folder => folder !== undefined)
  if (named.length > 0) {
    return (
      named.map(folder => findTool(path.resolve(folder, 'bin/nvcc'), env)).find(Boolean) ?? null
    )
  }
  const usual = TOOLKIT_FOLDERS.map(folder => path.join(folder, 'bin/nvcc'))
  return ['nvcc', ...usual].map(name => findTool(name, env)).find(Boolean) ?? null
}

/**
 * @param {string} nvcc
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} like `13.0`; empty when it does not say
 */
async function releaseOf(nvcc, env) {
  const { stdout } = await run(nvcc, ['--version'], { env })
  return /release (\d+\.\d+)/.exec(stdout)?.[1] ?? ''
}

/**
 * @param {readonly string[]} [driverFiles]
 * @returns {boolean} whether this machine has an NVIDIA driver
 */
const hasDriver = (driverFiles = DRIVER_FILES) => driverFiles.some(file => fs.existsSync(file))

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} driverFiles
 * @returns {Promise<Choice>}
 */
async function chooseAutomatically(env, driverFiles) {
  if (!hasDriver(driverFiles)) {
    return { variant: 'cpu', reason: 'no NVIDIA driver on this machine' }
  }
  const nvcc = findNvcc(env)
  if (!nvcc) {
    return { variant: 'cpu', reason: 'an NVIDIA driver is there, but no CUDA toolkit (nvcc)' }
  }
  const release = await releaseOf(nvcc, env)
  if (release.split('.')[0] !== cudaMajor(CUDA_VARIANT)) {
    const found = release || 'an unknown release'
    return { variant: 'cpu', reason: `${nvcc} is of CUDA ${found}, and 13 is needed` }
  }
  return { variant: CUDA_VARIANT, reason: `an NVIDIA driver and ${nvcc} of CUDA ${release}` }
}

/**
 * The build that ISBE_CUDA asks for: `cpu`, `cu130`, or, by default, `auto`: CUDA where a driver
 * and a toolkit are there.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [driverFiles]
 * @returns {Promise<Choice>}
 * @throws {SetupError} for other values
 */
async function chooseVariant(env = process.env, driverFiles = DRIVER_FILES) {
  const wanted = env.ISBE_CUDA || 'auto'
  if (wanted === 'auto') return chooseAutomatically(env, driverFiles)
  if (CHOICES.includes(wanted)) return { variant: wanted, reason: `ISBE_CUDA=${wanted}` }
  throw new SetupError(
    `ISBE_CUDA='${wanted}': expected ${CHOICES.join(', ')}`,
    'Set it to one of these, or unset it',
  )
}

/**
 * @param {string} nvcc
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} CMake's list: machine code for each, and PTX of the newest
 */
async function architecturesFor(nvcc, env) {
  const { stdout } = await run(nvcc, ['--list-gpu-code'], { env })
  const known = [...stdout.matchAll(/sm_(\d+)/g)].map(match => Number(match[1]))
  const asked = env.ISBE_CUDA_ARCHITECTURES?.split(/[ ,;]+/)
    .filter(Boolean)
    .map(Number)
  const missing = asked?.filter(architecture => !known.includes(architecture)) ?? []
  const wanted = (asked ?? ARCHITECTURES).filter(architecture => known.includes(architecture))
  if (missing.length > 0 || wanted.length === 0) {
    throw new SetupError(
      `ISBE_CUDA_ARCHITECTURES='${env.ISBE_CUDA_ARCHITECTURES ?? ''}': expected some of ` +
        `${known.join(', ')}, which ${nvcc} compiles for`,
      'Set it to some of these, such as 80;90, or unset it',
    )
  }
  const newest = Math.max(...wanted)
  return wanted.map(number => (number === newest ? `${number}` : `${number}-real`)).join(';')
}

/**
 * The CUDA compiler for a libtorch of that variant.
 * @param {string} variant
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Nvcc>}
 * @throws {SetupError} when there is none, or one of another major version
 */
async function requireNvcc(variant, env) {
  const major = cudaMajor(variant)
  const advice =
    `Install the CUDA toolkit ${major}, set CUDA_HOME to it, or build for the CPU with ` +
    'ISBE_CUDA=cpu'
  const nvcc = findNvcc(env)
  if (!nvcc) {
    throw new SetupError(
      `a ${variant} build needs nvcc: expected one in CUDA_HOME, CUDA_PATH, PATH or ` +
        `${TOOLKIT_FOLDERS.join(' or ')}, found none`,
      advice,
    )
  }
  const release = await releaseOf(nvcc, env)
  if (release.split('.')[0] !== major) {
    throw new SetupError(
      `${nvcc} is of CUDA ${release || 'an unknown release'}: expected ${major}, as libtorch is ` +
        `a ${variant} build`,
      advice,
    )
  }
  return { path: nvcc, release, architectures: await architecturesFor(nvcc, env) }
}

module.exports = { CUDA_VARIANT, chooseVariant, findNvcc, hasDriver, isCuda, requireNvcc }
