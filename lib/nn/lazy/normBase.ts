/** What lazy normalisations share. */
import { isPlainObject } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { ones_, zeros_ } from '../init/functions'
import type { NormBase, NormOptions } from '../norm/base'
import {
  isUninitialized,
  settle,
  UninitializedBuffer,
  UninitializedParameter,
} from './uninitialized'

/** The defaults of lazy instance normalisation, which are those of batch normalisation. */
export function tracking(options: NormOptions): NormOptions {
  if (!isPlainObject(options)) return options
  return { affine: true, trackRunningStats: true, ...options }
}

/** The channels of [N, C, …] or [C, …]. */
export function channelsOf({ shape }: Tensor, dimensions: number): number {
  return shape.length === dimensions + 2 ? shape[1]! : shape[0]!
}

export function registerUnknown(norm: NormBase, options: NormOptions): void {
  const { device, dtype, bias = true } = options
  const { affine, trackRunningStats } = norm
  const of = { device, dtype }
  const unknown = (): UninitializedParameter => new UninitializedParameter(of)
  const statistic = (): UninitializedBuffer => new UninitializedBuffer(of)
  const counter = (): Tensor => operators.zeros([], { dtype: 'int64', device })
  norm.registerParameter('weight', affine ? unknown() : null)
  norm.registerParameter('bias', affine && bias ? unknown() : null)
  norm.registerBuffer('runningMean', trackRunningStats ? statistic() : null)
  norm.registerBuffer('runningVar', trackRunningStats ? statistic() : null)
  norm.registerBuffer('numBatchesTracked', trackRunningStats ? counter() : null)
  Object.assign(norm, { numFeatures: 0 })
}

/** Takes that number of channels, or that of a state that was loaded, and becomes a `Class`. */
export function materialize(norm: NormBase, found: number, Class: { prototype: object }): void {
  const { weight, bias, runningMean, runningVar } = norm
  const loaded = [weight, runningMean].find(owned => owned && !isUninitialized(owned))
  const numFeatures = loaded?.shape[0] ?? found
  const shape = [numFeatures]
  settle(weight, shape, ones_)
  settle(bias, shape, zeros_)
  settle(runningMean, shape, zeros_)
  settle(runningVar, shape, ones_)
  Object.assign(norm, { numFeatures })
  Object.setPrototypeOf(norm, Class.prototype)
}
