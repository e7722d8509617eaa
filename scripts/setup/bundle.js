'use strict'

// Packages that are bundled into dist/ and so are no dependencies of this one; their licences go along.
const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('./errors')
const { listFiles, readJson, writeJson } = require('./files')

/** Doors to large packages. */
const BUNDLED = ['dist/report/echarts.js', 'dist/experiments/zod.js']
const LICENCES = 'dist/third-party-licences.txt'
const COMPONENTS = 'dist/third-party.json'

/** @typedef {{ name: string, version: string, license: string }} Component */

/**
 * @param {string} input a file that the bundler read, relative to the root
 * @returns {string | null} its package's folder
 */
function packageOf(input) {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)
  return match && match[0]
}

/**
 * @param {string} folder of a package
 * @returns {Component & { text: string }}
 */
function describe(folder) {
  const { name, version, license } = /** @type {Component} */ (
    readJson(path.join(folder, 'package.json'))
  )
  const texts = listFiles(folder).filter(file =>
    /^(licen[cs]e|copying|notice)/i.test(path.relative(folder, file)),
  )
  if (!license || texts.length === 0) {
    throw new SetupError(`${name} ${version} is bundled, but its licence is not in ${folder}`)
  }
  const text = texts.sort().map(file => fs.readFileSync(file, 'utf8').trim())
  return { name, version, license, text: text.join('\n\n') }
}

/**
 * @param {string} root
 * @param {readonly string[]} inputs files that the bundler read, relative to `root`
 * @returns {string[]} files written, relative to `root`
 */
function writeLicences(root, inputs) {
  const folders = [...new Set(inputs.flatMap(input => packageOf(input) ?? []))].sort()
  const components = folders.map(folder => describe(path.join(root, folder)))
  const texts = components.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`,
  )
  fs.writeFileSync(path.join(root, LICENCES), texts.join(`\n${'-'.repeat(80)}\n\n`))
  writeJson(
    path.join(root, COMPONENTS),
    components.map(({ name, version, license }) => ({ name, version, license })),
  )
  return [LICENCES, COMPONENTS]
}

/**
 * @param {string} root
 * @param {readonly string[]} files written by the compiler
 * @returns {Promise<string[]>} files that are there afterwards, relative to `root`
 */
async function bundle(root, files) {
  const wanted = BUNDLED.filter(file => files.includes(file))
  if (wanted.length === 0) return [...files]
  // Loaded late: a package that is installed from a tarball has no esbuild, and needs none.
  const { build } = /** @type {typeof import('esbuild')} */ (
    require(require.resolve('esbuild', { paths: [root] }))
  )
  /** @type {string[]} */
  const inputs = []
  const maps = wanted.map(file => `${file}.map`)
  for (const file of wanted) {
    const outfile = path.join(root, file)
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [outfile],
      outfile,
      allowOverwrite: true,
      bundle: true,
      legalComments: 'inline',
      metafile: true,
      minify: true,
      platform: 'node',
    })
    inputs.push(...Object.keys(metafile.inputs))
  }
  for (const map of maps) fs.rmSync(path.join(root, map), { force: true })
  return [...files.filter(file => !maps.includes(file)), ...writeLicences(root, inputs)]
}

module.exports = { COMPONENTS, bundle }
