'use strict'

const fs = require('node:fs')
const path = require('node:path')

/** @param {string} root @returns {Set<string>} names of the folders that .gitignore leaves out */
function ignoredFolders(root) {
  const file = path.join(root, '.gitignore')
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []
  const folders = lines.filter(line => line.endsWith('/')).map(line => line.slice(0, -1))
  return new Set(['.git', 'node_modules', ...folders])
}

/**
 * @param {string} root of a checkout
 * @param {RegExp} pattern of the files' names
 * @returns {string[]} paths of the checkout's own files, relative to it, sorted
 */
function sourceFiles(root, pattern) {
  const ignored = ignoredFolders(root)
  /** @param {string} folder @returns {string[]} */
  const below = folder =>
    fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory()) return ignored.has(entry.name) ? [] : below(file)
      return entry.isFile() && pattern.test(entry.name) ? [file] : []
    })
  return below('').sort()
}

module.exports = { sourceFiles }
