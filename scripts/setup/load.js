'use strict'

// How the libraries of a native build come into a process. Knows no other file of the set-up, as
// every import of the package runs it.
const path = require('node:path')

/**
 * @typedef {object} Loadable paths are absolute, or relative to `root`
 * @property {string} addon
 * @property {string} preload
 * @property {string} libtorch
 * @property {string} variant
 */

/** @param {string} variant */
const librariesOf = variant =>
  variant === 'cpu'
    ? ['libtorch_cpu.so']
    : ['libtorch_cpu.so', 'libc10_cuda.so', 'libtorch_cuda.so']

/**
 * Opens libtorch, then the addon, which names libtorch's libraries without a folder.
 * @param {string} root
 * @param {Loadable} build
 * @returns {unknown} the addon
 */
function loadAddon(root, { addon, preload, libtorch, variant }) {
  const { open } = /** @type {{ open: (file: string) => void }} */ (
    require(path.resolve(root, preload))
  )
  for (const name of librariesOf(variant)) open(path.join(libtorch, 'lib', name))
  return require(path.resolve(root, addon))
}

module.exports = { loadAddon }
