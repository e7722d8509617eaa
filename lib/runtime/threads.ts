import { availableParallelism } from 'node:os'
import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { native } from '../native'

/** OpenMP ends the process when the system refuses it a thread; so many are far from any limit. */
export const mostThreads = Math.max(64, 4 * availableParallelism())

/** The threads that one operator may use. PyTorch: `torch.get_num_threads`. */
export function getNumThreads(): number {
  return native.numThreads()
}

/** At most 64, or four a core where that is more. PyTorch: `torch.set_num_threads`. */
export function setNumThreads(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > mostThreads) {
    throw new OptionError(
      `setNumThreads: expected an integer from 1 to ${mostThreads}, found ${describeValue(count)}`,
    )
  }
  native.setNumThreads(count)
}
