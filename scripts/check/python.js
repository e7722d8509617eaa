'use strict'

// Lint and layout of every Python file, by Ruff with the settings of ruff.toml. `--write` lays the
// files out and sorts their imports.
const fs = require('node:fs')
const path = require('node:path')
const { runEntry } = require('../setup/entry')
const { SetupError } = require('../setup/errors')
const { ROOT } = require('../setup/paths')
const { packageFile } = require('../setup/process')
const { sourceFiles } = require('./sources')

/** @typedef {{ row: number, column: number }} Place */
/** @typedef {{ content: string | null, location: Place, end_location: Place }} Edit */
/**
 * @typedef {object} Diagnostic
 * @property {string | null} code
 * @property {string} message
 * @property {Place} start_location
 * @property {{ edits: Edit[] } | null} fix
 */
/** @typedef {{ check(text: string): Diagnostic[], format(text: string): string }} Ruff */
/**
 * @typedef {object} RuffModule
 * @property {new (settings: object, encoding: unknown) => Ruff} Workspace
 * @property {{ Utf16: unknown }} PositionEncoding
 */

/**
 * The part of TOML that ruff.toml uses: sections, and values on one line, which JSON can read.
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
function parseSettings(text) {
  /** @type {Record<string, unknown>} */
  const settings = {}
  let section = settings
  for (const line of text.split('\n')) {
    const header = /^\[(.+)\]$/.exec(line)
    const pair = /^([\w-]+) = (.+)$/.exec(line)
    if (header) {
      section = settings
      for (const name of String(header[1]).split('.')) {
        section = /** @type {Record<string, unknown>} */ (section[name] ??= {})
      }
    } else if (pair) {
      section[String(pair[1])] = JSON.parse(String(pair[2]))
    } else if (line !== '' && !line.startsWith('#')) {
      throw new SetupError(`ruff.toml: expected a section or "name = value", found "${line}"`)
    }
  }
  return settings
}

/** @param {string} root @returns {Ruff} */
function makeRuff(root) {
  const ruff = /** @type {RuffModule} */ (
    require(packageFile(root, '@astral-sh/ruff-wasm-nodejs', 'ruff_wasm.js'))
  )
  const settings = parseSettings(fs.readFileSync(path.join(root, 'ruff.toml'), 'utf8'))
  return new ruff.Workspace(settings, ruff.PositionEncoding.Utf16)
}

/**
 * @param {string} text
 * @param {readonly Edit[]} edits of one fix, which do not overlap
 * @returns {string}
 */
function applyFix(text, edits) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const offset = (/** @type {Place} */ { row, column }) => (starts[row - 1] ?? 0) + column - 1
  return [...edits]
    .sort((a, b) => offset(b.location) - offset(a.location))
    .reduce(
      (result, { content, location, end_location: end }) =>
        result.slice(0, offset(location)) + (content ?? '') + result.slice(offset(end)),
      text,
    )
}

/**
 * @param {Ruff} ruff
 * @param {string} text
 * @returns {string} laid out, and its imports in order; other fixes may change what a program does
 */
function mend(ruff, text) {
  let mended = text
  for (;;) {
    const fix = ruff.check(mended).find(({ code }) => code?.startsWith('I'))?.fix
    if (!fix) return ruff.format(mended)
    mended = applyFix(mended, fix.edits)
  }
}

/**
 * @param {string} root
 * @param {boolean} write
 * @returns {string[]} what is wrong (and stays so), a line each
 */
function checkPython(root, write) {
  const ruff = makeRuff(root)
  return sourceFiles(root, /\.py$/).flatMap(name => {
    const file = path.join(root, name)
    let text = fs.readFileSync(file, 'utf8')
    const mended = write ? mend(ruff, text) : text
    if (mended !== text) fs.writeFileSync(file, mended)
    text = mended
    const wrong = ruff
      .check(text)
      .map(
        ({ code, message, start_location: { row, column } }) =>
          `${name}:${row}:${column}: ${code}: ${message}`,
      )
    return ruff.format(text) === text
      ? wrong
      : [...wrong, `${name}: not laid out: run \`npm run format\``]
  })
}

if (require.main === module) {
  runEntry(() => {
    const wrong = checkPython(ROOT, process.argv.includes('--write'))
    for (const line of wrong) console.log(line)
    return wrong.length > 0 ? 1 : 0
  })
}

module.exports = { checkPython, parseSettings }
