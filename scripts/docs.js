'use strict'

// `npm run docs`: README, docs/ and the API reference as a site in site/, without warnings and without
// links that lead nowhere.
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { step } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { packageFile, run } = require('./setup/process')

/** @param {readonly string[]} args for Node */
async function succeeds(args) {
  return (await run(process.execPath, args, { cwd: ROOT, inherit: true })).code === 0
}

runEntry(async () => {
  readArguments('npm run docs')
  await ensureDependencies()
  if (!(await succeeds([packageFile(ROOT, 'typedoc', 'bin/typedoc')]))) return 1
  if (!(await succeeds([path.join(__dirname, 'check/links.js'), 'site']))) return 1
  step('the site is in site/: open site/index.html')
  return 0
})
