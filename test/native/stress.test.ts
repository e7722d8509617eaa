/** Allocator and handles under eight threads and sanitizers, and the memory of long training. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot, readBuildRecord } from '../../lib/native/record'
import { built } from '../support/built'
import { measure, steadyGrowth, type Readings } from '../support/memory'

const folder = mkdtempSync(join(tmpdir(), 'isbe-stress-'))
afterAll(() => rmSync(folder, { recursive: true }))

function canLink(sanitizer: string): boolean {
  const { status } = spawnSync(
    'g++',
    ['-x', 'c++', '-', `-fsanitize=${sanitizer}`, '-o', join(folder, 'probe')],
    { input: 'int main() {}' },
  )
  return status === 0
}

const compilerVersion = () => execFileSync('g++', ['--version'], { encoding: 'utf8' })

const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`))

/** The report of stress/<name>.cpp, compiled with some of the addon's sources; null: skipped. */
function compileAndRun(name: string, sources: string[], sanitizer: string): unknown {
  if (!canLink(sanitizer)) {
    console.log(`skipped: g++ has no ${sanitizer} sanitizer here`)
    return null
  }
  const { libtorch, version } = readBuildRecord()
  const options = [
    ...['-std=c++20', '-O1', '-g', '-pthread', `-fsanitize=${sanitizer}`, '-DNAPI_CPP_EXCEPTIONS'],
    // Leaves out what of node-addon-api's inline functions is not called, as only Node has the rest.
    ...['-ffunction-sections', '-Wl,--gc-sections'],
    ...['-isystem', join(libtorch, 'include')],
    ...['-isystem', packageFolder('node-addon-api')],
    ...['-isystem', join(packageFolder('node-api-headers'), 'include')],
    ...sources.map(source => join(packageRoot, 'native', source)),
    join(__dirname, 'stress', `${name}.cpp`),
    ...[
      `-L${join(libtorch, 'lib')}`,
      '-lc10',
      '-ltorch_cpu',
      `-Wl,-rpath,${join(libtorch, 'lib')}`,
    ],
  ]
  const program = built(`stress-${name}-${sanitizer}`, {
    sources: ['native', 'test/native/stress'],
    values: [version, compilerVersion(), ...options],
    make: file => execFileSync('g++', [...options, '-o', file]),
  })
  return JSON.parse(execFileSync(program, { encoding: 'utf8', env }))
}

/** Libtorch isn't compiled with it: what it does between its own locks looks like races. */
const env = { ...process.env, TSAN_OPTIONS: 'ignore_noninstrumented_modules=1' }

interface Outcome {
  cached: number
  left: number
}

describe('eight threads that allocate and free across each other', () => {
  const sources = ['allocator/allocator.cpp', 'allocator/memory_limit.cpp']

  it.each([
    ['thread', true],
    // There the addon leaves every block to the sanitizer's own allocator.
    ['address', false],
  ])(
    'under the %s sanitizer',
    (sanitizer, active) => {
      const outcome = compileAndRun('allocator', sources, sanitizer) as Outcome | null
      if (!outcome) return
      expect(outcome).toMatchObject({ active, blocks: 20_000, corrupted: 0, inUse: 0 })
      expect(outcome.cached > 0).toBe(active)
      expect(outcome.left).toBeLessThan(8 << 20)
    },
    600_000,
  )
})

test('of two threads that take or release one handle, one does', () => {
  const outcome = compileAndRun('handles', ['addon/handles.cpp'], 'thread')
  if (!outcome) return
  const expected = { sent: 20_000, received: 20_000, refused: 20_000, wrong: 0, left: 0 }
  expect(outcome).toEqual(expected)
}, 600_000)

test('functions of JavaScript run one at a time on their thread, whoever asks', () => {
  if (process.env.ISBE_STRESS !== 'all') {
    console.log('skipped: takes long to compile; npm run check:sanitizers runs it')
    return
  }
  const sources = ['js_thread', 'thread_settings', 'warnings'].map(name => `addon/${name}.cpp`)
  const outcome = compileAndRun('jsThread', sources, 'thread')
  const expected = { called: 32_800, ran: 32_800, failed: 3280, dropped: 6560, deleted: 6560 }
  if (outcome) expect(outcome).toEqual(expected)
}, 1_200_000)

test('10,000 training steps need no more memory than the first 2,000', () => {
  const program = join(__dirname, 'stress', 'steps.js')
  const { tensors, allocated, resident } = measure<Readings & { allocated: number[] }>(program)
  expect(resident).toHaveLength(10)
  expect(new Set(tensors).size).toBe(1)
  expect(new Set(allocated).size).toBe(1)
  expect(steadyGrowth(resident.slice(1)) / 2 ** 20).toBeLessThan(16)
})
