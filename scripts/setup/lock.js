'use strict'

const crypto = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { clearInterval, setInterval } = require('node:timers')
const { setTimeout: sleep } = require('node:timers/promises')
const { errorCode, writeError } = require('./errors')
const { step } = require('./log')

const HEARTBEAT_MS = 1_000
/** A dead process is believed dead only when its heartbeat has stopped as well: it may be alive in
 * another process namespace that shares the folder and the host name. */
const DEAD_AFTER_MS = 3_000
const OTHER_HOST_DEAD_AFTER_MS = 120_000

/** @typedef {{ token: string, pid: number, started: string, host: string }} Owner */

/** @type {Map<string, string>} lock files held by this process, with their content */
const held = new Map()
process.on('exit', () => {
  for (const [file, text] of held) removeOwn(file, text)
})

/**
 * When a process started, so that a reused process number is not taken for the old process.
 * @param {number} pid
 * @returns {string} empty when there is no such process
 */
function startOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * @param {string} text
 * @returns {Owner | null}
 */
function parseOwner(text) {
  try {
    return /** @type {Owner} */ (JSON.parse(text))
  } catch {
    return null
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function removeOwn(file, text) {
  if (readText(file) === text) fs.rmSync(file, { force: true })
}

/**
 * @param {string} file
 * @param {string} text its content
 * @returns {boolean} whether the process that made the lock is gone
 */
function isStale(file, text) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return false
  const silent = Date.now() - stat.mtimeMs
  const owner = parseOwner(text)
  if (owner?.host && owner.host !== os.hostname()) return silent > OTHER_HOST_DEAD_AFTER_MS
  if (owner?.pid && startOf(owner.pid) === owner.started) return false
  return silent > DEAD_AFTER_MS
}

/**
 * Takes a stale lock away. Two processes may both find it stale: what the second one moves may be
 * the new lock of the first, which it then puts back.
 * @param {string} file
 * @param {string} text the stale content
 */
function removeStale(file, text) {
  const aside = `${file}.${crypto.randomUUID()}`
  try {
    fs.renameSync(file, aside)
    if (readText(aside) !== text) fs.linkSync(aside, file)
  } catch {
    // Somebody else was faster: the next attempt to take the lock decides.
  }
  fs.rmSync(aside, { force: true })
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {boolean}
 */
function take(file, text) {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw writeError(error, path.dirname(file))
  }
}

/**
 * Runs `work` while no other process on any host runs work under the same lock file.
 * @template T
 * @param {string} file
 * @param {string} what named in the line printed while waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, what, work) {
  const owner = {
    token: crypto.randomUUID(),
    pid: process.pid,
    started: startOf(process.pid),
    host: os.hostname(),
  }
  const text = JSON.stringify(owner)
  for (let announced = false; !take(file, text);) {
    const other = readText(file)
    if (other !== null && isStale(file, other)) {
      removeStale(file, other)
      continue
    }
    if (!announced) step(`waiting: process ${parseOwner(other ?? '')?.pid ?? '?'} is at ${what}`)
    announced = true
    await sleep(100)
  }
  held.set(file, text)
  const heartbeat = setInterval(() => {
    const now = new Date()
    fs.utimes(file, now, now, () => {})
  }, HEARTBEAT_MS).unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    held.delete(file)
    removeOwn(file, text)
  }
}

module.exports = { withLock }
