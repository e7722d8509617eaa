'use strict'

// What is in a library for GPUs: NVIDIA's cuobjdump, and its answers.
const fs = require('node:fs')
const path = require('node:path')
const { findNvcc } = require('./cuda')
const { SetupError } = require('./errors')
const { makeFolder, withTemporaryFolder } = require('./files')
const { homeFolder } = require('./paths')
const { findTool, run } = require('./process')
const { downloadTool } = require('./wheel')
const { withZip } = require('./zip')

/** @typedef {{ name: string, registers: number, stack: number, shared: number }} Kernel */

const WHEEL = 'nvidia-cuda-cuobjdump>=13,<14'
const INSIDE = 'nvidia/cu13/bin/cuobjdump'

/**
 * The toolkit's, or that of NVIDIA's Python package, which a small toolkit lacks.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 * @throws {SetupError}
 */
async function findCuobjdump(env) {
  const nvcc = findNvcc(env)
  const beside = nvcc && path.join(path.dirname(fs.realpathSync(nvcc)), 'cuobjdump')
  const found = [beside, 'cuobjdump']
    .filter(name => name !== null)
    .map(name => findTool(name, env))
    .find(Boolean)
  if (found) return found
  const tools = makeFolder(path.join(homeFolder(env), 'tools'), 'ISBE_HOME')
  const installed = path.join(tools, INSIDE)
  if (fs.existsSync(installed)) return installed
  await withTemporaryFolder(
    path.join(tools, '.wheel'),
    async folder => {
      const wheel = await downloadTool(WHEEL, { folder, env })
      await withZip(wheel, zip => zip.extract(tools, name => name === INSIDE))
      fs.chmodSync(installed, 0o755)
    },
    'ISBE_HOME',
  )
  return installed
}

/**
 * @param {string} cuobjdump
 * @param {readonly string[]} args
 * @returns {Promise<string>}
 */
async function ask(cuobjdump, args) {
  const { code, stdout, output } = await run(cuobjdump, args)
  if (code !== 0) throw new SetupError(`${cuobjdump} ${args[0]} failed`, undefined, output)
  return stdout
}

/**
 * @param {readonly string[]} names mangled
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[]>} without what all kernels share
 */
async function plainNames(names, env) {
  const tool = findTool('c++filt', env)
  if (!tool) return [...names]
  const { stdout } = await run(tool, names, { env })
  return stdout
    .trim()
    .split('\n')
    .map(line =>
      line
        .replace(
          /isbe::loss::cuda::|\(anonymous namespace\)::|_GLOBAL__N_[^:]*::|\((bool|int)\)|^void /g,
          '',
        )
        .replace(/\(.*\)$/, ''),
    )
}

/**
 * The kernels of a library for each architecture that it has machine code for, and whether it has
 * PTX for later ones.
 * @param {string} library
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ kernels: Map<string, Kernel[]>, ptx: string[] }>}
 */
async function kernelsIn(library, env = process.env) {
  const cuobjdump = await findCuobjdump(env)
  const ptx = [...(await ask(cuobjdump, ['-lptx', library])).matchAll(/\.(sm_\d+)\.ptx/g)].map(
    ([, name]) => String(name),
  )
  /** @type {Map<string, Kernel[]>} */
  const kernels = new Map()
  for (const part of (await ask(cuobjdump, ['-res-usage', library]))
    .split('Fatbin elf code:')
    .slice(1)) {
    const architecture = /arch = (sm_\d+)/.exec(part)?.[1]
    if (!architecture) continue
    const found = [...part.matchAll(/Function (\S+):\s+REG:(\d+) STACK:(\d+) SHARED:(\d+)/g)]
    const names = await plainNames(
      found.map(([, name]) => String(name)),
      env,
    )
    kernels.set(
      architecture,
      found
        .map(([, , registers, stack, shared], index) => ({
          name: String(names[index]),
          registers: Number(registers),
          stack: Number(stack),
          shared: Number(shared),
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    )
  }
  return { kernels, ptx: [...new Set(ptx)] }
}

module.exports = { findCuobjdump, kernelsIn }
