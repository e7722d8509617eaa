'use strict'

const crypto = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { pipeline } = require('node:stream/promises')
const { SetupError } = require('./errors')

/** SHA-256 of files whose content is known, by name. Others are checked by what their index says. */
const PINNED = /** @type {Record<string, string>} */ ({
  'torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl':
    '6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b',
  'torch-2.13.0-cp310-cp310-manylinux_2_28_x86_64.whl':
    'c78b7b4d04461855a764cf01bae9a462bb88bc93defcfa11235cbc8fdf3e12c4',
  'torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl':
    '60fcdcb2f3876e21146cb4524ef06397d727ca9ad5f020818547e25075fe3cb7',
  'torch-2.13.0-cp312-cp312-manylinux_2_28_x86_64.whl':
    '796633c4cdf0fe2cdced72d8f88f22e73dbcfce83132763162f6d4bff13b820b',
  'torch-2.13.0-cp313-cp313-manylinux_2_28_x86_64.whl':
    'a3a9a21312872af8a26950b2c15680335a386a1f56ed03e780653d78b9607e9e',
  'torch-2.13.0-cp314-cp314-manylinux_2_28_x86_64.whl':
    '49f1ea385c754e54919408a9bb3b5a72b0b755bbe2c916c1d6f70afbec4908a2',
})

/**
 * @param {string} file
 * @returns {Promise<string>}
 */
async function sha256Of(file) {
  const hash = crypto.createHash('sha256')
  await pipeline(fs.createReadStream(file), hash)
  return hash.digest('hex')
}

/**
 * @param {string} file
 * @param {string | null | undefined} expected null: nothing is known of it, nothing is checked
 * @param {string} [source] where it comes from, for the error
 * @throws {SetupError} after removing a file that is another
 */
async function requireSha256(file, expected, source = file) {
  if (!expected) return
  const found = await sha256Of(file)
  if (found === expected) return
  fs.rmSync(file)
  throw new SetupError(
    `${source} is not the expected file: SHA-256 ${expected} expected, ${found} found`,
  )
}

/**
 * Checks a file that is known by its name.
 * @param {string} file
 * @throws {SetupError}
 */
async function requirePinned(file) {
  await requireSha256(file, PINNED[path.basename(file)])
}

module.exports = { PINNED, requirePinned, requireSha256, sha256Of }
