import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobCount, progressText } from '../../scripts/setup/compile'
import { ensureNative } from '../../scripts/setup/native'
import { ensureTypescript } from '../../scripts/setup/typescript'
import {
  captureSteps,
  makeCheckout,
  makeLibtorch,
  makeTools,
  removeFolders,
  writeTree,
} from './fixtures'

let root: string

/** A cmake-js that logs its arguments and writes what CMake and the compiler would. */
const cmakeJs = `
const fs = require('node:fs')
const path = require('node:path')
const args = process.argv.slice(2)
const value = (name) => args[args.indexOf(name) + 1]
const out = value('--out')
const kind = fs.existsSync(path.join(out, 'CMakeCache.txt')) ? 'build ' : 'configure '
fs.appendFileSync(path.join(value('--directory'), 'calls'), kind + args.join(' ') + '\\n')
fs.writeFileSync(path.join(out, 'CMakeCache.txt'), '')
fs.writeFileSync(path.join(out, 'build.ninja'), '')
if (fs.readFileSync('native/addon.cpp', 'utf8').includes('wrong')) {
  console.error('native/addon.cpp:2:5: error: this is wrong')
  process.exit(1)
}
const libraries = path.join(out, value('--config'))
fs.mkdirSync(libraries, { recursive: true })
for (const name of ['isbe_torch.node', 'isbe_preload.node', 'libisbe_ops.so']) {
  fs.writeFileSync(path.join(libraries, name), '')
}
`

/** A tsc that "compiles" every file of lib/. */
const tsc = `
const fs = require('node:fs')
const path = require('node:path')
fs.appendFileSync('calls', 'tsc\\n')
for (const name of fs.readdirSync('lib', { recursive: true })) {
  if (!name.endsWith('.ts')) continue
  if (fs.readFileSync(path.join('lib', name), 'utf8').includes('wrong')) {
    console.log('lib/' + name + '(1,7): error TS1: this is wrong')
    process.exit(2)
  }
  const file = path.resolve('dist', name.replace(/ts$/, 'js'))
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, '')
  console.log('TSFILE: ' + file)
}
`

beforeEach(() => {
  captureSteps()
  root = makeCheckout({
    'CMakeLists.txt': '# build',
    'native/addon.cpp': '// source',
    'lib/cli/main.ts': '// command',
    'node_modules/cmake-js/package.json': '{}',
    'node_modules/cmake-js/bin/cmake-js': cmakeJs,
    'node_modules/node-addon-api/package.json': '{ "version": "8.0.0" }',
    'node_modules/typescript/package.json': '{ "version": "6.0.0" }',
    'node_modules/typescript/bin/tsc': tsc,
  })
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

/** What was started since the last call. */
function calls(): string[] {
  const file = join(root, 'calls')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  rmSync(file)
  return lines
}

describe('native build', () => {
  let env: NodeJS.ProcessEnv
  let libtorch: string

  beforeEach(() => {
    libtorch = makeLibtorch('2.13.0')
    env = {
      PATH: makeTools({ cmake: 'echo cmake version 3.25.1', 'c++': '', ninja: '' }),
      LIBTORCH: libtorch,
      ISBE_BUILD_CACHE: 'off',
      CMAKE_BUILD_PARALLEL_LEVEL: '3',
    }
  })

  test('passes libtorch, Node-API and jobs on, and writes down what it built', async () => {
    const build = await ensureNative({ root, env })
    const [call] = calls()
    expect(call).toContain('configure build ')
    expect(call).toContain(`--CDISBE_LIBTORCH=${libtorch}`)
    expect(call).toContain(`--CDISBE_NODE_ADDON_API=${root}/node_modules/node-addon-api`)
    expect(call).toContain('--generator Ninja')
    expect(call).toContain('--parallel 3')
    expect(JSON.parse(readFileSync(join(root, 'build/native.json'), 'utf8'))).toEqual(build)
    expect(build).toMatchObject({
      addon: 'build/cpu-2.13.0/Release/isbe_torch.node',
      preload: 'build/cpu-2.13.0/Release/isbe_preload.node',
      ops: 'build/cpu-2.13.0/Release/libisbe_ops.so',
      libtorch,
      version: '2.13.0',
      variant: 'cpu',
    })
  })

  test('a second run starts nothing and is quick', async () => {
    const first = await ensureNative({ root, env })
    calls()
    const times: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      const start = performance.now()
      expect(await ensureNative({ root, env })).toEqual(first)
      times.push(performance.now() - start)
    }
    expect(Math.min(...times)).toBeLessThan(200)
    expect(calls()).toEqual([])
  })

  test.each([
    ['a source', () => writeFileSync(join(root, 'native/addon.cpp'), '// new'), 'build'],
    ['a new source', () => writeFileSync(join(root, 'native/other.cpp'), ''), 'build'],
    ['CMakeLists.txt', () => writeFileSync(join(root, 'CMakeLists.txt'), '# new'), 'build'],
    ['a lost addon', () => rmSync(join(root, 'build/cpu-2.13.0/Release/isbe_torch.node')), 'build'],
    [
      'another kind of build',
      () => {
        env.ISBE_BUILD_TYPE = 'Debug'
      },
      'configure',
    ],
    [
      'a configuration that failed',
      () => {
        rmSync(join(root, 'build/cpu-2.13.0/build.ninja'))
        rmSync(join(root, 'build/native.json'))
        rmSync(join(root, 'build/cpu-2.13.0/native.json'))
      },
      'configure',
    ],
  ])('%s: built again', async (_name, change, kind) => {
    await ensureNative({ root, env })
    calls()
    change()
    await ensureNative({ root, env })
    expect(calls().map(call => call.split(' ')[0])).toEqual([kind])
    await ensureNative({ root, env })
    expect(calls()).toEqual([])
  })

  test('a libtorch that has moved: not built again, as a build names no path of it', async () => {
    await ensureNative({ root, env })
    calls()
    env.LIBTORCH = makeLibtorch('2.13.0')
    expect((await ensureNative({ root, env })).libtorch).toBe(env.LIBTORCH)
    const written = JSON.parse(readFileSync(join(root, 'build/native.json'), 'utf8')) as object
    expect(written).toMatchObject({ libtorch: env.LIBTORCH })
    expect(calls()).toEqual([])
  })

  test('another version has its own folder', async () => {
    await ensureNative({ root, env })
    env.LIBTORCH = makeLibtorch('2.12.0')
    expect((await ensureNative({ root, env })).addon).toContain('build/cpu-2.12.0/')
  })

  test('a failure says the cause and carries the output; the next build starts again', async () => {
    writeFileSync(join(root, 'native/addon.cpp'), 'wrong')
    await expect(ensureNative({ root, env })).rejects.toMatchObject({
      message:
        'native/addon.cpp:2 does not compile: this is wrong. Correct it and run `npm run build`.',
      detail: 'native/addon.cpp:2:5: error: this is wrong\n',
    })
    expect(existsSync(join(root, 'build/native.json'))).toBe(false)
    writeFileSync(join(root, 'native/addon.cpp'), '// right')
    await ensureNative({ root, env })
  })

  test('bad settings and missing packages', async () => {
    await expect(ensureNative({ root, env: { ...env, ISBE_BUILD_TYPE: 'fast' } })).rejects.toThrow(
      /^ISBE_BUILD_TYPE='fast': expected Release, RelWithDebInfo, Debug/,
    )
    rmSync(join(root, 'node_modules/cmake-js'), { recursive: true })
    await expect(ensureNative({ root, env })).rejects.toThrow(
      /npm package cmake-js is not installed in .* Run `npm ci`/,
    )
  })

  test('hoisted packages are found, and a dependency keeps its libraries alone', async () => {
    const inner = join(root, 'node_modules/isbe-torch')
    writeTree(inner, { 'CMakeLists.txt': '', 'native/addon.cpp': '' })
    await ensureNative({ root: inner, env })
    const call = readFileSync(join(inner, 'calls'), 'utf8')
    expect(call).toContain(`ISBE_NODE_ADDON_API=${root}/node_modules/node-addon-api`)
    expect(readdirSync(join(inner, 'build/cpu-2.13.0')).sort()).toEqual(['Release', 'native.json'])
  })

  test('jobs: what is asked for, else at most one a core', () => {
    expect(jobCount({ CMAKE_BUILD_PARALLEL_LEVEL: '7' })).toBe(7)
    expect(jobCount({})).toBeGreaterThanOrEqual(1)
  })

  test.each([
    ['of Ninja', '[1/60] Building\n[15/60] Building CXX object a.o\n', '15 of 60 files, 30 s left'],
    ['of make', '[  5%] Building\n[ 25%] Building CXX object a.o\n', '25 %, 30 s left'],
  ])('progress: files done and time left, %s', (_, printed, expected) => {
    expect(progressText(printed, 10)).toBe(`compiling: ${expected}`)
  })

  test('progress: nothing before anything is done', () => {
    expect(progressText('-- Configuring done\n', 10)).toBeNull()
  })
})

describe('TypeScript build', () => {
  test('runs when sources changed, and only then', async () => {
    await ensureTypescript({ root })
    expect(calls()).toEqual(['tsc'])
    expect(statSync(join(root, 'dist/cli/main.js')).mode & 0o111).toBe(0o111)
    await ensureTypescript({ root })
    expect(calls()).toEqual([])
    writeFileSync(join(root, 'lib/new.ts'), '')
    await ensureTypescript({ root })
    expect(calls()).toEqual(['tsc'])
    expect(existsSync(join(root, 'dist/new.js'))).toBe(true)
  })

  test('removes what a removed source left, and makes what was lost', async () => {
    writeFileSync(join(root, 'lib/old.ts'), '')
    await ensureTypescript({ root })
    rmSync(join(root, 'lib/old.ts'))
    await ensureTypescript({ root })
    expect(existsSync(join(root, 'dist/old.js'))).toBe(false)
    rmSync(join(root, 'dist'), { recursive: true })
    await ensureTypescript({ root })
    expect(existsSync(join(root, 'dist/cli/main.js'))).toBe(true)
  })

  test('a failure names the first error and is tried again', async () => {
    writeFileSync(join(root, 'lib/cli/main.ts'), 'wrong')
    const message = /TypeScript does not compile: lib\/cli\/main.ts\(1,7\): TS1: this is wrong/
    await expect(ensureTypescript({ root })).rejects.toThrow(message)
    await expect(ensureTypescript({ root })).rejects.toThrow(message)
  })

  test('an installed package keeps its dist/ and needs no compiler', async () => {
    const inner = join(root, 'node_modules/isbe-torch')
    writeTree(inner, { 'dist/cli/main.js': '' })
    await ensureTypescript({ root: inner })
    expect(calls()).toEqual([])
  })
})
