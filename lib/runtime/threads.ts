import { checkPositiveInteger } from '../base/check'
import { native } from '../native'

/** The threads that one operator may use. PyTorch: `torch.get_num_threads`. */
export function getNumThreads(): number {
  return native.numThreads()
}

/** PyTorch: `torch.set_num_threads`. */
export function setNumThreads(count: number): void {
  checkPositiveInteger('setNumThreads', count)
  native.setNumThreads(count)
}
