'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { pipeline } = require('node:stream/promises')
const { clearTimeout, setTimeout } = require('node:timers')
const { withBar } = require('./bar')
const { SetupError, errorCode, errorText, writeError } = require('./errors')
const { requireSha256 } = require('./pinned')

/** @typedef {import('undici').Dispatcher} Dispatcher */
/** @typedef {import('undici').Dispatcher.ResponseData} Response */

const IDLE_MS = 30_000
const MAX_REDIRECTS = 5
const ATTEMPTS = 3

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @returns {string | undefined} like curl: the name in small letters counts first
 */
const setting = (env, name) => env[name.toLowerCase()] || env[name] || undefined

/**
 * @param {string} url
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} the proxy for it, without a password; NO_PROXY is not looked at
 */
function proxyFor(url, env) {
  const proxy = setting(env, url.startsWith('https:') ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  return proxy?.replace(/\/\/[^/@]*@/, '//')
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Dispatcher} to be closed
 */
function makeAgent(env) {
  // Loaded late: `npm run build` starts without node_modules.
  const { EnvHttpProxyAgent } = require('undici')
  return new EnvHttpProxyAgent({
    httpProxy: setting(env, 'HTTP_PROXY'),
    httpsProxy: setting(env, 'HTTPS_PROXY') ?? setting(env, 'HTTP_PROXY'),
    noProxy: setting(env, 'NO_PROXY'),
    // Plain GET for http, as every proxy allows; tunnels are for https alone.
    proxyTunnel: false,
    connect: { timeout: IDLE_MS },
    headersTimeout: IDLE_MS,
    bodyTimeout: IDLE_MS,
  })
}

/**
 * undici tries for ever to connect to a proxy that hangs up, so the wait for an answer has an end.
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Dispatcher} dispatcher
 * @returns {Promise<Response>}
 */
async function open(url, headers, dispatcher) {
  const { request } = require('undici')
  const controller = new AbortController()
  const late = new Error(`no answer in ${IDLE_MS / 1000} s`)
  const timer = setTimeout(() => controller.abort(late), IDLE_MS)
  try {
    return await request(url, { headers, dispatcher, signal: controller.signal })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Dispatcher} dispatcher
 * @returns {Promise<Response>} the answer at the end of the redirects
 */
async function openFinal(url, headers, dispatcher) {
  let target = url
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await open(target, headers, dispatcher)
    const { location } = response.headers
    if (![301, 302, 303, 307, 308].includes(response.statusCode) || !location) return response
    await response.body.dump()
    target = new URL(String(location), target).href
  }
  throw new SetupError(`more than ${MAX_REDIRECTS} redirects from ${url}`)
}

/** @param {string} file */
const sizeOf = file => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * Fetches what is missing of a file. After a failure the file stays, to be resumed.
 * @param {string} url
 * @param {string} part
 * @param {Dispatcher} dispatcher
 */
async function fetchRest(url, part, dispatcher) {
  const have = sizeOf(part)
  const response = await openFinal(url, have > 0 ? { range: `bytes=${have}-` } : {}, dispatcher)
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(String(response.headers['content-range'] ?? ''))
  const resumed = response.statusCode === 206 && Number(range?.[1]) === have
  if (response.statusCode !== 200 && !resumed) {
    await response.body.dump()
    // 416: the part is no start of that file, or all of it; the next attempt starts anew.
    if (have > 0) fs.rmSync(part)
    throw new SetupError(`${url} answered with HTTP status ${response.statusCode}`)
  }
  const total = resumed ? Number(range?.[2]) : Number(response.headers['content-length'])
  const sink = fs.createWriteStream(part, { flags: resumed ? 'a' : 'w' })
  const measure = () => ({ done: sizeOf(part), total })
  await withBar(path.basename(part, '.part'), measure, () => pipeline(response.body, sink))
  const size = sizeOf(part)
  if (size !== total && !Number.isNaN(total)) {
    throw new SetupError(`the connection closed after ${size} of ${total} bytes of ${url}`)
  }
}

/**
 * @param {unknown} error
 * @param {string} url
 * @param {NodeJS.ProcessEnv} env
 * @returns {SetupError}
 */
function downloadError(error, url, env) {
  if (error instanceof SetupError) return error
  const proxy = proxyFor(url, env)
  const through = proxy ? ` through the proxy ${proxy}` : ''
  const code = errorCode(error)
  const reason = code && !code.startsWith('UND_ERR_ABORTED') ? code : errorText(error)
  return new SetupError(`cannot download ${url}${through} (${reason})`)
}

/**
 * @param {string} url
 * @param {string} part
 * @param {NodeJS.ProcessEnv} env
 */
async function fetchAll(url, part, env) {
  const agent = makeAgent(env)
  try {
    for (let attempt = 1; ; attempt++) {
      const before = sizeOf(part)
      try {
        return await fetchRest(url, part, agent)
      } catch (error) {
        const code = errorCode(error)
        if (code === 'ENOSPC' || code === 'EDQUOT') throw writeError(error, part, 'ISBE_HOME')
        if (attempt >= ATTEMPTS || sizeOf(part) === before) throw downloadError(error, url, env)
      }
    }
  } finally {
    await agent.destroy()
  }
}

/**
 * Downloads a file, resuming one that an earlier call left unfinished, through the proxy that
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
 * @param {string} url
 * @param {string} file
 * @param {string | null} sha256 null: not checked
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {SetupError} if it cannot be had, or is not the expected file
 */
async function download(url, file, sha256, env = process.env) {
  const part = `${file}.part`
  await fetchAll(url, part, env)
  await requireSha256(part, sha256, url)
  fs.renameSync(part, file)
}

module.exports = { download, proxyFor }
