'use strict'

// Zip archives, which wheels are too: what is in them, and their files.
const fs = require('node:fs')
const path = require('node:path')
const { Transform } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const zlib = require('node:zlib')
const { SetupError, errorCode } = require('./errors')

/** @typedef {import('yauzl').Entry} Entry */

const FILES_AT_ONCE = 8
const LINK = 0o120000
const FILE_TYPE = 0o170000

/**
 * @param {string} archive
 * @returns {SetupError}
 */
function corrupt(archive) {
  return new SetupError(
    `${archive} is damaged or not a zip archive: expected a complete libtorch zip or torch wheel`,
    'Remove it and fetch it again',
  )
}

/** @param {Entry} entry */
const isLink = entry => ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK

/**
 * Passes bytes through and fails at the end unless they have the checksum: yauzl compares sizes alone.
 * @param {number} expected
 * @param {(bytes: number) => void} [onBytes]
 */
function checkCrc(expected, onBytes) {
  let crc = 0
  return new Transform({
    /** @param {Buffer} chunk */
    transform(chunk, _encoding, done) {
      crc = zlib.crc32(chunk, crc)
      onBytes?.(chunk.length)
      done(null, chunk)
    },
    flush(done) {
      done(crc === expected ? null : new Error('wrong checksum'))
    },
  })
}

/** A zip archive that is open; `withZip` makes one. */
class Zip {
  /** @type {Map<string, Entry>} */
  #entries
  #zip

  /**
   * @param {string} file
   * @param {import('yauzl').ZipFile} zip
   * @param {readonly Entry[]} entries
   */
  constructor(file, zip, entries) {
    this.file = file
    this.#zip = zip
    this.#entries = new Map(entries.map(entry => [entry.fileName, entry]))
  }

  /** @returns {string[]} */
  get names() {
    return [...this.#entries.keys()]
  }

  /**
   * @param {(name: string) => boolean} wanted
   * @returns {number} bytes that these files take when they are unpacked
   */
  sizeOf(wanted) {
    const sizes = [...this.#entries.values()].map(entry =>
      wanted(entry.fileName) ? entry.uncompressedSize : 0,
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  /**
   * Unpacks files, each as a stream, a few at once: most of a libtorch are small headers.
   * @param {string} folder
   * @param {(name: string) => boolean} wanted
   * @param {(bytes: number) => void} [onBytes] told how many more bytes have been unpacked
   */
  async extract(folder, wanted, onBytes) {
    const files = [...this.#entries.values()].filter(
      ({ fileName }) => !fileName.endsWith('/') && wanted(fileName),
    )
    // yauzl refuses names that lead out of the folder; a link could do so as well.
    if (files.some(isLink)) throw corrupt(this.file)
    const queue = files.values()
    const work = async () => {
      for (const entry of queue) await this.#extractFile(folder, entry, onBytes)
    }
    // Waits for all of them also when one fails: the archive may not be closed under a reader.
    const outcomes = await Promise.allSettled(Array.from({ length: FILES_AT_ONCE }, work))
    const failure = outcomes.find(outcome => outcome.status === 'rejected')
    if (failure) throw failure.reason
  }

  /**
   * @param {string} folder
   * @param {Entry} entry
   * @param {(bytes: number) => void} [onBytes]
   */
  async #extractFile(folder, entry, onBytes) {
    const target = path.join(folder, entry.fileName)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    const content = await this.#zip.openReadStreamPromise(entry)
    await pipeline(content, checkCrc(entry.crc32, onBytes), fs.createWriteStream(target))
  }
}

/**
 * @template T
 * @param {string} file
 * @param {(zip: Zip) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} when the archive is missing or damaged; errors of the file system as they are
 */
async function withZip(file, work) {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new SetupError(`${file} is not a file: expected a libtorch zip or torch wheel`)
  }
  // Loaded late: `npm run build` starts without node_modules.
  const yauzl = require('yauzl')
  let zip
  try {
    zip = await yauzl.openPromise(file, { autoClose: false })
    const entries = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    if (entries.length === 0) throw corrupt(file)
    return await work(new Zip(file, zip, entries))
  } catch (error) {
    const code = errorCode(error)
    // Errors of zlib have codes too, but mean a damaged archive.
    if (error instanceof SetupError || (code && !code.startsWith('Z_'))) throw error
    throw corrupt(file)
  } finally {
    zip?.close()
  }
}

module.exports = { Zip, withZip }
