'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { withBar } = require('./bar')
const { SetupError } = require('./errors')
const { listFiles } = require('./files')
const { step } = require('./log')
const { requirePinned } = require('./pinned')
const { findTool, run } = require('./process')

/** @typedef {{ folder: string, env: NodeJS.ProcessEnv }} Place `folder` is empty */

/** A wheel for any Python will do: its libraries do not depend on it. */
const OTHER_PYTHON = ['--python-version', '3.12']
const UNITS = /** @type {Record<string, number>} */ ({ kB: 1e3, MB: 1e6, GB: 1e9 })

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
 * @param {string} output of pip so far
 * @returns {number} bytes of everything that it has begun to download
 */
function announcedBytes(output) {
  const sizes = [...output.matchAll(/Downloading .* \((\d+(?:\.\d+)?) (kB|MB|GB)\)/g)]
  return sizes.reduce((sum, [, size, unit]) => sum + Number(size) * (UNITS[String(unit)] ?? 1), 0)
}

/**
 * Runs pip with a bar: pip shows its own on terminals alone. What it downloads goes to `folder` at
 * once, not to /tmp, which is often memory, and leaves no second copy in pip's cache.
 * @param {string} python
 * @param {readonly string[]} args
 * @param {Place} place
 */
async function runPip(python, args, { folder, env }) {
  const temporary = path.join(folder, '.pip')
  fs.mkdirSync(temporary, { recursive: true })
  let output = ''
  const measure = () => ({ done: bytesIn(folder), total: announcedBytes(output) })
  const result = await withBar('downloading', measure, () =>
    run(python, ['-m', 'pip', 'download', '--no-cache-dir', ...args, '-d', folder], {
      env: { ...env, TMPDIR: temporary },
      onOutput: text => {
        output += text
      },
    }),
  )
  fs.rmSync(temporary, { recursive: true, force: true })
  return result
}

/**
 * @param {string} folder
 * @returns {number} bytes of the files in it, as far as they stay where they are meanwhile
 */
function bytesIn(folder) {
  try {
    const sizes = listFiles(folder).map(file => fs.statSync(file, { throwIfNoEntry: false })?.size)
    return sizes.reduce((/** @type {number} */ sum, size) => sum + (size ?? 0), 0)
  } catch {
    return 0
  }
}

/**
 * @param {string} python
 * @param {readonly string[]} wanted requirements, and options before them
 * @param {Place} place
 */
async function pipDownload(python, wanted, place) {
  const args = ['--only-binary=:all:', '--retries', '2', ...wanted]
  const result = await runPip(python, args, place)
  if (result.code === 0 || !/No matching distribution/.test(result.output)) return result
  return runPip(python, [...args, ...OTHER_PYTHON], place)
}

/** @param {string} folder */
const wheelsIn = folder =>
  fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.whl'))
    .map(name => path.join(folder, name))

/**
 * Downloads the Python wheel of torch, which holds libtorch. pip compares its SHA-256 with the
 * index's; it is compared with the pinned one where there is one.
 * @param {readonly string[]} specifiers what to ask for: the first that is there
 * @param {Place} place
 * @returns {Promise<string>} path of the wheel
 */
async function downloadWheel(specifiers, place) {
  const python = await findPip(place.env)
  let reason = ''
  for (const specifier of specifiers) {
    step(`downloading the wheel of ${specifier.replace(/=+/, ' ')} with pip`)
    const { code, output } = await pipDownload(python, ['--no-deps', specifier], place)
    const [wheel] = wheelsIn(place.folder)
    if (code === 0 && wheel) {
      await requirePinned(wheel)
      return wheel
    }
    reason = reason || pipReason(output)
  }
  const wanted = (specifiers[0] ?? '').replace(/=+/, ' ')
  throw new SetupError(`pip cannot download ${wanted} (${reason})`)
}

/**
 * Downloads the wheel of a program.
 * @param {string} requirement
 * @param {Place} place
 * @returns {Promise<string>} path of the wheel
 */
async function downloadTool(requirement, place) {
  const python = await findPip(place.env)
  const { code, output } = await pipDownload(python, ['--no-deps', requirement], place)
  const [wheel] = wheelsIn(place.folder)
  if (code === 0 && wheel) return wheel
  throw new SetupError(`pip cannot download ${requirement} (${pipReason(output)})`)
}

/**
 * Downloads packages of NVIDIA's libraries, and what these name.
 * @param {readonly string[]} requirements
 * @param {Place} place
 * @returns {Promise<string[]>} paths of the wheels
 */
async function downloadNvidia(requirements, place) {
  step(`downloading ${requirements.length} packages of NVIDIA's libraries with pip`)
  const python = await findPip(place.env)
  const { code, output } = await pipDownload(python, requirements, place)
  if (code === 0) return wheelsIn(place.folder)
  throw new SetupError(`pip cannot download NVIDIA's libraries (${pipReason(output)})`)
}

module.exports = { downloadNvidia, downloadTool, downloadWheel, findPip, pipReason }
