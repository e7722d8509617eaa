'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { bundle } = require('./bundle')
const { SetupError } = require('./errors')
const { listFiles, makeFolder, readJson, stampOf, writeJson } = require('./files')
const { withLock } = require('./lock')
const { secondsSince, step } = require('./log')
const { ROOT, isDependency } = require('./paths')
const { packageFile, run } = require('./process')

const COMMAND = 'dist/cli/main.js'

/** @param {string} root */
function sourceStamp(root) {
  const settings = ['tsconfig.json', 'tsconfig.build.json'].map(name => path.join(root, name))
  const compiler = readJson(packageFile(root, 'typescript', 'package.json'))
  return stampOf(
    root,
    [...listFiles(path.join(root, 'lib')), ...settings],
    [
      JSON.stringify(
        compiler && typeof compiler === 'object' && 'version' in compiler ? compiler.version : null,
      ),
    ],
  )
}

/**
 * @param {string} root
 * @param {string} stamp
 * @returns {boolean}
 */
function isCurrent(root, stamp) {
  const build = /** @type {{ stamp: string, files: string[] } | null} */ (
    readJson(path.join(root, 'build/typescript.json'))
  )
  return build?.stamp === stamp && build.files.every(file => fs.existsSync(path.join(root, file)))
}

/**
 * @param {string} root
 * @returns {Promise<string[]>} files written, relative to `root`
 */
async function compile(root) {
  step('compiling TypeScript')
  const start = performance.now()
  const args = [
    packageFile(root, 'typescript', 'bin/tsc'),
    '-p',
    'tsconfig.build.json',
    '--noEmitOnError',
    '--listEmittedFiles',
    '--pretty',
    'false',
  ]
  const { code, stdout, output } = await run(process.execPath, args, { cwd: root })
  if (code !== 0) {
    const first = /^(\S+\(\d+,\d+\)): error (.*)$/m.exec(output)
    const problem = first ? `${first[1]}: ${first[2]}` : 'tsc failed'
    throw new SetupError(
      `TypeScript does not compile: ${problem}`,
      'Correct it and build again',
      output,
    )
  }
  const files = stdout
    .split('\n')
    .filter(line => line.startsWith('TSFILE: '))
    .map(line => path.relative(root, line.slice('TSFILE: '.length).trim()))
  step(`TypeScript compiled in ${secondsSince(start)}`)
  return files
}

/**
 * Compiles lib/ to dist/, unless dist/ was made from the same sources. A package that is installed
 * from a tarball has its dist/, and no compiler: it is left as it is.
 * @param {{ root?: string }} [options]
 * @throws {SetupError}
 */
async function ensureTypescript({ root = ROOT } = {}) {
  if (isDependency(root) && fs.existsSync(path.join(root, COMMAND))) return
  const stamp = sourceStamp(root)
  if (isCurrent(root, stamp)) return
  const build = makeFolder(path.join(root, 'build'))
  await withLock(path.join(build, '.lock-typescript'), 'the TypeScript build', async () => {
    if (isCurrent(root, stamp)) return
    const files = await bundle(root, await compile(root))
    const kept = new Set(files.map(file => path.join(root, file)))
    for (const file of listFiles(path.join(root, 'dist'))) if (!kept.has(file)) fs.rmSync(file)
    const command = path.join(root, COMMAND)
    if (fs.existsSync(command)) fs.chmodSync(command, 0o755)
    writeJson(path.join(build, 'typescript.json'), { stamp, files })
  })
}

module.exports = { ensureTypescript }
