/**
 * What is Python in PyTorch, written by hand here: it takes the place of the operator of the same
 * name in the generated surface, or joins it. A function goes into the object of its place, with
 * its TypeScript signature; `npm run generate` then leaves that name out of generated.ts.
 */
import type { Tensor } from '../tensor'
import { cdist } from './distance'
import { lu, pcaLowrank, svdLowrank, type LuOptions } from './factorization'
import { full } from './full'
import { masked } from './masked'
import { nestedTensor } from './nested'
import { nonzero } from './nonzero'
import { norm, type NormOptions } from './norm'
import { cartesianProd, chainMatmul, einsum, tensordot } from './products'
import {
  atleast1d,
  atleast2d,
  atleast3d,
  blockDiag,
  broadcastShapes,
  broadcastTensors,
  meshgrid,
  unravelIndex,
} from './shapes'
import {
  sparseBscTensor,
  sparseBsrTensor,
  sparseCompressedTensor,
  sparseCooTensor,
  sparseCscTensor,
  sparseCsrTensor,
} from './sparse'
import { sparseSum } from './sparseSum'
import { type, type TypeMethods } from './type'
import {
  unique,
  uniqueConsecutive,
  type UniqueConsecutiveOptions,
  type UniqueOptions,
  type UniqueResult,
} from './unique'
import { windows } from './windows'

/** Functions of `torch`. */
export const functions = {
  atleast1d,
  atleast2d,
  atleast3d,
  blockDiag,
  broadcastShapes,
  broadcastTensors,
  cartesianProd,
  cdist,
  chainMatmul,
  einsum,
  full,
  lu,
  meshgrid,
  nonzero,
  norm,
  pcaLowrank,
  sparseBscTensor,
  sparseBsrTensor,
  sparseCompressedTensor,
  sparseCooTensor,
  sparseCscTensor,
  sparseCsrTensor,
  svdLowrank,
  tensordot,
  unique,
  uniqueConsecutive,
  unravelIndex,
}

/** A function of a tensor as its method. */
function asMethod(call: (...args: never[]) => unknown): (...args: unknown[]) => never {
  const written = call as (...args: unknown[]) => unknown
  return function (this: Tensor, ...args: unknown[]): never {
    return written(this, ...args) as never
  }
}

/** Methods of Tensor. */
export const methods: PythonMethods = {
  lu: asMethod(lu),
  nonzero: asMethod(nonzero),
  norm: asMethod(norm),
  type: asMethod(type),
  unique: asMethod(unique),
  uniqueConsecutive: asMethod(uniqueConsecutive),
}

export interface PythonMethods extends TypeMethods {
  /** See `torch.lu`. */
  lu(pivot?: boolean | LuOptions, getInfos?: boolean): Tensor[]
  /** See `torch.nonzero`. */
  nonzero(options: { asTuple: true }): Tensor[]
  nonzero(options?: { asTuple?: false }): Tensor
  /** See `torch.norm`. */
  norm(
    p?: NormOptions['p'] | NormOptions,
    dim?: NormOptions['dim'] | Omit<NormOptions, 'p'>,
    keepdim?: boolean,
    options?: Pick<NormOptions, 'dtype'>,
  ): Tensor
  /** See `torch.unique`. */
  unique(options?: UniqueOptions & { returnInverse?: false; returnCounts?: false }): Tensor
  unique(options: UniqueOptions & ({ returnInverse: true } | { returnCounts: true })): Tensor[]
  unique(
    sorted?: boolean,
    returnInverse?: boolean,
    returnCounts?: boolean,
    dim?: number | null,
  ): UniqueResult
  /** See `torch.uniqueConsecutive`. */
  uniqueConsecutive(
    options?: UniqueConsecutiveOptions & { returnInverse?: false; returnCounts?: false },
  ): Tensor
  uniqueConsecutive(
    options: UniqueConsecutiveOptions & ({ returnInverse: true } | { returnCounts: true }),
  ): Tensor[]
  uniqueConsecutive(
    returnInverse?: boolean,
    returnCounts?: boolean,
    dim?: number | null,
  ): UniqueResult
}

export const fft = {}
export const linalg = {}
export const nested = { nestedTensor }
export const sparse = { sum: sparseSum }
export const special = {}

export { masked }

/** PyTorch: `torch.signal`. */
export const signal = { windows }
