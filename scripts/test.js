'use strict'

// `npm test`: sets everything up, then lint, freshness of generated code, and Jest. Arguments go to
// Jest, which then runs alone. The last line is `N passed, N failed`.
const os = require('node:os')
const path = require('node:path')
const { LINT_CHECKS, runChecks } = require('./lint')
const { ensureDependencies } = require('./setup/dependencies')
const { report, runEntry } = require('./setup/entry')
const { readJson, withTemporaryFolder } = require('./setup/files')
const { ensureTesting } = require('./setup/native')
const { ROOT } = require('./setup/paths')
const { packageFile, run } = require('./setup/process')
const { ensureTypescript } = require('./setup/typescript')

/** @typedef {{ passed: number, failed: number }} Count */

const FRESHNESS = {
  name: 'lib/tensor/ops/generated.ts is fresh',
  command: () => [
    packageFile(ROOT, 'ts-node', 'dist/bin.js'),
    'scripts/generate/main.ts',
    '--check',
  ],
}

/**
 * A set-up step counts only when it fails; the stages after it run all the same.
 * @returns {Promise<Count>}
 */
async function setUp() {
  let failed = 0
  for (const ensure of [ensureDependencies, ensureTesting, ensureTypescript]) {
    try {
      await ensure()
    } catch (error) {
      report(error)
      failed++
    }
  }
  return { passed: 0, failed }
}

/**
 * @param {string} file Jest's report
 * @param {number} code Jest's exit status
 * @returns {Count}
 */
function countTests(file, code) {
  const result = /** @type {Record<string, number> | null} */ (readJson(file))
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = result ?? {}
  const { numPendingTests = 0, numTodoTests = 0 } = result ?? {}
  const skipped = numPendingTests + numTodoTests
  if (skipped > 0) console.log(`${skipped} skipped`)
  const failed = numFailedTests + numRuntimeErrorTestSuites
  // Jest also fails without a failed test: no test found, coverage too low, a crash.
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<Count>}
 */
async function runJest(args) {
  try {
    return await withTemporaryFolder(path.join(os.tmpdir(), 'isbe-torch'), async folder => {
      const file = path.join(folder, 'jest.json')
      const command = [
        packageFile(ROOT, 'jest', 'bin/jest.js'),
        '--json',
        `--outputFile=${file}`,
        ...args,
      ]
      const { code } = await run(process.execPath, command, { cwd: ROOT, inherit: true })
      return countTests(file, code)
    })
  } catch (error) {
    report(error)
    return { passed: 0, failed: 1 }
  }
}

runEntry(async () => {
  const args = process.argv.slice(2)
  const counts = [await setUp()]
  if (args.length === 0) counts.push(await runChecks([...LINT_CHECKS, FRESHNESS]))
  counts.push(await runJest(args))
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 ? 1 : 0
})
