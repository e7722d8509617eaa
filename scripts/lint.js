'use strict'

// `npm run lint`: types, eslint and the layout of native sources.
const path = require('node:path')
const { report, runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { listFiles } = require('./setup/files')
const { secondsSince } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { packageFile, run } = require('./setup/process')

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => string[]} command arguments for Node
 */

/** @type {readonly Check[]} */
const LINT_CHECKS = [
  {
    name: 'tsc --noEmit',
    command: () => [packageFile(ROOT, 'typescript', 'bin/tsc'), '--noEmit', '--pretty', 'false'],
  },
  {
    name: 'eslint',
    command: () => [packageFile(ROOT, 'eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'],
  },
  {
    name: 'prettier',
    command: () => [
      packageFile(ROOT, 'prettier', 'bin/prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '.',
    ],
  },
  {
    name: 'clang-format',
    command: () => {
      const files = listFiles(path.join(ROOT, 'native'))
      const sources = files.filter(file => /\.(h|cpp|cu)$/.test(file))
      if (sources.length === 0) throw new SetupError('no native source found to check')
      return [packageFile(ROOT, 'clang-format', 'index.js'), '--dry-run', '--Werror', ...sources]
    },
  },
]

/**
 * Runs every check, also after one that failed, and shows the output of those that failed.
 * @param {readonly Check[]} checks
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runChecks(checks) {
  let passed = 0
  for (const { name, command } of checks) {
    const start = performance.now()
    let failure = null
    try {
      const { code, output } = await run(process.execPath, command(), { cwd: ROOT })
      if (code !== 0) failure = new SetupError(`${name} failed`, undefined, output)
    } catch (error) {
      failure = error
    }
    console.log(`${failure ? 'FAIL' : 'ok'}  ${name}  ${secondsSince(start)}`)
    if (failure) report(failure)
    else passed++
  }
  return { passed, failed: checks.length - passed }
}

if (require.main === module) {
  runEntry(async () => {
    const { failed } = await runChecks(LINT_CHECKS)
    return failed > 0 ? 1 : 0
  })
}

module.exports = { LINT_CHECKS, runChecks }
