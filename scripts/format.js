'use strict'

// `npm run format`: lays out TypeScript, JavaScript, Python and C++.
const { FORMATTERS, runChecks } = require('./lint')
const { readArguments } = require('./setup/arguments')
const { runEntry } = require('./setup/entry')

runEntry(async () => {
  readArguments('npm run format')
  const { failed } = await runChecks(FORMATTERS)
  return failed > 0 ? 1 : 0
})
