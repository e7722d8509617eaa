/** The TypeScript face of schema types, used by the generated signatures. */
import type { DType } from '../../base/dtype'
import type { Tensor } from '../tensor'

/** An integer; bigint for those beyond 2^53. */
export type Int = number | bigint
/** An integer, or an integer tensor without dimensions and without gradient. */
export type IntLike = Int | Tensor
/** A number, or a tensor without dimensions and without gradient. */
export type FloatLike = number | Tensor
export interface Complex {
  real: number
  imag: number
}
/** A number that is not a tensor. An integral number is an integer, as in Python. */
export type Scalar = number | bigint | boolean | Complex
/** A number, or a tensor without dimensions and without gradient. */
export type ScalarLike = Scalar | Tensor
type DeviceType =
  | 'cpu'
  | 'cuda'
  | 'meta'
  | 'fpga'
  | 'hip'
  | 'hpu'
  | 'ideep'
  | 'ipu'
  | 'lazy'
  | 'maia'
  | 'mkldnn'
  | 'mps'
  | 'mtia'
  | 'opencl'
  | 'opengl'
  | 'privateuseone'
  | 've'
  | 'vulkan'
  | 'xla'
  | 'xpu'
/** The names that libtorch reads. */
export type DeviceName = DeviceType | `${DeviceType}:${number}`
/** `cpu`, `cuda` or `cuda:1`, for which 1 is short. */
export type Device = 'cpu' | 'cuda' | (string & Record<never, never>) | number
/** A device whose name, where the program writes it out, must be one that libtorch reads. */
export type WrittenDevice<Given extends string> =
  number | (`cuda:${string}` extends Given ? Given : DeviceName)
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
export type IntList = readonly IntLike[]
/** One integer for all n dimensions, or a list. */
export type IntOrList = IntLike | IntList
/** Dimensions or sizes, one after the other. */
export type Ints = [first: IntLike, ...rest: IntLike[]]
/** Options in which dimensions may have NumPy's names too, as in Python. */
export type NumpyNamed<Options> =
  | Options
  | Renamed<Options, 'dim', 'axis'>
  | RenamedKeepdim<Options | Renamed<Options, 'dim', 'axis'>>
type RenamedKeepdim<Options> = Options extends { keepdim?: unknown }
  ? Renamed<Options, 'keepdim', 'keepdims'>
  : never
type Renamed<Options, From extends string, To extends string> = {
  [Name in keyof Options as Name extends From ? To : Name]: Options[Name]
}
export type TensorList = readonly Tensor[]
export type { DType, Tensor }
