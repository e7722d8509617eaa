'use strict'

const path = require('node:path')
const { run } = require('./process')

/** @typedef {import('./load').Loadable} Loadable */
/**
 * @typedef {object} Loaded what an addon says of itself
 * @property {string} version of libtorch
 * @property {number} threads
 * @property {string} capability vector instructions of libtorch's kernels
 * @property {number} devices of CUDA
 */

const PROGRAM = `
const [loader, root, build] = process.argv.slice(1)
const addon = require(loader).loadAddon(root, JSON.parse(build))
console.log(JSON.stringify({
  version: addon.torchVersion().join('.'),
  threads: addon.numThreads(),
  capability: addon.cpuCapability(),
  devices: addon.cudaIsBuilt() ? addon.cudaDeviceCount() : 0,
}))
`

/**
 * Loads a build in a process of its own, which a library that does not fit may crash.
 * @param {string} root
 * @param {Loadable} build
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Loaded | { error: string }>}
 */
async function probeBuild(root, build, env = process.env) {
  const args = ['-e', PROGRAM, path.join(__dirname, 'load.js'), root, JSON.stringify(build)]
  const { code, signal, stdout, output } = await run(process.execPath, args, { env })
  if (code === 0) return /** @type {Loaded} */ (JSON.parse(stdout))
  if (signal) return { error: `it ends with ${signal}` }
  const lines = output.split('\n').map(line => line.trim())
  const error = lines.find(line => /^(\w*Error|Error): /.test(line)) ?? lines.find(Boolean)
  return { error: (error ?? `exit status ${code}`).replace(/^\w*Error: /, '') }
}

module.exports = { probeBuild }
