/** The object `torch`: operators, and what works on tensors as a whole. */
import * as amp from './amp'
import {
  Tensor,
  autocast,
  backward,
  enableGrad,
  fromBuffer,
  fromTypedArray,
  grad,
  keep,
  noGrad,
  operators,
  ops,
  receive,
  tensor,
  tidy,
} from './tensor'
import { backends } from './runtime/backends'
import * as cuda from './cuda'
import { versions } from './runtime/versions'
import { Generator } from './runtime/generator'
import { profile } from './profile'
import { emptyCache, memory, resetPeakMemory } from './runtime/memory'
import { manualSeed } from './runtime/seed'
import { getNumThreads, setNumThreads } from './runtime/threads'

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
