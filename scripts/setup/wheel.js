'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { step } = require('./log')
const { findTool, run } = require('./process')

/** A wheel for any Python will do: its libraries do not depend on it. */
const OTHER_PYTHON = ['--python-version', '3.12']

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} path of a Python that has pip
 */
async function findPip(env) {
  const python = findTool('python3', env)
  if (!python) throw new SetupError('python3 is not on PATH', 'Install Python 3 with pip')
  const { code } = await run(python, ['-m', 'pip', '--version'], { env })
  if (code !== 0) throw new SetupError(`${python} has no pip`, 'Install pip for it')
  return python
}

/**
 * @param {string} output of pip
 * @returns {string} the line that tells most
 */
function pipReason(output) {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean)
  const reason = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'no output'
  return reason.replace(/^ERROR: */, '').replace(/\.$/, '').slice(0, 200)
}

/**
 * Downloads the Python wheel of torch, which holds libtorch.
 * @param {string} version
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options `folder` is empty
 * @returns {Promise<string>} path of the wheel
 */
async function downloadWheel(version, { folder, env }) {
  const python = await findPip(env)
  step(`downloading the wheel of torch ${version} with pip`)
  const command = [
    '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--retries', '2',
    `torch==${version}`, '-d', folder,
  ]
  let result = await run(python, command, { env })
  if (result.code !== 0 && /No matching distribution/.test(result.output)) {
    result = await run(python, [...command, ...OTHER_PYTHON], { env })
  }
  const wheel = fs.readdirSync(folder).find((name) => name.endsWith('.whl'))
  if (result.code !== 0 || !wheel) {
    throw new SetupError(`pip cannot download torch ${version} (${pipReason(result.output)})`)
  }
  return path.join(folder, wheel)
}

module.exports = { downloadWheel, findPip, pipReason }
