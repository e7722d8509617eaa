/** The allocator, the fused batch norm and the dropout of our own change the time, not the training. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

interface Curve {
  losses: number[]
  cached: number
}

function curve(
  network: string,
  steps: number,
  seed: number,
  off: string[] = [],
  allocator = '',
): Curve {
  const output = execFileSync(
    process.execPath,
    [join(__dirname, 'curve.js'), network, String(steps), String(seed), ...off],
    { encoding: 'utf8', env: { ...process.env, ISBE_ALLOCATOR: allocator } },
  )
  return JSON.parse(output) as Curve
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length)
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
}

describe.each([
  ['n0', 30],
  ['n1', 12],
] as const)('%s', (network, steps) => {
  const all = curve(network, steps, 1)

  it('learns', () => {
    expect(mean(all.losses.slice(-3))).toBeLessThan(0.8 * all.losses[0]!)
  })

  it('has the same losses, to the bit, without the allocator', () => {
    const without = curve(network, steps, 1, [], 'default')
    expect([without.cached, all.cached > 0]).toEqual([0, true])
    expect(without.losses).toEqual(all.losses)
  })

  it('has the same losses within rounding without the fused batch norm', () => {
    const without = curve(network, steps, 1, ['fusion'])
    expect(Math.abs(mean(without.losses) / mean(all.losses) - 1)).toBeLessThan(0.02)
  })

  it('has the same first losses by SGD without the fused batch norm', () => {
    // By Adam, whose first step is ±lr by the sign of each gradient, also of one that is all
    // rounding, how far they are apart depends on the processor.
    const [together, apart] = [['sgd'], ['sgd', 'fusion']].map(parts => curve(network, 3, 1, parts))
    expect(largestDifference(together!.losses, apart!.losses)).toBeLessThan(1e-4)
  })
})

test("N0 learns the same with libtorch's dropout, within the noise of three seeds", () => {
  const ends = [['dropout'], []].map(off =>
    [1, 2, 3].map(seed => mean(curve('n0', 120, seed, off).losses.slice(-40))),
  )
  const [libtorch, ours] = ends as [number[], number[]]
  const spread = Math.max(...libtorch, ...ours) - Math.min(...libtorch, ...ours)
  expect(Math.abs(mean(libtorch) / mean(ours) - 1)).toBeLessThan(0.1)
  expect(spread).toBeLessThan(0.3 * mean(ours))
  expect(ours).not.toEqual(libtorch)
})
