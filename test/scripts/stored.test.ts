import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureNative } from '../../scripts/setup/native'
import { sourceStamp } from '../../scripts/setup/stamp'
import { LIBRARIES, findStored, prebuiltName } from '../../scripts/setup/stored'
import {
  captureSteps,
  makeFolder,
  makeLibtorch,
  makeTools,
  removeFolders,
  writeAddon,
  writeTree,
} from './fixtures'

/** A cmake-js that leaves a mark and writes what CMake and the compiler would. */
const cmakeJs = `
const fs = require('node:fs')
const path = require('node:path')
const value = name => process.argv[process.argv.indexOf(name) + 1]
fs.writeFileSync(path.join(value('--directory'), 'compiled'), '')
fs.writeFileSync(path.join(value('--out'), 'build.ninja'), '')
const folder = path.join(value('--out'), value('--config'))
fs.mkdirSync(folder, { recursive: true })
for (const name of ${JSON.stringify(Object.values(LIBRARIES))}) {
  fs.writeFileSync(path.join(folder, name), 'compiled')
}
`

let steps: string[]
let home: string
let env: NodeJS.ProcessEnv

beforeEach(() => {
  steps = captureSteps()
  home = makeFolder()
  env = {
    PATH: makeTools({ cmake: 'echo cmake version 3.25.1', 'c++': '', ninja: '' }),
    LIBTORCH: makeLibtorch('2.13.0'),
    ISBE_HOME: home,
    ISBE_CUDA: 'cpu',
  }
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

function project(): string {
  return writeTree(makeFolder(), {
    'CMakeLists.txt': '# build',
    'native/addon.cpp': '// source',
    'node_modules/cmake-js/package.json': '{}',
    'node_modules/cmake-js/bin/cmake-js': cmakeJs,
    'node_modules/node-addon-api/package.json': '{ "version": "8.0.0" }',
  })
}

const wasCompiled = (root: string) => existsSync(join(root, 'compiled'))

describe('the cache of builds', () => {
  test('a second project compiles nothing', async () => {
    const [first, second] = [project(), project()]
    await ensureNative({ root: first, env })
    expect(wasCompiled(first)).toBe(true)
    const build = await ensureNative({ root: second, env })
    expect(wasCompiled(second)).toBe(false)
    expect(build.addon).toBe('build/cpu-2.13.0/taken/isbe_torch.node')
    expect(readFileSync(join(second, build.ops), 'utf8')).toBe('compiled')
    expect(steps.at(-1)).toContain('taken from the cache of builds')
  })

  test('nor does the same one after `npm ci`, where libtorch has moved meanwhile', async () => {
    const root = project()
    await ensureNative({ root, env })
    rmSync(join(root, 'build'), { recursive: true })
    rmSync(join(root, 'compiled'))
    env.LIBTORCH = makeLibtorch('2.13.0')
    expect((await ensureNative({ root, env })).libtorch).toBe(env.LIBTORCH)
    expect(wasCompiled(root)).toBe(false)
  })

  test.each([
    ['other sources', (root: string) => writeFileSync(join(root, 'native/addon.cpp'), '// new')],
    ['another libtorch', () => (env.LIBTORCH = makeLibtorch('2.12.0'))],
    ['ISBE_BUILD_CACHE=off', () => (env.ISBE_BUILD_CACHE = 'off')],
    [
      'a library that is missing',
      () => {
        const [stamp] = readdirSync(join(home, 'builds'))
        rmSync(join(home, 'builds', stamp!, LIBRARIES.ops))
      },
    ],
  ])('%s: compiles', async (_name, change) => {
    await ensureNative({ root: project(), env })
    const root = project()
    change(root)
    await ensureNative({ root, env })
    expect(wasCompiled(root)).toBe(true)
  })

  test('one that cannot be written to is no failure', async () => {
    writeFileSync(join(home, 'builds'), 'a file')
    await ensureNative({ root: project(), env })
    expect(steps.at(-1)).toContain('the build is not kept for other projects')
  })

  test('keeps the newest', async () => {
    const builds = join(home, 'builds')
    for (let age = 1; age <= 14; age++) {
      writeTree(join(builds, `build-${age}`), { 'native.json': '{}' })
      utimesSync(join(builds, `build-${age}`), 0, 1e6 - age)
    }
    await ensureNative({ root: project(), env })
    const kept = readdirSync(builds)
    expect(kept).toHaveLength(12)
    expect(kept).toContain('build-11')
    expect(kept).not.toContain('build-12')
  })
})

describe('a prebuilt package', () => {
  function install(root: string, record: object = {}, addon?: string) {
    const fitting = { version: '2.13.0', variant: 'cpu', sources: sourceStamp(root) }
    const folder = writeTree(join(root, 'node_modules', prebuiltName()), {
      'package.json': '{}',
      'native.json': JSON.stringify({ ...fitting, ...record }),
    })
    env.NODE_OPTIONS = writeAddon(folder, addon)
    return folder
  }

  test('is taken, and loaded once to be sure', async () => {
    const root = project()
    install(root)
    const build = await ensureNative({ root, env })
    expect(steps).toEqual([`isbe-torch: native addon taken from ${prebuiltName()}`])
    expect(wasCompiled(root)).toBe(false)
    expect(build).toMatchObject({ version: '2.13.0', libtorch: env.LIBTORCH })
  })

  test.each([
    ['other sources', { sources: 'x' }, '2.13.0', 'made of another version of isbe-torch'],
    ['another libtorch', {}, '2.12.0', 'it is for libtorch 2.13, and 2.12.0 is there'],
    ['another variant', { variant: 'cu130' }, '2.13.0', 'it is for cu130, and libtorch is a cpu'],
  ])('%s: says why, and compiles', async (_name, record, version, reason) => {
    const root = project()
    install(root, record)
    env.LIBTORCH = makeLibtorch(version)
    await ensureNative({ root, env })
    expect(wasCompiled(root)).toBe(true)
    expect(steps[0]).toContain(`${prebuiltName()} is not used: `)
    expect(steps[0]).toContain(reason)
  })

  test('one that does not load: says why, and compiles', async () => {
    const root = project()
    install(root, {}, "torchVersion() { throw new Error('GLIBC_2.99 not found') }")
    await ensureNative({ root, env })
    expect(wasCompiled(root)).toBe(true)
    expect(steps[0]).toBe(`isbe-torch: ${prebuiltName()} is not used: GLIBC_2.99 not found`)
  })

  test('is found by an import that no set-up went before', () => {
    const root = project()
    const folder = install(root)
    expect(findStored(root, env)).toMatchObject({
      build: {
        addon: relative(root, join(folder, LIBRARIES.addon)),
        libtorch: env.LIBTORCH,
        variant: 'cpu',
      },
    })
    delete env.LIBTORCH
    expect(findStored(root, env)).toEqual({
      reason: `${prebuiltName()} cannot be used: there is no libtorch in ${join(home, 'libtorch')}`,
    })
  })
  test('that is not there is named', () => {
    const reason = `neither build/native.json nor ${prebuiltName()} is there`
    expect(findStored(project(), env)).toEqual({ reason })
  })
})
