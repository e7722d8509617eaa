'use strict'

// `npm run lint`: types, rules and layout of TypeScript, JavaScript, Python and C++, and how long
// files are. `npm run format` mends what is a matter of layout.
const path = require('node:path')
const { sourceFiles } = require('./check/sources')
const { readArguments } = require('./setup/arguments')
const { report, runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { secondsSince } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { packageFile, run } = require('./setup/process')

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => string[]} command arguments for Node
 */

/** @type {ReadonlyArray<{ name: string, command: (write: boolean) => string[] }>} */
const LAYOUTS = [
  {
    name: 'prettier',
    command: write => [
      packageFile(ROOT, 'prettier', 'bin/prettier.cjs'),
      write ? '--write' : '--check',
      '--log-level',
      'warn',
      '.',
    ],
  },
  {
    name: 'ruff',
    command: write => [path.join(__dirname, 'check/python.js'), ...(write ? ['--write'] : [])],
  },
  {
    name: 'clang-format',
    command: write => {
      const sources = sourceFiles(ROOT, /\.(h|cpp|cu|cuh)$/)
      if (sources.length === 0) throw new SetupError('no native source found to check')
      const mode = write ? ['-i'] : ['--dry-run', '--Werror']
      return [packageFile(ROOT, 'clang-format', 'index.js'), ...mode, ...sources]
    },
  },
]

/** @type {readonly Check[]} */
const LINT_CHECKS = [
  { name: 'types', command: () => [path.join(__dirname, 'check/types.js')] },
  {
    name: 'eslint',
    command: () => [packageFile(ROOT, 'eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'],
  },
  ...LAYOUTS.map(({ name, command }) => ({ name, command: () => command(false) })),
  { name: 'length of files', command: () => [path.join(__dirname, 'check/fileSizes.js')] },
  { name: 'links of the docs', command: () => [path.join(__dirname, 'check/links.js')] },
]

/** @type {readonly Check[]} */
const FORMATTERS = LAYOUTS.map(({ name, command }) => ({ name, command: () => command(true) }))

/** Each takes one core, and some of them a gigabyte. */
const AT_ONCE = 2

/**
 * @param {Check} check
 * @returns {Promise<boolean>} whether it passed; the output of one that failed is shown
 */
async function passes({ name, command }) {
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
  return failure === null
}

/**
 * Runs every check, also after one that failed.
 * @param {readonly Check[]} checks
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runChecks(checks) {
  const left = [...checks]
  let passed = 0
  const work = async () => {
    for (let check = left.shift(); check; check = left.shift()) {
      if (await passes(check)) passed++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { passed, failed: checks.length - passed }
}

if (require.main === module) {
  runEntry(async () => {
    readArguments('npm run lint')
    const { failed } = await runChecks(LINT_CHECKS)
    return failed > 0 ? 1 : 0
  })
}

module.exports = { FORMATTERS, LINT_CHECKS, runChecks }
