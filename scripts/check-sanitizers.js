'use strict'

// `npm run check:sanitizers`: addon and operators with AddressSanitizer and UndefinedBehaviorSanitizer
// under the native tests (`-- address`), and what threads share with ThreadSanitizer (`-- thread`).
// Minutes; docs/sanitizers.md has what came out.
const { readArguments } = require('./setup/arguments')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { secondsSince, step } = require('./setup/log')
const { ensureTypescript } = require('./setup/typescript')
const { STAGES } = require('./check/sanitizers')

runEntry(async () => {
  const asked = readArguments('npm run check:sanitizers', Object.keys(STAGES))
  await ensureDependencies()
  await ensureTypescript()
  for (const [name, stage] of Object.entries(STAGES)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    step(`check:sanitizers: ${name}`)
    const start = performance.now()
    console.log(`${name}: ${await stage()}, ${secondsSince(start)}`)
  }
})
