'use strict'

// `npm run build`: npm packages, native addon and TypeScript; `--native` or `--typescript` for one
// of the latter alone.
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { ensureNative } = require('./setup/native')
const { ensureTypescript } = require('./setup/typescript')

runEntry(async () => {
  const options = process.argv.slice(2)
  const unknown = options.find(option => !['--native', '--typescript'].includes(option))
  if (unknown) {
    throw new SetupError(`unknown option ${unknown}: expected --native, --typescript or none`)
  }
  const all = options.length === 0
  if (all) await ensureDependencies()
  if (all || options.includes('--native')) await ensureNative()
  if (all || options.includes('--typescript')) await ensureTypescript()
})
