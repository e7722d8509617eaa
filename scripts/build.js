'use strict'

// `npm run build`: npm packages, native addon and TypeScript; `--native` or `--typescript` for one
// of the latter alone.
const { readArguments } = require('./setup/arguments')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { ensureNative } = require('./setup/native')
const { ensureTypescript } = require('./setup/typescript')

runEntry(async () => {
  const options = readArguments('npm run build', ['--native', '--typescript'])
  const all = options.length === 0
  if (all) await ensureDependencies()
  if (all || options.includes('--native')) await ensureNative()
  if (all || options.includes('--typescript')) await ensureTypescript()
})
