'use strict'

// Which tests are likely to notice a change of a file: those whose path mirrors it, that import it, or
// that name what it, or what imports it, exports.
const fs = require('node:fs')
const path = require('node:path')

/** Tests of everything. */
const LEFT_OUT = /^test\/lib\/(wrong\/|bench\/step)/

/** @param {string} text @returns {string[]} */
function exportsOf(text) {
  const found = text.matchAll(/^export (?:abstract |async )?(?:class|const|function\*?) (\w+)/gm)
  return Array.from(found, ([, name]) => /** @type {string} */ (name))
}

/** The words of a test, and of the goldens that it reads. @param {string} root @param {string} text */
function wordsOf(root, text) {
  const goldens = Array.from(text.matchAll(/'([\w/]+\.json)'/g), ([, name]) =>
    path.join(root, 'test/goldens', /** @type {string} */ (name)),
  )
  const texts = goldens
    .filter(file => fs.existsSync(file))
    .map(file => fs.readFileSync(file, 'utf8'))
  return new Set([text, ...texts].flatMap(one => one.match(/[A-Za-z_]\w+/g) ?? []))
}

/** @param {string} file @returns {string[]} the folders below lib/ or test/lib/ */
function foldersOf(file) {
  return path
    .dirname(file)
    .split('/')
    .slice(file.startsWith('test/') ? 2 : 1)
}

/** @param {string} file */
const nameOf = file => path.basename(file).replace(/(\.test)?\.ts$/, '')

/**
 * @param {string} root of a checkout
 * @param {readonly string[]} sources below lib/
 * @param {readonly string[]} tests
 * @returns {(file: string) => string[]} tests of a source file, the likeliest first
 */
function relatedTests(root, sources, tests) {
  /** @param {readonly string[]} files */
  const read = files =>
    new Map(files.map(file => [file, fs.readFileSync(path.join(root, file), 'utf8')]))
  const lib = read(sources)
  const candidates = [...read(tests.filter(file => !LEFT_OUT.test(file)))].map(([file, text]) => {
    return { file, text, words: wordsOf(root, text), folders: foldersOf(file) }
  })
  /** What many tests name says little. @param {string} name @returns {number} from 0 to 1 */
  const rarity = name => {
    const count = candidates.filter(({ words }) => words.has(name)).length
    return Math.max(0, 1 - (5 * Math.max(0, count - 1)) / candidates.length)
  }
  /** @param {readonly string[]} names @returns {[name: string, rarity: number][]} */
  const weighted = names => [...new Set(names)].map(name => [name, rarity(name)])
  /** @param {string} file what is exported by those that import it */
  const around = file =>
    [...lib].flatMap(([other, text]) => {
      const from = path.relative(path.dirname(other), file.replace(/\.ts$/, ''))
      const isImporter =
        nameOf(other) !== 'index' && text.includes(`/${from.replace(/^\.\//, '')}'`)
      return isImporter ? exportsOf(text) : []
    })

  return file => {
    const own = weighted(exportsOf(lib.get(file) ?? ''))
    const near = weighted(around(file))
    const folders = foldersOf(file)
    const module = file.replace(/\.ts$/, "'")
    const scored = candidates.map(test => {
      const other = folders.findIndex((folder, i) => folder !== test.folders[i])
      const shared = other < 0 ? folders.length : other
      const isMirror = shared > 0 && nameOf(test.file) === nameOf(file)
      const said = (/** @type {[string, number][]} */ names) =>
        names.reduce((sum, [name, weight]) => sum + (test.words.has(name) ? weight : 0), 0)
      const score =
        (isMirror ? 500 : 0) +
        (test.text.includes(module) ? 400 : 0) +
        60 * shared +
        60 * Math.min(5, said(own)) +
        20 * Math.min(5, said(near))
      return { file: test.file, score }
    })
    return scored
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1))
      .map(({ file: test }) => test)
  }
}

module.exports = { relatedTests }
