'use strict'

// `npm run bench:peers`: a Python environment with PyTorch, which the benchmarks compare with. The
// last line on stdout is the path of its Python.
const fs = require('node:fs')
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { isCuda } = require('./setup/cuda')
const { runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { makeFolder, readJson, writeJson } = require('./setup/files')
const { PINNED_VERSION } = require('./setup/inspect')
const { withLock } = require('./setup/lock')
const { step } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { findTool, run } = require('./setup/process')
const { pipReason } = require('./setup/wheel')

/** `===` asks for PyPI's own build, of CUDA, where an index has one for the CPU beside it. */
function wantedPackages() {
  const build = /** @type {{ variant?: string } | null} */ (
    readJson(path.join(ROOT, 'build/native.json'))
  )
  return [
    `torch${isCuda(build?.variant ?? '') ? '===' : '=='}${PINNED_VERSION}`,
    'numpy',
    'safetensors',
  ]
}

const PACKAGES = wantedPackages()

/**
 * @param {string} folder of the environment
 * @returns {{ python: string, stampFile: string }}
 */
function layout(folder) {
  return {
    python: path.join(folder, 'bin/python'),
    stampFile: path.join(folder, 'isbe-torch.json'),
  }
}

/** @param {string} folder */
function isReady(folder) {
  const { python, stampFile } = layout(folder)
  return fs.existsSync(python) && JSON.stringify(readJson(stampFile)) === JSON.stringify(PACKAGES)
}

/** @param {string} folder */
async function makeEnvironment(folder) {
  const python = findTool('python3')
  if (!python) throw new SetupError('python3 is not on PATH', 'Install Python 3 with venv and pip')
  step(`making a Python environment in ${folder}`)
  const { code, output } = await run(python, ['-m', 'venv', '--clear', folder])
  if (code !== 0) {
    throw new SetupError(
      `${python} cannot make a virtual environment in ${folder}`,
      'Install venv for it (package python3-venv), or set ISBE_PEERS_VENV to a writable folder',
      output,
    )
  }
}

/** @param {string} folder */
async function installPackages(folder) {
  const { python, stampFile } = layout(folder)
  step(`installing ${PACKAGES.join(' and ')} with pip`)
  const { code, output } = await run(python, ['-m', 'pip', 'install', ...PACKAGES])
  if (code !== 0) {
    throw new SetupError(
      `pip cannot install ${PACKAGES.join(' and ')} (${pipReason(output)})`,
      'Check the network and the free disk space, then try again',
    )
  }
  const check = await run(python, ['-c', 'import numpy, torch; print(torch.__version__)'])
  if (check.code !== 0) {
    throw new SetupError('the installed torch cannot be imported', undefined, check.output)
  }
  writeJson(stampFile, PACKAGES)
}

runEntry(async () => {
  readArguments('npm run bench:peers')
  const folder = path.resolve(ROOT, process.env.ISBE_PEERS_VENV || '.venv-peers')
  if (!isReady(folder)) {
    const parent = makeFolder(path.dirname(folder), 'ISBE_PEERS_VENV')
    const lock = path.join(parent, `${path.basename(folder)}.lock`)
    await withLock(lock, 'another set-up of the peers', async () => {
      if (isReady(folder)) return
      await makeEnvironment(folder)
      await installPackages(folder)
    })
  }
  console.log(layout(folder).python)
})
