/** The allocator under eight threads and under sanitizers, and the memory of long training. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { isbe, nn, optim } from '../../lib'
import { packageRoot, readBuildRecord } from '../../lib/native/record'

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
  const model = new nn.Sequential(
    new nn.Linear(64, 32),
    new nn.ReLU(),
    new nn.Dropout(0.2),
    new nn.Linear(32, 10),
  )
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const loss = new isbe.IsbeLoss()
  const step = (batch: number) =>
    torch.tidy(() => {
      // Ragged batches, as the last ones of epochs are: more than one size class is in use.
      const input = torch.randn([batch, 64])
      const target = torch.randint(10, [batch])
      optimizer.zeroGrad()
      loss.forward(model.forward(input), target).backward()
      optimizer.step()
    })
  const residentAfter = (steps: number): number => {
    for (let i = 0; i < steps; ++i) step(32 + (i % 5) * 16)
    return process.memoryUsage().rss
  }
  const early = residentAfter(2_000)
  const { tensors, allocated } = torch.memory()
  const late = residentAfter(8_000)
  expect([torch.memory().tensors, torch.memory().allocated]).toEqual([tensors, allocated])
  expect((late - early) / 2 ** 20).toBeLessThan(16)
})
