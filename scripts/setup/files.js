'use strict'

const crypto = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { SetupError, errorText, writeError } = require('./errors')

/**
 * @param {string} folder
 * @returns {string[]} absolute paths of every file below it, sorted; none if it does not exist
 */
function listFiles(folder) {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const file = path.join(folder, entry.name)
      return entry.isDirectory() ? listFiles(file) : [file]
    })
    .sort()
}

/**
 * Fingerprint of files (path and content) and of values that a build depends on.
 * @param {string} root paths count relative to it, so that a moved checkout keeps its stamp
 * @param {readonly string[]} files
 * @param {readonly string[]} [values]
 * @returns {string}
 */
function stampOf(root, files, values = []) {
  const hash = crypto.createHash('sha256')
  for (const file of files) {
    const content = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.from('absent')
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content)
  }
  for (const value of values) hash.update(`\0${value}`)
  return hash.digest('hex')
}

/**
 * @param {string} file
 * @returns {unknown} the parsed content, or null if the file is missing or broken
 */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Writes beside and renames, so that no reader ever sees half a file.
 * @param {string} file
 * @param {unknown} value
 */
function writeJson(file, value) {
  const beside = `${file}.${process.pid}.tmp`
  try {
    fs.writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`)
    fs.renameSync(beside, file)
  } catch (error) {
    fs.rmSync(beside, { force: true })
    throw writeError(error, path.dirname(file))
  }
}

/**
 * @param {string} folder
 * @param {string} [variable] the environment variable that moves the folder
 * @returns {string} the folder, made if need be and known to be writable
 */
function makeFolder(folder, variable) {
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.accessSync(folder, fs.constants.W_OK)
    return folder
  } catch (error) {
    throw writeError(error, folder, variable)
  }
}

/** @type {Set<string>} */
const temporaryFolders = new Set()
process.on('exit', () => {
  for (const folder of temporaryFolders) fs.rmSync(folder, { recursive: true, force: true })
})

/**
 * Runs `work` in a new folder and removes it afterwards, also when a signal ends this process.
 * @template T
 * @param {string} prefix of its path; the name ends with random characters
 * @param {(folder: string) => T | Promise<T>} work
 * @param {string} [variable] the environment variable that moves the folder
 * @returns {Promise<T>}
 */
async function withTemporaryFolder(prefix, work, variable) {
  const folder = makeFolder(`${prefix}-${crypto.randomUUID()}`, variable)
  temporaryFolders.add(folder)
  try {
    return await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
    temporaryFolders.delete(folder)
  }
}

/**
 * @param {string} folder
 * @param {number} bytes
 * @param {string} variable the environment variable that moves the folder
 */
function requireSpace(folder, bytes, variable) {
  let free
  try {
    const { bavail, bsize } = fs.statfsSync(folder)
    free = bavail * bsize
  } catch (error) {
    throw new SetupError(`cannot tell the free space of ${folder} (${errorText(error)})`)
  }
  if (free < bytes) {
    const megabytes = [bytes, free].map(count => `${Math.ceil(count / 1e6)} MB`)
    throw new SetupError(
      `the disk that holds ${folder} is full: ${megabytes[0]} needed, ${megabytes[1]} free`,
      `Free some space, or set ${variable} to a folder elsewhere`,
    )
  }
}

module.exports = {
  listFiles,
  stampOf,
  readJson,
  writeJson,
  makeFolder,
  withTemporaryFolder,
  requireSpace,
}
