'use strict'

const { clearInterval, setInterval } = require('node:timers')
const { write } = require('./log')

const WIDTH = 24
const REDRAW_MS = 100
/** Between lines where nothing can be redrawn. */
const LINE_MS = 10_000

/** @param {number} bytes */
const megabytes = bytes => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

/**
 * @param {string} label
 * @param {number} done bytes
 * @param {number} total NaN: unknown
 * @param {number} seconds since the beginning
 * @returns {string} like `torch.whl [#####       ] 12 % of 526 MB, 41 MB/s, 11 s left`
 */
function barText(label, done, total, seconds) {
  const rate = seconds > 0 ? done / seconds : 0
  const speed = `${megabytes(rate)}/s`
  if (!(total > 0)) return `${label} ${megabytes(done)}, ${speed}`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * WIDTH)
  const bar = `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}]`
  const left = rate > 0 ? `, ${Math.max(0, Math.round((total - done) / rate))} s left` : ''
  return `${label} ${bar} ${Math.floor(100 * share)} % of ${megabytes(total)}, ${speed}${left}`
}

/**
 * Shows how far something has come while `work` runs: a bar on a terminal, elsewhere a line now and
 * then. Quick work shows nothing.
 * @template T
 * @param {string} label
 * @param {() => { done: number, total: number }} measure in bytes; `total` NaN: unknown
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function withBar(label, measure, work) {
  return withLine(seconds => {
    const { done, total } = measure()
    return done === 0 ? null : barText(label, done, total, seconds)
  }, work)
}

/**
 * Shows a line while `work` runs, drawn anew on a terminal, elsewhere repeated now and then.
 * @template T
 * @param {(seconds: number) => string | null} line from the seconds since the beginning; null: none
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLine(line, work) {
  const terminal = process.stderr.isTTY === true
  const start = performance.now()
  let drawn = false
  const draw = () => {
    const text = line((performance.now() - start) / 1000)
    if (text === null) return
    drawn = true
    write(terminal ? `\r\x1b[K${text}` : `isbe-torch: ${text}\n`)
  }
  const timer = setInterval(draw, terminal ? REDRAW_MS : LINE_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (terminal && drawn) write('\r\x1b[K')
  }
}

module.exports = { barText, megabytes, withBar, withLine }
