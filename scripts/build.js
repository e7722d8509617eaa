'use strict'

// `npm run build`: npm packages, native addon and TypeScript; `--native` or `--typescript` for one
// of the latter alone, `--testing` for the library that tests load. `--timings` shows what each file
// of the native build took to compile.
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { ensureNative, ensureTesting } = require('./setup/native')
const { ROOT } = require('./setup/paths')
const { timingsTable } = require('./setup/timings')
const { ensureTypescript } = require('./setup/typescript')

const OPTIONS = ['--native', '--testing', '--typescript', '--timings']

runEntry(async () => {
  const options = readArguments('npm run build', OPTIONS)
  const all = options.every(option => option === '--timings')
  if (all) await ensureDependencies()
  if (all || options.includes('--native')) await ensureNative()
  if (options.includes('--testing')) await ensureTesting()
  if (all || options.includes('--typescript')) await ensureTypescript()
  if (options.includes('--timings')) {
    const { ops } = await ensureNative()
    console.log(timingsTable(path.dirname(path.dirname(path.resolve(ROOT, ops)))))
  }
})
