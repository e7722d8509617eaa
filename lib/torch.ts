/** The object `torch`: operators, and what works on tensors as a whole. */
import * as amp from './amp'
import { autocast, backward, enableGrad, grad, noGrad } from './tensor/autograd'
import { backends } from './runtime/backends'
import * as cuda from './cuda'
import { versions } from './runtime/device'
import { Generator } from './runtime/generator'
import { native, type MemoryFigures } from './native'
import { operators, ops } from './tensor/ops'
import { fromBuffer, fromTypedArray, tensor } from './tensor/ops/create'
import { receive } from './tensor/ops/extras'
import { profile } from './profile'
import { keep, tidy } from './tensor/scope'
import { manualSeed } from './runtime/seed'
import { Tensor } from './tensor/tensor'
import { OptionError } from './base/errors'

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
