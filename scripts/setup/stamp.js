'use strict'

// What a native build depends on, as fingerprints.
const path = require('node:path')
const { listFiles, readJson, stampOf } = require('./files')
const { packageFile } = require('./process')

/** @typedef {import('./libtorch').Libtorch} Libtorch */
/** @typedef {import('./cuda').Nvcc} Nvcc */

/** Environment variables that change what is built. */
const BUILD_VARIABLES = ['ISBE_BUILD_TYPE', 'CXX', 'CXXFLAGS', 'LDFLAGS']

/**
 * @param {string} root
 * @returns {{ folder: string, version: string }}
 */
function nodeAddonApi(root) {
  const file = packageFile(root, 'node-addon-api', 'package.json')
  const { version } = /** @type {{ version: string }} */ (readJson(file))
  return { folder: path.dirname(file), version }
}

/** Sources that tests alone need, and that packages lack. */
const TESTING = 'native/ops/loss/testing'

/**
 * @param {string} root
 * @returns {string} fingerprint of the native sources
 */
function sourceStamp(root) {
  const testing = path.join(root, TESTING)
  const files = listFiles(path.join(root, 'native')).filter(file => !file.startsWith(testing))
  return stampOf(root, [...files, path.join(root, 'CMakeLists.txt')])
}

/**
 * @param {string} root
 * @param {string} build stamp of the native build
 * @returns {string} fingerprint of the library of tests
 */
function testingStamp(root, build) {
  return stampOf(root, listFiles(path.join(root, TESTING)), [build])
}

/**
 * A build names no folder, so that it does not depend on where libtorch lies.
 * @param {string} root
 * @param {string} sources
 * @param {Libtorch} libtorch
 * @param {Nvcc | null} nvcc
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} fingerprint of all that a build depends on
 */
function nativeStamp(root, sources, { version, variant }, nvcc, env) {
  const variables = BUILD_VARIABLES.map(name => `${name}=${env[name] ?? ''}`)
  const { arch } = process
  const values = [sources, version, variant, nodeAddonApi(root).version, arch, ...variables]
  if (nvcc) values.push(nvcc.path, nvcc.release, nvcc.architectures)
  return stampOf(root, [], values)
}

module.exports = { nativeStamp, nodeAddonApi, sourceStamp, testingStamp }
