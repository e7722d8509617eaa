/** The addon exports what lib/native/index.ts says, the same in every build of this checkout. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, readBuildRecord, type BuildRecord } from '../../lib/native/record'

/** What a program sees of a build: exports, the schemas that types are made of, and errors. */
interface Face {
  exports: string[]
  operators: Record<string, string>
  errors: Record<string, unknown>
}

const probe = `
const [loader, root, build] = process.argv.slice(1)
const addon = require(loader).loadAddon(root, JSON.parse(build))
addon.setErrorFactory((code, message, detail, operator, operands) =>
  Object.assign(new Error(message), { told: { code, message, operator, operands } }))

const call = (name, ...args) => addon.call(addon.operator(...name.split('/')), ...args)
const float32 = 6, int64 = 4
const matrix = addon.fromBytes(new Float32Array(6), float32, [2, 3])
const target = addon.fromBytes(new BigInt64Array([0n, 7n]), int64, [2])
const gone = call('aten::neg/', matrix)
addon.release(Float64Array.of(gone), 1)

const failures = {
  'an unknown operator': () => addon.operator('aten::sofmax', ''),
  'a wrong value': () => call('aten::neg/', 'x'),
  'shapes that do not fit': () => call('aten::mm/', matrix, matrix),
  'an index out of range': () => call('aten::select/int', matrix, 0, 7),
  'a dimension out of range': () => call('aten::softmax/int', matrix, 5),
  'a tensor that was released': () => call('aten::neg/', gone),
  'memory that is not there': () => call('aten::empty/memory_format', [2 ** 45]),
  'a device that is not there': () => call('aten::zeros/', [1], float32, null, 'cuda:63'),
  'a class out of range': () => call('isbe::soft_error/', matrix, target),
  'an option out of range': () => call('isbe::soft_error/', matrix, target, null, 'soft'),
  'an unknown switch': () => addon.backendSwitch('cudnn.benchmrk'),
  'an object that is none of ours': () => addon.cudaReplay({}),
  'no backward of a constant': () => addon.backward([matrix], [null], false, false, []),
}
const told = failure => {
  try {
    failure()
  } catch (error) {
    return error.told
  }
  return 'nothing was thrown'
}
const names = addon.operatorNames().filter(name => /^(aten|isbe)::/.test(name))
process.stdout.write(JSON.stringify({
  exports: Object.entries(addon).map(([name, value]) => name + ': ' + typeof value).sort(),
  operators: Object.fromEntries(names.sort().map(name => {
    const [base, overload = ''] = name.split('.')
    return [name, addon.schema(addon.operator(base, overload)).text]
  })),
  errors: Object.fromEntries(Object.entries(failures).map(([name, failure]) => [name, told(failure)])),
}))
`

/** In a process of its own: two builds of libtorch do not go together in one. */
function faceOf(record: BuildRecord): Face {
  const loader = join(packageRoot, 'scripts/setup/load.js')
  const args = ['-e', probe, loader, packageRoot, JSON.stringify(record)]
  const text = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return JSON.parse(text) as Face
}

function declared(): string[] {
  const folder = join(packageRoot, 'lib/native')
  const source = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
  const bodies = source.join('').matchAll(/^export interface Native[^{]*\{\n.*?\n\}/gms)
  const functions = [...bodies].flatMap(([body]) => [...body.matchAll(/^ {2}(\w+)[(<]/gm)])
  return functions.map(match => `${match[1]}: function`).sort()
}

const builds = join(packageRoot, 'build')
const records = readdirSync(builds)
  .map(name => join(builds, name, 'native.json'))
  .filter(existsSync)
  .map(file => JSON.parse(readFileSync(file, 'utf8')) as BuildRecord)
  // Of two variants one may not have been built since a source changed.
  .filter(record => record.sources === readBuildRecord().sources)

it('there is a build', () => expect(records).not.toEqual([]))

describe.each(records.map(record => [`${record.variant}-${record.version}`, record] as const))(
  '%s',
  (_name, record) => {
    const { exports, errors } = faceOf(record)

    it('exports what lib/native/index.ts declares', () => expect(exports).toEqual(declared()))

    it('fails with a code and a message', () => {
      for (const [name, error] of Object.entries(errors)) {
        expect([name, error]).toEqual([
          name,
          expect.objectContaining({
            code: expect.stringMatching(/^[A-Z_]+$/) as string,
            message: expect.stringMatching(/\w/) as string,
          }),
        ])
      }
    })
  },
)

const { version } = readBuildRecord()
const same = new Map(
  records.filter(record => record.version === version).map(record => [record.variant, record]),
)
const where = same.size < 2 ? it.skip : it
if (same.size < 2) {
  console.log(
    `skipped: only a ${[...same.keys()].join()} build of libtorch ${version} is here (npm run check:cuda makes the other)`,
  )
}

where(
  'builds of one libtorch for the CPU and for CUDA have the same exports, schemas and errors',
  () => {
    const [first, ...others] = [...same.values()].map(faceOf)
    for (const other of others) expect(other).toEqual(first)
  },
)
