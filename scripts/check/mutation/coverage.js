'use strict'

// Which test files call which functions of lib/. `--cover` finds it out, by a run of all tests, and
// keeps it in build/coverage.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const ts = require('typescript')
const { SetupError } = require('../../setup/errors')

/** @typedef {{ test: string, called: Record<string, string[]> }} Coverage */

/** @param {string} root of the checkout @param {string} folder */
function run(root, folder) {
  console.log('running all tests, to see what each of them calls')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  const note = path.join(__dirname, 'noteCoverage.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/jest/bin/jest.js'), '--silent', `--setupFilesAfterEnv=${note}`],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: { ...process.env, ISBE_COVERAGE: folder },
    },
  )
  if (status === 0) return
  throw new SetupError(`expected tests that pass, found:\n${stderr.slice(-2000)}`, 'Run npm test')
}

/** Null where nobody has found it out. @param {string} root @param {boolean} anew @returns {Coverage[] | null} */
function readCoverage(root, anew) {
  const folder = path.join(root, 'build/coverage')
  if (anew) run(root, folder)
  if (!fs.existsSync(folder)) return null
  return fs
    .readdirSync(folder)
    .map(name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))
}

/** As the engine calls it. @param {ts.Node} node @returns {string | undefined} */
function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return undefined
  const parent = /** @type {{ name?: ts.Node }} */ (node.parent)
  const name = (node.name ?? parent.name)?.getText() ?? ''
  const prefix = ts.isGetAccessor(node) ? 'get ' : ts.isSetAccessor(node) ? 'set ' : ''
  return name === '' ? undefined : prefix + name
}

/**
 * The innermost function with a name around a place; undefined for what is outside of all.
 * @param {string} text @param {number} position
 */
function functionAround(text, position) {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022, true)
  /** @type {string | undefined} */
  let found
  /** @param {ts.Node} node */
  const visit = node => {
    if (position < node.getStart(source) || position >= node.end) return
    found = nameOf(node) ?? found
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/**
 * @param {readonly Coverage[]} coverage
 * @returns {(file: string, name: string) => Set<string>} tests that call a function of a file
 */
function callersIn(coverage) {
  return (file, name) =>
    new Set(coverage.filter(({ called }) => called[file]?.includes(name)).map(({ test }) => test))
}

module.exports = { callersIn, functionAround, readCoverage }
