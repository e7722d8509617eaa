'use strict'

// The npm package that carries a native build, so that others need no compiler.
const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { makeFolder, readJson, writeJson } = require('./files')
const { LIBRARIES, copyLibraries, prebuiltName } = require('./stored')

/** @typedef {import('./native').NativeBuild} NativeBuild */

/**
 * @param {string} root
 * @returns {object} package.json of the prebuilt package
 */
function manifestFor(root) {
  const own = /** @type {Record<string, unknown> | null} */ (
    readJson(path.join(root, 'package.json'))
  )
  const { version, license, repository } = own ?? {}
  return {
    name: prebuiltName(),
    version,
    description: `The native build of isbe-torch for ${process.platform}-${process.arch} with glibc`,
    license,
    repository,
    os: [process.platform],
    cpu: [process.arch],
    libc: ['glibc'],
    files: ['native.json', ...Object.values(LIBRARIES)],
    preferUnplugged: true,
  }
}

/**
 * @param {string} folder
 * @param {readonly string[]} paths of this machine
 * @throws {SetupError} where a library holds one of them
 */
function requireNoPaths(folder, paths) {
  for (const name of Object.values(LIBRARIES)) {
    const bytes = fs.readFileSync(path.join(folder, name))
    const found = paths.find(text => bytes.includes(text))
    if (found) {
      throw new SetupError(
        `${name} holds ${found}, a folder of this machine`,
        'Build it with -ffile-prefix-map, as `npm run prebuild` does',
      )
    }
  }
}

/**
 * Writes the package of a build.
 * @param {string} root
 * @param {NativeBuild} build
 * @param {string} folder
 */
function assemble(root, build, folder) {
  makeFolder(folder)
  copyLibraries(path.resolve(root, path.dirname(build.addon)), folder)
  const { version, variant, sources } = build
  writeJson(path.join(folder, 'package.json'), manifestFor(root))
  writeJson(path.join(folder, 'native.json'), { version, variant, sources })
  fs.copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'))
}

module.exports = { assemble, requireNoPaths }
