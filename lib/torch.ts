/** The object `torch`: operators, and what works on tensors as a whole. */
import * as amp from './amp'
import { autocast, backward, enableGrad, grad, noGrad } from './autograd'
import { backends } from './backends'
import * as cuda from './cuda'
import { versions } from './device'
import { Generator } from './generator'
import { native, type MemoryFigures } from './native'
import { operators, ops } from './ops'
import { fromBuffer, fromTypedArray, tensor } from './ops/create'
import { receive } from './ops/extras'
import { profile } from './profile'
import { keep, tidy } from './scope'
import { manualSeed } from './seed'
import { Tensor } from './tensor'
import { OptionError } from './errors'

/** The threads that one operator may use. */
function getNumThreads(): number {
  return native.numThreads()
}

function setNumThreads(count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new OptionError(`setNumThreads: expected a positive integer, found ${count}`)
  }
  native.setNumThreads(count)
}

/** How many tensors are alive, and how much memory they take. */
function memory(): MemoryFigures {
  return native.memory()
}

/** Starts the peak of `memory()` anew, from what is allocated now. */
function resetPeakMemory(): void {
  native.resetPeakMemory()
}

/** Gives CPU memory that is kept for reuse back to the system; `torch.cuda.emptyCache()` a GPU's. */
function emptyCache(): void {
  native.emptyCache()
}

export const torch = {
  ...operators,
  amp,
  autocast,
  backends,
  backward,
  cuda,
  emptyCache,
  enableGrad,
  fromBuffer,
  fromTypedArray,
  Generator,
  getNumThreads,
  grad,
  keep,
  manualSeed,
  memory,
  noGrad,
  ops,
  profile,
  receive,
  resetPeakMemory,
  setNumThreads,
  tensor,
  Tensor,
  tidy,
  versions,
}
