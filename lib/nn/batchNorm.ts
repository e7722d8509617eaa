import { noGrad } from '../autograd'
import { checkOptionNames } from '../errors'
import { operators } from '../ops'
import type { Tensor } from '../tensor'
import { Module } from './module'
import { checkPositiveInteger } from './options'
import { Buffer, Parameter } from './parameter'

export interface BatchNormOptions {
  eps?: number
  /** The weight of the new batch in the running statistics; null for a cumulative average. */
  momentum?: number | null
  /** Learn scale and shift (default true). */
  affine?: boolean
  trackRunningStats?: boolean
}

/**
 * Normalises each channel of [N, numFeatures, H, W] over batch and space.
 * PyTorch: `torch.nn.BatchNorm2d`.
 */
export class BatchNorm2d extends Module {
  readonly weight: Parameter | null
  readonly bias: Parameter | null
  readonly runningMean: Buffer | null
  readonly runningVar: Buffer | null
  readonly numBatchesTracked: Buffer | null
  readonly #eps: number
  readonly #momentum: number | null

  constructor(readonly numFeatures: number, options: BatchNormOptions = {}) {
    super()
    checkOptionNames('BatchNorm2d', options, ['eps', 'momentum', 'affine', 'trackRunningStats'])
    checkPositiveInteger('BatchNorm2d: numFeatures', numFeatures)
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options
    this.#eps = eps
    this.#momentum = momentum
    const size = [numFeatures]
    this.weight = affine ? new Parameter(operators.ones(size)) : null
    this.bias = affine ? new Parameter(operators.zeros(size)) : null
    this.runningMean = trackRunningStats ? new Buffer(operators.zeros(size)) : null
    this.runningVar = trackRunningStats ? new Buffer(operators.ones(size)) : null
    this.numBatchesTracked =
      trackRunningStats ? new Buffer(operators.zeros([], { dtype: 'int64' })) : null
  }

  forward(input: Tensor): Tensor {
    return operators.batchNorm(
      input, this.weight, this.bias, this.runningMean, this.runningVar,
      this.training || !this.runningMean, this.#batchWeight(), this.#eps, true)
  }

  #batchWeight(): number {
    if (!this.training || !this.numBatchesTracked) return this.#momentum ?? 0
    const counter = this.numBatchesTracked
    noGrad(() => counter.add_(1))
    return this.#momentum ?? 1 / Number(counter.item())
  }
}
