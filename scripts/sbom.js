'use strict'

// `npm run sbom`: what a user installs, as CycloneDX JSON on stdout: the dependencies of npm, what is
// bundled into dist/, and libtorch, which the set-up fetches.
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { COMPONENTS } = require('./setup/bundle')
const { runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { readJson } = require('./setup/files')
const { PINNED_VERSION } = require('./setup/inspect')
const { ROOT } = require('./setup/paths')
const { run } = require('./setup/process')
const { ensureTypescript } = require('./setup/typescript')

/** @param {{ name: string, version: string, license: string }} component */
const bundled = ({ name, version, license }) => ({
  type: 'library',
  'bom-ref': `bundled:${name}@${version}`,
  name,
  version,
  purl: `pkg:npm/${encodeURIComponent(name)}@${version}`,
  licenses: [{ license: { id: license } }],
})

const LIBTORCH = {
  type: 'library',
  'bom-ref': 'libtorch',
  name: 'libtorch',
  version: PINNED_VERSION,
  purl: `pkg:pypi/torch@${PINNED_VERSION}`,
  licenses: [{ license: { id: 'BSD-3-Clause' } }],
}

async function sbom() {
  await ensureTypescript()
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--omit', 'peer']
  const { code, stdout, output } = await run('npm', args, { cwd: ROOT })
  if (code !== 0) throw new SetupError('npm sbom failed', undefined, output)
  const bill = /** @type {{ components: object[] }} */ (JSON.parse(stdout))
  const own = /** @type {Parameters<typeof bundled>[0][]} */ (readJson(path.join(ROOT, COMPONENTS)))
  bill.components.push(...own.map(bundled), LIBTORCH)
  return bill
}

runEntry(async () => {
  readArguments('npm run sbom')
  console.log(JSON.stringify(await sbom(), null, 2))
  return 0
})
