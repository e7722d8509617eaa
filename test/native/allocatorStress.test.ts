/** The allocator under eight threads and under sanitizers, and the memory of long training. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot, readBuildRecord } from '../../lib/native/record'
import { measure, steadyGrowth, type Readings } from '../support/memory'

const folder = mkdtempSync(join(tmpdir(), 'isbe-stress-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Outcome {
  active: boolean
  blocks: number
  corrupted: number
  inUse: number
  cached: number
  left: number
}

function canLink(sanitizer: string): boolean {
  const { status } = spawnSync(
    'g++',
    ['-x', 'c++', '-', `-fsanitize=${sanitizer}`, '-o', join(folder, 'probe')],
    { input: 'int main() {}' },
  )
  return status === 0
}

function compileAndRun(sanitizer: string): Outcome {
  const libtorch = readBuildRecord().libtorch
  const program = join(folder, sanitizer)
  execFileSync('g++', [
    '-std=c++20',
    '-O1',
    '-g',
    '-pthread',
    `-fsanitize=${sanitizer}`,
    '-isystem',
    join(libtorch, 'include'),
    join(packageRoot, 'native', 'allocator', 'allocator.cpp'),
    join(packageRoot, 'native', 'allocator', 'memory_limit.cpp'),
    join(__dirname, 'stress', 'allocator.cpp'),
    `-L${join(libtorch, 'lib')}`,
    '-lc10',
    `-Wl,-rpath,${join(libtorch, 'lib')}`,
    '-o',
    program,
  ])
  return JSON.parse(execFileSync(program, { encoding: 'utf8' })) as Outcome
}

describe('eight threads that allocate and free across each other', () => {
  it.each([
    ['thread', true],
    // There the addon leaves every block to the sanitizer's own allocator.
    ['address', false],
  ])(
    'under the %s sanitizer',
    (sanitizer, active) => {
      if (!canLink(sanitizer)) {
        console.log(`skipped: g++ has no ${sanitizer} sanitizer here`)
        return
      }
      const outcome = compileAndRun(sanitizer)
      expect(outcome).toMatchObject({ active, blocks: 20_000, corrupted: 0, inUse: 0 })
      expect(outcome.cached > 0).toBe(active)
      expect(outcome.left).toBeLessThan(8 << 20)
    },
    120_000,
  )
})

test('10,000 training steps need no more memory than the first 2,000', () => {
  const program = join(__dirname, 'stress', 'steps.js')
  const { tensors, allocated, resident } = measure<Readings & { allocated: number[] }>(program)
  expect(resident).toHaveLength(10)
  expect(new Set(tensors).size).toBe(1)
  expect(new Set(allocated).size).toBe(1)
  expect(steadyGrowth(resident.slice(1)) / 2 ** 20).toBeLessThan(16)
})
