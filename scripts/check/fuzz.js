'use strict'

// Random calls of libtorch's operators, in processes of their own: whatever is asked for, the answer is
// a result or a TorchError, and no process ends.
//
//   node scripts/check/fuzz.js [calls: 100000] [first seed: 0] [part of an operator's name]
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { runEntry } = require('../setup/entry')

const CHILD = path.join(__dirname, 'fuzz/child.js')
/** Longer than any call takes that is not stuck. */
const LONGEST_CALL = 60_000
/** Tensors of some bytes need little; a size that is out of hand shall fail, not fill the machine. */
const MOST_KILOBYTES = 12_000_000

/** @typedef {{ seed: number, operator: string, why: string }} Finding */

/**
 * @param {string} report where the child notes what it is about to do
 * @returns {{ seed: number, operator: string } | null}
 */
function readReport(report) {
  const [seed, operator] = fs.readFileSync(report, 'latin1').trim().split(' ')
  return operator === undefined ? null : { seed: Number(seed), operator }
}

/**
 * Calls from one seed on until all are done or the process ends.
 * @param {number} from @param {number} to @param {string} report @param {string[]} more
 * @returns {Promise<{ next: number, findings: Finding[] }>}
 */
function runChild(from, to, report, more) {
  fs.writeFileSync(report, '')
  const limited = `ulimit -v ${MOST_KILOBYTES}; exec "$0" "$@"`
  const args = ['-c', limited, process.execPath, CHILD, String(from), String(to), report, ...more]
  return new Promise(resolve => {
    const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    /** @type {Finding[]} */
    const findings = []
    let text = ''
    let [last, since] = ['', Date.now()]
    const watch = setInterval(() => {
      const now = fs.readFileSync(report, 'latin1')
      if (now !== last) [last, since] = [now, Date.now()]
      else if (Date.now() - since > LONGEST_CALL) child.kill('SIGKILL')
    }, 1000)
    child.stdout.on('data', chunk => (text += chunk))
    child.on('close', (code, signal) => {
      clearInterval(watch)
      for (const line of text.split('\n').filter(Boolean)) findings.push(JSON.parse(line))
      if (code === 0) return resolve({ next: to, findings })
      const at = readReport(report)
      if (!at)
        return resolve({ next: to, findings: [{ seed: from, operator: '', why: 'no start' }] })
      findings.push({ ...at, why: signal ?? `exit code ${code}` })
      resolve({ next: at.seed + 1, findings })
    })
  })
}

/**
 * @param {number} calls @param {number} seed @param {string[]} more
 * @returns {Promise<Finding[]>}
 */
async function fuzz(calls, seed, more = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'isbe-fuzz-'))
  const findings = []
  try {
    for (let next = seed; next < seed + calls;) {
      const to = Math.min(next + 5000, seed + calls)
      const result = await runChild(next, to, path.join(folder, 'report'), more)
      findings.push(...result.findings)
      next = result.next
    }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
  return findings
}

if (require.main === module) {
  runEntry(async () => {
    const [calls = '100000', seed = '0', only] = process.argv.slice(2)
    const findings = await fuzz(Number(calls), Number(seed), only === undefined ? [] : [only])
    for (const { seed: at, operator, why } of findings) {
      console.log(`${operator} (seed ${at}): ${why}`)
    }
    console.log(`${calls} calls from seed ${seed} on, ${findings.length} findings`)
    return findings.length > 0 ? 1 : 0
  })
}

module.exports = { fuzz }
