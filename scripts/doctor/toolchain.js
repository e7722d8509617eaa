'use strict'

const { CUDA_VARIANT, findNvcc, hasDriver } = require('../setup/cuda')
const { findTool, run } = require('../setup/process')
const { findCmake, findCompiler, findGenerator, requireCxx20 } = require('../setup/toolchain')
const { failed, ok, problem, warning } = require('./check')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */

/**
 * @param {string} name
 * @param {() => Promise<string>} work what was found
 * @param {boolean} built a native build is there: the tool is needed for another one alone
 * @returns {Promise<Check>}
 */
async function checkTool(name, work, built) {
  try {
    return ok(name, await work())
  } catch (error) {
    return failed(name, error, built ? warning : problem)
  }
}

/**
 * What compiling takes; nobody with a native build needs it.
 * @param {Host} host
 * @param {boolean} built
 * @returns {Promise<Check[]>}
 */
async function checkToolchain({ env }, built) {
  const compiler = async () => {
    const file = findCompiler(env)
    await requireCxx20(file, env)
    const { stdout } = await run(file, ['--version'], { env })
    return stdout.split('\n')[0] || file
  }
  const cmake = async () => {
    const { path, version } = await findCmake(env)
    return `${version} (${path}), ${findGenerator(env)}`
  }
  return [await checkTool('compiler', compiler, built), await checkTool('CMake', cmake, built)]
}

/**
 * @param {string} text
 * @returns {number} like 13.0
 */
const major = text => Number.parseInt(text)

/**
 * The newest CUDA that the driver supports.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>} like `13.0`; null: it does not say
 */
async function driverCuda(env) {
  const smi = findTool('nvidia-smi', env)
  if (!smi) return null
  const { stdout } = await run(smi, [], { env })
  return /CUDA Version:\s*(\d+\.\d+)/.exec(stdout)?.[1] ?? null
}

/**
 * Driver, toolkit and libtorch have to go together.
 * @param {Host} host
 * @param {{ variant: string } | null} libtorch
 * @param {readonly string[]} [driverFiles]
 * @returns {Promise<Check>}
 */
async function checkCuda({ env }, libtorch, driverFiles) {
  const variant = libtorch?.variant ?? 'cpu'
  const driver = hasDriver(driverFiles)
  const supported = driver ? await driverCuda(env) : null
  const nvcc = findNvcc(env)
  const toolkit = nvcc && (await run(nvcc, ['--version'], { env })).stdout
  const release = toolkit && (/release (\d+\.\d+)/.exec(toolkit)?.[1] ?? 'unknown')
  const found = [
    driver ? `an NVIDIA driver${supported ? ` for CUDA ${supported}` : ''}` : 'no NVIDIA driver',
    release ? `toolkit ${release}` : 'no toolkit',
    `libtorch ${variant}`,
  ].join(', ')
  const [, wanted] = /^cu(\d+)\d$/.exec(variant) ?? []
  if (wanted && !driver) {
    return warning(
      'CUDA',
      found,
      'Install the NVIDIA driver, or use the CPU build: ISBE_CUDA=cpu npx isbe setup',
    )
  }
  if (wanted && supported && major(supported) < Number(wanted)) {
    return problem(
      'CUDA',
      `${found}: the driver is too old for CUDA ${wanted}`,
      'Install a newer NVIDIA driver',
    )
  }
  if (wanted && release && major(release) !== Number(wanted)) {
    return warning(
      'CUDA',
      `${found}: nvcc cannot compile for it`,
      `Install the CUDA toolkit ${wanted}, or set CUDA_HOME to one`,
    )
  }
  if (!wanted && driver) {
    return warning(
      'CUDA',
      `${found}: the GPU is not used`,
      `Run \`npx isbe setup --cuda\` (${CUDA_VARIANT}; needs the toolkit), or set ISBE_CUDA=cpu to leave it`,
    )
  }
  return ok('CUDA', found)
}

module.exports = { checkCuda, checkToolchain }
