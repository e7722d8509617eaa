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

/** @typedef {{ begin: (file: string) => void, open: (file: string) => void }} Preload */

/**
 * @param {string} root
 * @param {Loadable} build
 * @returns {{ preload: Preload, libraries: string[] }}
 */
function preloadOf(root, { preload, libtorch, variant }) {
  return {
    preload: /** @type {Preload} */ (require(path.resolve(root, preload))),
    libraries: librariesOf(variant).map(name => path.join(libtorch, 'lib', name)),
  }
}

/**
 * Opens libtorch in another thread, which takes as long as the package's JavaScript.
 * @param {string} root
 * @param {Loadable} build
 */
function beginLoading(root, build) {
  const { preload, libraries } = preloadOf(root, build)
  for (const library of libraries) preload.begin(library)
}

/**
 * Opens libtorch, then the addon, which names libtorch's libraries without a folder.
 * @param {string} root
 * @param {Loadable} build
 * @returns {unknown} the addon
 */
function loadAddon(root, build) {
  const { preload, libraries } = preloadOf(root, build)
  for (const library of libraries) preload.open(library)
  return require(path.resolve(root, build.addon))
}

module.exports = { beginLoading, loadAddon }
