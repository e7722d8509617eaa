/** The addon exports what lib/native.ts says, the same in every build of this checkout. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, readBuildRecord, type BuildRecord } from '../../lib/native'

const list = `
const addon = require(process.argv[1])
console.log(JSON.stringify(Object.entries(addon).map(([name, value]) => name + ': ' + typeof value).sort()))
`

/** In a process of its own: two builds of libtorch do not go together in one. */
function exportsOf(record: BuildRecord): string[] {
  const text = execFileSync(process.execPath, ['-e', list, join(packageRoot, record.addon)], { encoding: 'utf8' })
  return JSON.parse(text) as string[]
}

function declared(): string[] {
  const source = readFileSync(join(packageRoot, 'lib/native.ts'), 'utf8')
  const body = /export interface Native \{\n(.*?)\n\}/s.exec(source)![1]!
  return [...body.matchAll(/^ {2}(\w+)\(/gm)].map(match => `${match[1]}: function`).sort()
}

const builds = join(packageRoot, 'build')
const records = readdirSync(builds).map(name => join(builds, name, 'native.json')).filter(existsSync)
  .map(file => JSON.parse(readFileSync(file, 'utf8')) as BuildRecord)
  // Of two variants one may not have been built since a source changed.
  .filter(record => record.sources === readBuildRecord().sources)

it('there is a build', () => expect(records).not.toEqual([]))

it.each(records.map(record => [`${record.variant}-${record.version}`, record] as const))(
  '%s exports what lib/native.ts declares', (_name, record) => {
    expect(exportsOf(record)).toEqual(declared())
  })

it('builds for the CPU and for CUDA export the same', () => {
  const variants = new Map(records.map(record => [record.variant, record]))
  if (variants.size < 2) {
    console.log(`skipped: only a ${[...variants.keys()].join()} build is here (npm run check:cuda makes the other)`)
    return
  }
  const [first, ...others] = [...variants.values()].map(exportsOf)
  for (const other of others) expect(other).toEqual(first)
})
