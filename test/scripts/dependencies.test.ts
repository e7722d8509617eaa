import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dependenciesMatch, ensureDependencies } from '../../scripts/setup/dependencies'
import { captureSteps, makeFolder, makeTools, removeFolders, writeTree } from './fixtures'

let root: string

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

/** What npm was asked for since the last call. */
function calls(): string[] {
  const file = join(root, 'calls')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  rmSync(file)
  return lines
}

const packages = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha-a' },
  'node_modules/other-machine': { version: '1.0.0', optional: true },
}
const write = (file: string, content: object) => {
  writeTree(root, { [file]: JSON.stringify({ packages: content }) })
}
const installed = { 'node_modules/a': packages['node_modules/a'] }

beforeEach(() => {
  captureSteps()
  root = makeFolder()
  write('package-lock.json', packages)
  write('node_modules/.package-lock.json', installed)
})

test('match', () => expect(dependenciesMatch(root)).toBe(true))

test.each([
  ['another version', { 'node_modules/a': { version: '2.0.0', integrity: 'sha-a' } }],
  ['other contents', { 'node_modules/a': { version: '1.0.0', integrity: 'sha-b' } }],
  ['one missing', {}],
  ['one too many', { ...installed, 'node_modules/b': { version: '1.0.0' } }],
])('%s: no match', (_name, found) => {
  write('node_modules/.package-lock.json', found)
  expect(dependenciesMatch(root)).toBe(false)
})

test('npm ci runs without scripts, only when there is something to do', async () => {
  const npm = join(root, 'npm.js')
  writeFileSync(npm, 'require("fs").appendFileSync("calls", process.argv.slice(2).join(" "))')
  const env = { npm_execpath: npm }
  await ensureDependencies({ root, env })
  expect(calls()).toEqual([])
  rmSync(join(root, 'node_modules/.package-lock.json'))
  await ensureDependencies({ root, env })
  expect(calls()).toEqual(['ci --ignore-scripts'])
  rmSync(join(root, 'package-lock.json'))
  await ensureDependencies({ root, env })
  expect(calls()).toEqual([])
})

test('a failure of npm, and no npm at all', async () => {
  rmSync(join(root, 'node_modules/.package-lock.json'))
  const PATH = makeTools({ npm: 'echo no network; exit 1' })
  await expect(ensureDependencies({ root, env: { PATH } })).rejects.toMatchObject({
    message: expect.stringMatching(/^`npm ci` failed/) as string,
    detail: 'no network\n',
  })
  await expect(ensureDependencies({ root, env: { PATH: makeTools({}) } })).rejects.toThrow(
    /^npm is not on PATH/,
  )
})
