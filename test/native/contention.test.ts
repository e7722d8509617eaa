import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

interface Threads {
  before: number
  beside: number
  after: number
}

/** What the program counts that waits so long for more threads, or for fewer. */
function threadsBesideOthers(seconds: number, spin: NodeJS.ProcessEnv = {}): Threads {
  const script = join(__dirname, 'workers', 'contended.js')
  const env = { ...process.env, GOMP_SPINCOUNT: undefined, OMP_WAIT_POLICY: undefined, ...spin }
  const output = execFileSync(process.execPath, [script, String(seconds)], { env })
  return JSON.parse(output.toString()) as Threads
}

test('a team of idle threads shortens spins while other programs want the cores', () => {
  const { before, beside, after } = threadsBesideOthers(20)
  expect(beside).toBeGreaterThan(before + availableParallelism())
  expect(after).toBeLessThanOrEqual(before)
})

test('whoever says how threads wait is left alone', () => {
  const { before, beside } = threadsBesideOthers(1, { OMP_WAIT_POLICY: 'passive' })
  expect(beside).toBeLessThanOrEqual(before)
})
