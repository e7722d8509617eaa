/** Which test images a run classified correctly. */
import type { FinishedRun } from '../results'
import { decodeBytes } from './result'
import type { TestSets } from './testSets'

export function rightOf({ config, result }: FinishedRun, sets: TestSets): boolean[] {
  const expected = sets.labels(config.data)
  return Array.from(decodeBytes(result.predictions), (found, i) => found === expected[i])
}
