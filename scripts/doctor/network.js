'use strict'

const http = require('node:http')
const { proxyFor } = require('../setup/download')
const { errorCode, errorText } = require('../setup/errors')
const { OFFICIAL_ARCHIVES } = require('../setup/fetch')
const { ok, problem, warning } = require('./check')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */

const TIMEOUT_MS = 3000

/**
 * Asks a proxy for a tunnel, as a download would.
 * @param {URL} proxy
 * @param {string} target host and port
 * @returns {Promise<string>} why it does not make one; empty: it does
 */
function askForTunnel(proxy, target) {
  return new Promise(resolve => {
    const { hostname, port, username, password } = proxy
    const token = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)
    const request = http.request({
      host: hostname,
      port: port || 80,
      method: 'CONNECT',
      path: target,
      timeout: TIMEOUT_MS,
      headers: username ? { 'proxy-authorization': `Basic ${token.toString('base64')}` } : {},
    })
    const answer = (/** @type {number | undefined} */ status) =>
      resolve(status === 200 ? '' : `it answers with HTTP status ${status}`)
    request.on('connect', (response, socket) => {
      socket.destroy()
      answer(response.statusCode)
    })
    request.on('response', response => {
      response.destroy()
      answer(response.statusCode)
    })
    request.on('timeout', () => request.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)))
    request.on('error', error => resolve(errorCode(error) ?? errorText(error)))
    request.end()
  })
}

/**
 * Looks at a proxy alone: without one, nothing is sent anywhere.
 * @param {Host} host
 * @param {boolean} built nothing needs to be fetched any more
 * @returns {Promise<Check>}
 */
async function checkProxy({ env }, built) {
  const url = Object.values(OFFICIAL_ARCHIVES)[0]?.url ?? ''
  const shown = proxyFor(url, env)
  if (!shown) return ok('proxy', 'none is set')
  const proxy = env.https_proxy || env.HTTPS_PROXY || ''
  const refusal = URL.canParse(proxy)
    ? await askForTunnel(new URL(proxy), `${new URL(url).hostname}:443`)
    : 'it is no URL'
  if (!refusal) return ok('proxy', shown)
  const as = built ? warning : problem
  return as(
    'proxy',
    `${shown} refuses: ${refusal}`,
    'Correct HTTPS_PROXY, or fetch libtorch elsewhere and set ISBE_LIBTORCH_ARCHIVE to the file',
  )
}

module.exports = { checkProxy }
