'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { readJson } = require('./files')

/** The version that is downloaded when there is none yet. */
const PINNED_VERSION = '2.13.0'
const OLDEST = [2, 11]
const NEWEST = [2, 14]
const SUPPORTED = `${OLDEST.join('.')} to ${NEWEST.join('.')}`

const VERSION_HEADERS = [
  'include/torch/headeronly/version.h',
  'include/torch/csrc/api/include/torch/version.h',
]
const REQUIRED_FILES = [
  'lib/libtorch_cpu.so',
  'lib/libc10.so',
  'include/ATen/ATen.h',
  'include/torch/library.h',
]

/**
 * @param {string} file
 * @returns {string} empty if there is no such file
 */
function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

/**
 * @param {string} root
 * @returns {string | null} like `2.13.0`
 */
function readVersion(root) {
  for (const header of VERSION_HEADERS) {
    const text = readIfThere(path.join(root, header))
    const parts = ['MAJOR', 'MINOR', 'PATCH'].map(
      part => new RegExp(`#define TORCH_VERSION_${part} (\\d+)`).exec(text)?.[1],
    )
    if (parts.every(Boolean)) return parts.join('.')
  }
  return readBuild(root).version
}

/**
 * What the files beside lib/ say: `build-version` in an official archive, `version.py` in a wheel.
 * @param {string} root
 * @returns {{ version: string | null, variant: string | null }}
 */
function readBuild(root) {
  const python = readIfThere(path.join(root, 'version.py'))
  const full =
    readIfThere(path.join(root, 'build-version')).trim() ||
    /^__version__ = '(.+)'/m.exec(python)?.[1] ||
    ''
  const [version, label] = full.split('+')
  const cuda = /^cuda\b[^=]*= '([\d.]+)'/m.exec(python)?.[1]
  const hip = /^hip\b[^=]*= '(.+)'/m.exec(python)?.[1]
  let variant = null
  if (cuda) variant = `cu${cuda.split('.').slice(0, 2).join('')}`
  else if (hip) variant = 'rocm'
  else if (label && /^(cpu|cu\d+|rocm|xpu)/.test(label)) variant = label
  else if (python) variant = 'cpu'
  return { version: (version && /^\d+\.\d+\.\d+/.exec(version)?.[0]) || null, variant }
}

/**
 * @param {string} root
 * @returns {string} `cpu`, or `cu130` and the like
 */
function readVariant(root) {
  // The CPU part of a CUDA wheel still has that wheel's version.py.
  const installed = /** @type {{ variant?: string } | null} */ (
    readJson(path.join(root, 'isbe-torch.json'))
  )
  if (installed?.variant) return installed.variant
  const { variant } = readBuild(root)
  if (variant) return variant
  return fs.existsSync(path.join(root, 'lib/libtorch_cuda.so')) ? 'cuda' : 'cpu'
}

/**
 * @param {string} version
 * @param {string} where named in the error
 * @throws {SetupError} if this package does not support that version
 */
function requireSupported(version, where) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const inRange = major === OLDEST[0] && minor >= Number(OLDEST[1]) && minor <= Number(NEWEST[1])
  if (inRange) return
  throw new SetupError(
    `libtorch ${version} found in ${where}: expected ${SUPPORTED}`,
    `Point to one of these versions, or unset the variable to have ${PINNED_VERSION} fetched`,
  )
}

/**
 * @param {string} root
 * @param {string} where how the user named it, for errors
 * @returns {{ root: string, version: string, variant: string }}
 * @throws {SetupError} if the folder is not a libtorch of a supported version
 */
function inspectLibtorch(root, where) {
  const advice = 'Point to the folder that has lib/ and include/ in it'
  if (!fs.statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SetupError(`${where} is not a folder: expected a libtorch folder`, advice)
  }
  const version = readVersion(root)
  if (version) requireSupported(version, where)
  const missing = REQUIRED_FILES.filter(file => !fs.existsSync(path.join(root, file)))
  if (missing.length > 0 || !version) {
    const lacks = missing[0] ?? VERSION_HEADERS[0]
    throw new SetupError(`${where} is not a libtorch folder: expected ${lacks} in it`, advice)
  }
  return { root, version, variant: readVariant(root) }
}

module.exports = {
  PINNED_VERSION,
  SUPPORTED,
  inspectLibtorch,
  readBuild,
  requireSupported,
}
