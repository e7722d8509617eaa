'use strict'

// Jest's reporter of what a run of several files leaves to say: which were the slowest, and what was
// skipped and why. A test that skips itself prints `skipped: …`; silence about it fails the run.
const path = require('node:path')
const { ROOT } = require('../setup/paths')

/**
 * @typedef {object} FileResult
 * @property {string} testFilePath
 * @property {number} numPendingTests
 * @property {{ runtime: number }} perfStats milliseconds
 * @property {ReadonlyArray<{ message: string }>} [console]
 */
/** @typedef {{ name: string, seconds: number, reasons: string[], isSilent: boolean }} FileSummary */

const SLOWEST = 10

/** @param {FileResult} result @returns {FileSummary} */
function summarize({ testFilePath, numPendingTests, perfStats, console: lines = [] }) {
  const reasons = lines.flatMap(({ message }) => /^skipped: (.*)/.exec(message)?.[1] ?? [])
  return {
    name: path.relative(ROOT, testFilePath),
    seconds: perfStats.runtime / 1000,
    reasons: [...new Set(reasons)],
    isSilent: numPendingTests > 0 && reasons.length === 0,
  }
}

/** @param {readonly FileSummary[]} files @returns {string} */
function conclusion(files) {
  const slowest = [...files].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)
  const skipping = files.filter(({ reasons }) => reasons.length > 0)
  return [
    'Slowest test files:',
    ...slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`),
    ...(skipping.length > 0 ? ['Skipped:'] : []),
    ...skipping.map(({ name, reasons }) => `  ${name}: ${reasons.join('; ')}`),
  ].join('\n')
}

class Reporter {
  /** @param {{ verbose?: boolean, testNamePattern?: string }} config */
  constructor({ verbose = false, testNamePattern = '' }) {
    // A single file shows its lines at once, and a pattern skips what does not fit it.
    this.isTold = !verbose && testNamePattern === ''
    /** @type {FileSummary[]} */
    this.files = []
  }

  /** @param {unknown} _test @param {FileResult} result which Jest empties afterwards */
  onTestResult(_test, result) {
    if (this.isTold) this.files.push(summarize(result))
  }

  onRunComplete() {
    if (this.files.length > 1) console.log(`\n${conclusion(this.files)}`)
  }

  getLastError() {
    const silent = this.files.filter(({ isSilent }) => isSilent).map(({ name }) => name)
    if (silent.length === 0) return undefined
    return new Error(`skipped without \`console.log('skipped: why')\`: ${silent.join(', ')}`)
  }
}

module.exports = Reporter
