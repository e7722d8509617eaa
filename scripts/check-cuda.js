'use strict'

// `npm run check:cuda`: all of a CUDA build that can be shown without a GPU. Minutes and gigabytes.
// Stages: build, load, tests, kernels, spills; all without arguments. Each leaves its results in
// build/check-cuda/<version of libtorch>/, and docs/check-cuda.md is written from those that are
// there. ISBE_LIBTORCH_VERSION asks for another version than the pinned one.
const fs = require('node:fs')
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { CUDA_VARIANT } = require('./setup/cuda')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { makeFolder, readJson, writeJson } = require('./setup/files')
const { ensureLibtorch } = require('./setup/libtorch')
const { secondsSince, step } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { ensureTypescript } = require('./setup/typescript')
const { ENV, STAGES } = require('./check/cudaStages')

/** @typedef {{ date: string, seconds: string, text: string }} Result `text`: Markdown */

const FOLDER = path.join(ROOT, 'build/check-cuda')
const LOG = path.join(ROOT, 'docs/check-cuda.md')
const HEAD = `# The log of \`npm run check:cuda\`

Written by the check: a CUDA build, compiled, linked, loaded and tested on a machine without a GPU. No
kernel was executed.
`

/** @param {string} version @returns {string} the stages that were run with that libtorch */
function sectionOf(version) {
  const parts = Object.keys(STAGES).flatMap(name => {
    const result = /** @type {Result | null} */ (
      readJson(path.join(FOLDER, version, `${name}.json`))
    )
    return result ? [`### ${name}\n\n${result.date}, ${result.seconds}. ${result.text}\n`] : []
  })
  return `## libtorch ${version}\n\n${parts.join('\n')}`
}

function writeLog() {
  const versions = fs
    .readdirSync(FOLDER, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
  fs.writeFileSync(LOG, [HEAD, ...versions.map(sectionOf)].join('\n'))
}

/**
 * @param {string} name of a stage
 * @param {string} folder for its results
 */
async function runStage(name, folder) {
  step(`check:cuda: ${name}`)
  const start = performance.now()
  const text = await /** @type {(folder: string) => Promise<string>} */ (STAGES[name])(folder)
  /** @type {Result} */
  const result = { date: new Date().toISOString().slice(0, 10), seconds: secondsSince(start), text }
  writeJson(path.join(folder, `${name}.json`), result)
  writeLog()
  console.log(text)
}

runEntry(async () => {
  const asked = readArguments('npm run check:cuda', Object.keys(STAGES))
  await ensureDependencies()
  await ensureTypescript()
  const { version } = await ensureLibtorch({ env: ENV, variant: CUDA_VARIANT })
  const folder = makeFolder(path.join(FOLDER, version))
  const inUse = path.join(ROOT, 'build/native.json')
  const before = readJson(inUse)
  try {
    for (const name of Object.keys(STAGES)) {
      if (asked.length === 0 || asked.includes(name)) await runStage(name, folder)
    }
  } finally {
    if (before !== null) writeJson(inUse, before)
  }
})
