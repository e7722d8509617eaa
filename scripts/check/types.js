'use strict'

// Types are right, and cheap to check: an editor does that work at every keystroke, and one
// expression whose unions multiply has once cost minutes and gigabytes.
const { runEntry } = require('../setup/entry')
const { ROOT } = require('../setup/paths')
const { packageFile, run } = require('../setup/process')

/** The whole checkout needs 200,000. Unlike seconds, the same on every machine. */
const MOST_TYPES = 300_000

/**
 * @param {string} folder with a tsconfig.json
 * @param {{ most?: number }} [options]
 * @returns {Promise<string | null>} what is wrong, or null
 */
async function typeFaults(folder, { most = MOST_TYPES } = {}) {
  const tsc = packageFile(ROOT, 'typescript', 'bin/tsc')
  const options = ['--noEmit', '--pretty', 'false', '--extendedDiagnostics']
  const { code, output } = await run(process.execPath, [tsc, ...options], { cwd: folder })
  if (code !== 0) return output
  const types = Number(/^Types: +(\d+)$/m.exec(output)?.[1])
  if (!Number.isInteger(types)) return `${output}\nexpected a line 'Types: N' of tsc`
  if (types <= most) return null
  return (
    `checking creates ${types} types, ${most} at most: ` +
    'run `npx tsc --noEmit --generateTrace FOLDER` to see which expression does'
  )
}

if (require.main === module) {
  runEntry(async () => {
    const faults = await typeFaults(ROOT)
    if (faults) console.log(faults)
    return faults ? 1 : 0
  })
}

module.exports = { typeFaults }
