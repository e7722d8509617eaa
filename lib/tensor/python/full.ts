import { getDefaultDtype } from '../defaults'
import { publicFunction } from '../ops/operator'
import type { DType, IntList, Layout, ScalarLike, Tensor, WrittenDevice } from '../ops/types'

interface FullOptions<Name extends string = string> {
  dtype?: DType | null
  layout?: Layout | null
  device?: WrittenDevice<Name> | null
  pinMemory?: boolean | null
  requiresGrad?: boolean
  out?: Tensor | null
}

export interface Full {
  /**
   * A tensor of one value. Without `dtype` a number gives the default dtype, as in `torch.tensor`:
   * JavaScript cannot tell 1.0 from 1. A bigint gives int64, a boolean bool. PyTorch: `torch.full`.
   */
  <Name extends string>(size: IntList, fillValue: ScalarLike, options?: FullOptions<Name>): Tensor
  <Name extends string>(
    size: IntList,
    options: FullOptions<Name> & { fillValue: ScalarLike },
  ): Tensor
  <Name extends string>(
    options: FullOptions<Name> & { size: IntList; fillValue: ScalarLike },
  ): Tensor
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
