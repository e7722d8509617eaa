import { execFileSync } from 'node:child_process'

/** What a program printed as JSON: live tensors and resident bytes after equal stretches of work. */
export interface Readings {
  tensors: number[]
  resident: number[]
}

/**
 * Runs a program in a process of its own, where nothing but its work moves the memory: no test
 * runner, one heap for garbage collection at will, and no more room for young objects, which V8
 * gives from time to time.
 */
export function measure<R extends Readings>(program: string, ...args: string[]): R {
  const options = ['--expose-gc', '--max-semi-space-size=1', program, ...args]
  return JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' })) as R
}

/**
 * Bytes that the readings grow by from the first to the last on their way, by Theil and Sen's
 * estimate: the middle one of the slopes between any two readings. One that stands out does not
 * count, as when a heap or an arena takes a larger piece at the end; a leak grows in every stretch.
 */
export function steadyGrowth(readings: number[]): number {
  const slopes = readings.flatMap((late, j) =>
    readings.slice(0, j).map((early, i) => (late - early) / (j - i)),
  )
  slopes.sort((a, b) => a - b)
  return slopes[slopes.length >> 1]! * (readings.length - 1)
}
