/** The TypeScript face of schema types, used by the generated signatures. */
import type { DType } from '../../base/dtype'
import type { Tensor } from '../tensor'

/** An integer; bigint for those beyond 2^53. */
export type Int = number | bigint
export interface Complex {
  real: number
  imag: number
}
/** A number that is not a tensor. An integral number is an integer, as in Python. */
export type Scalar = number | bigint | boolean | Complex
/** `cpu`, `cuda` or `cuda:1`. */
export type Device = 'cpu' | 'cuda' | (string & Record<never, never>)
export type Layout =
  | 'strided'
  | 'sparse_coo'
  | 'sparse_csr'
  | 'sparse_csc'
  | 'sparse_bsr'
  | 'sparse_bsc'
  | 'mkldnn'
  | 'jagged'
export type MemoryFormat =
  'contiguous_format' | 'preserve_format' | 'channels_last' | 'channels_last_3d'
export type IntList = readonly Int[]
/** One integer for all n dimensions, or a list. */
export type IntOrList = Int | IntList
export type TensorList = readonly Tensor[]
export type { DType, Tensor }
