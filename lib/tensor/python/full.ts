import { getDefaultDtype } from '../defaults'
import { publicFunction } from '../ops/operator'
import type { Device, DType, IntList, Layout, ScalarLike, Tensor } from '../ops/types'

interface FullOptions {
  dtype?: DType | null
  layout?: Layout | null
  device?: Device | null
  pinMemory?: boolean | null
  requiresGrad?: boolean
  out?: Tensor | null
}

export interface Full {
  /**
   * A tensor of one value. Without `dtype` a number gives the default dtype, as in `torch.tensor`:
   * JavaScript cannot tell 1.0 from 1. A bigint gives int64, a boolean bool. PyTorch: `torch.full`.
   */
  (size: IntList, fillValue: ScalarLike, options?: FullOptions): Tensor
  (size: IntList, options: FullOptions & { fillValue: ScalarLike }): Tensor
  (options: FullOptions & { size: IntList; fillValue: ScalarLike }): Tensor
}

type Given = FullOptions & { fillValue?: unknown }

const fill = publicFunction('torch', 'full', 'full', 'default+out')

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const full = ((...args: unknown[]): unknown => {
  const last = args.at(-1)
  const options: Given = isObject(last) ? last : {}
  const value = typeof args[1] === 'number' ? args[1] : options.fillValue
  const isSaid = (options.dtype ?? options.out ?? null) !== null
  if (isSaid || typeof value !== 'number') return fill(...args)
  const positional = isObject(last) ? args.slice(0, -1) : args
  return fill(...positional, { ...options, dtype: getDefaultDtype() })
}) as Full
