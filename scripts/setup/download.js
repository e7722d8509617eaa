'use strict'

const crypto = require('node:crypto')
const fs = require('node:fs')
const http = require('node:http')
const https = require('node:https')
const { pipeline } = require('node:stream/promises')
const { SetupError, errorCode, errorText, writeError } = require('./errors')

const IDLE_MS = 30_000
const MAX_REDIRECTS = 5
const ATTEMPTS = 3

/**
 * @param {string} url
 * @param {http.OutgoingHttpHeaders} headers
 * @returns {Promise<http.IncomingMessage>}
 */
function open(url, headers) {
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http
    const request = client.get(url, { headers, timeout: IDLE_MS }, resolve)
    request.on('error', reject)
    request.on('timeout', () => request.destroy(new Error(`no answer in ${IDLE_MS / 1000} s`)))
  })
}

/**
 * @param {string} url
 * @param {http.OutgoingHttpHeaders} headers
 * @returns {Promise<http.IncomingMessage>} the answer at the end of the redirects
 */
async function openFinal(url, headers) {
  let target = url
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await open(target, headers)
    const { location } = response.headers
    if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || !location) return response
    response.resume()
    target = new URL(location, target).href
  }
  throw new SetupError(`more than ${MAX_REDIRECTS} redirects from ${url}`)
}

/**
 * Fetches what is missing of a file. After a failure the file stays, to be resumed.
 * @param {string} url
 * @param {string} part
 */
async function fetchRest(url, part) {
  const have = fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0
  const response = await openFinal(url, have > 0 ? { range: `bytes=${have}-` } : {})
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers['content-range'] ?? '')
  const resumed = response.statusCode === 206 && Number(range?.[1]) === have
  if (response.statusCode !== 200 && !resumed) {
    response.destroy()
    // 416: the part is no start of that file, or all of it; the next attempt starts anew.
    if (have > 0) fs.rmSync(part)
    throw new SetupError(`${url} answered with HTTP status ${response.statusCode}`)
  }
  const total = resumed ? Number(range?.[2]) : Number(response.headers['content-length'])
  const sink = fs.createWriteStream(part, { flags: resumed ? 'a' : 'w' })
  await pipeline(response, sink)
  const size = fs.statSync(part).size
  if (size !== total && !Number.isNaN(total)) {
    throw new SetupError(`the connection closed after ${size} of ${total} bytes of ${url}`)
  }
}

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
 * Downloads a file, resuming one that an earlier call left unfinished.
 * @param {string} url
 * @param {string} file
 * @param {string | null} sha256 null: not checked
 * @throws {SetupError} if it cannot be had, or is not the expected file
 */
async function download(url, file, sha256) {
  const part = `${file}.part`
  for (let attempt = 1; ; attempt++) {
    const before = fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0
    try {
      await fetchRest(url, part)
      break
    } catch (error) {
      const code = errorCode(error)
      if (code === 'ENOSPC' || code === 'EDQUOT') throw writeError(error, file, 'ISBE_HOME')
      const after = fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0
      if (attempt < ATTEMPTS && after !== before) continue
      if (error instanceof SetupError) throw error
      throw new SetupError(`cannot download ${url} (${code ?? errorText(error)})`)
    }
  }
  const found = sha256 === null ? null : await sha256Of(part)
  if (found !== sha256) {
    fs.rmSync(part)
    throw new SetupError(
      `${url} is not the expected file: SHA-256 ${sha256} expected, ${found} found`,
    )
  }
  fs.renameSync(part, file)
}

module.exports = { download }
