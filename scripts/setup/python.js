'use strict'

const { inspectLibtorch } = require('./inspect')
const { findTool, run } = require('./process')

/** @typedef {{ root: string, version: string, variant: string, python: string }} PythonTorch */

/** Where Python's torch lies, without the seconds that its import takes. */
const ASK = `
import importlib.util
spec = importlib.util.find_spec('torch')
print(spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else '')
`

/**
 * The torch of the Python on PATH, which holds a libtorch that LIBTORCH can name.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [variant] the only one that will do
 * @returns {Promise<PythonTorch | null>} null also when this package does not support its version
 */
async function findPythonTorch(env, variant) {
  const python = findTool('python3', env)
  if (!python) return null
  const { code, stdout } = await run(python, ['-c', ASK], { env })
  const root = stdout.trim()
  if (code !== 0 || !root) return null
  try {
    const libtorch = inspectLibtorch(root, root)
    return variant === undefined || libtorch.variant === variant ? { ...libtorch, python } : null
  } catch {
    return null
  }
}

module.exports = { findPythonTorch }
