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
  const lines = output
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  const reason = lines.findLast(line => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'no output'
  return reason
    .replace(/^ERROR: */, '')
    .replace(/\.$/, '')
    .slice(0, 200)
}

/**
 * @param {string} python
 * @param {readonly string[]} wanted requirements, and options before them
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options
 */
async function pipDownload(python, wanted, { folder, env }) {
  const command = [
    '-m',
    'pip',
    'download',
    '--only-binary=:all:',
    '--retries',
    '2',
    ...wanted,
    '-d',
    folder,
  ]
  const result = await run(python, command, { env })
  if (result.code === 0 || !/No matching distribution/.test(result.output)) return result
  return run(python, [...command, ...OTHER_PYTHON], { env })
}

/**
 * Downloads the Python wheel of torch, which holds libtorch.
 * @param {readonly string[]} specifiers what to ask for: the first that is there
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options `folder` is empty
 * @returns {Promise<string>} path of the wheel
 */
async function downloadWheel(specifiers, { folder, env }) {
  const python = await findPip(env)
  let reason = ''
  for (const specifier of specifiers) {
    step(`downloading the wheel of ${specifier.replace(/=+/, ' ')} with pip`)
    const { code, output } = await pipDownload(python, ['--no-deps', specifier], { folder, env })
    const wheel = fs.readdirSync(folder).find(name => name.endsWith('.whl'))
    if (code === 0 && wheel) return path.join(folder, wheel)
    reason = reason || pipReason(output)
  }
  const wanted = (specifiers[0] ?? '').replace(/=+/, ' ')
  throw new SetupError(`pip cannot download ${wanted} (${reason})`)
}

/**
 * Downloads the wheel of a program.
 * @param {string} requirement
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options `folder` is empty
 * @returns {Promise<string>} path of the wheel
 */
async function downloadTool(requirement, { folder, env }) {
  const { code, output } = await pipDownload(await findPip(env), ['--no-deps', requirement], {
    folder,
    env,
  })
  const wheel = fs.readdirSync(folder).find(name => name.endsWith('.whl'))
  if (code === 0 && wheel) return path.join(folder, wheel)
  throw new SetupError(`pip cannot download ${requirement} (${pipReason(output)})`)
}

/**
 * Downloads NVIDIA's libraries that a CUDA wheel of torch names, and what these name.
 * @param {string} metadata of the wheel
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options `folder` is empty
 * @returns {Promise<string[]>} paths of the wheels
 */
async function downloadNvidia(metadata, { folder, env }) {
  const requirements = [...metadata.matchAll(/^Requires-Dist: ((?:nvidia|cuda-toolkit)\S*)(.*)$/gm)]
    .filter(([, , rest]) => !/\bextra\b/.test(rest ?? ''))
    .map(([, name]) => String(name).replace(/;$/, ''))
  step(`downloading ${requirements.length} packages of NVIDIA's libraries with pip: gigabytes`)
  const python = await findPip(env)
  const { code, output } = await pipDownload(python, requirements, { folder, env })
  if (code !== 0)
    throw new SetupError(`pip cannot download NVIDIA's libraries (${pipReason(output)})`)
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.whl'))
    .map(name => path.join(folder, name))
}

module.exports = { downloadNvidia, downloadTool, downloadWheel, findPip, pipReason }
