import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** The most threads of a program beside others, which ends once they are enough. */
function threadsBesideOthers(
  enough: number,
  seconds: number,
  spin: NodeJS.ProcessEnv = {},
): number {
  const script = join(__dirname, 'workers', 'contended.js')
  const env = { ...process.env, GOMP_SPINCOUNT: undefined, OMP_WAIT_POLICY: undefined, ...spin }
  return Number(execFileSync(process.execPath, [script, String(enough), String(seconds)], { env }))
}

test('a team of idle threads shortens spins while others want the cores, unless one says how', () => {
  const told = threadsBesideOthers(Infinity, 2, { OMP_WAIT_POLICY: 'passive' })
  const team = availableParallelism() + 1
  expect(threadsBesideOthers(told + team, 30)).toBeGreaterThanOrEqual(told + team)
})
