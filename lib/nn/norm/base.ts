/** What batch and instance normalisation share: scale, shift and running statistics a channel. */
import { checkCount, checkNumber, checkOptionNames } from '../../base/check'
import { noGrad, operators, releaseOnError, type Tensor } from '../../tensor'
import { emptyParameter } from '../init'
import { isUninitialized } from '../lazy/uninitialized'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import type { Buffer, Parameter } from '../parameter'
import { resetAffine } from './affine'

export interface NormOptions extends FactoryOptions {
  /** Added to the variance (default 1e-5). */
  eps?: number
  /** The weight of the new batch in the running statistics; null for a cumulative average. */
  momentum?: number | null
  /** Learn scale and shift (default true; false for instance normalisation). */
  affine?: boolean
  /** Learn the shift too, where `affine` (default true). */
  bias?: boolean
  /** Keep statistics for evaluation (default true; false for instance normalisation). */
  trackRunningStats?: boolean
}

const flags = ['affine', 'bias', 'trackRunningStats']
const optionNames = ['eps', 'momentum', ...flags, ...factoryNames]

export abstract class NormBase extends Module<[input: Tensor]> {
  declare weight: Parameter | null
  declare bias: Parameter | null
  declare runningMean: Buffer | null
  declare runningVar: Buffer | null
  declare numBatchesTracked: Buffer | null
  readonly eps: number
  readonly momentum: number | null
  readonly affine: boolean
  readonly trackRunningStats: boolean

  constructor(
    name: string,
    readonly numFeatures: number,
    options: NormOptions,
    byDefault: boolean,
  ) {
    super()
    checkOptionNames(name, options, optionNames)
    checkFlags(name, options, flags)
    checkCount(`${name}: numFeatures`, numFeatures)
    const { momentum = 0.1, affine = byDefault, trackRunningStats = byDefault } = options
    if (momentum !== null) checkNumber(`${name}: momentum`, momentum)
    this.eps = numberOf(name, 'eps', options.eps, 1e-5)
    this.momentum = momentum
    this.affine = affine
    this.trackRunningStats = trackRunningStats
    releaseOnError(() => this.makeState(options))
  }

  /** States saved before PyTorch 0.4.1 have no counter. @internal */
  override get optionalState(): readonly string[] {
    return ['num_batches_tracked']
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, trackRunningStats } = this
    const bias = this.bias !== null
    return `${numFeatures}, ${listed({ eps, momentum, affine, bias, trackRunningStats })}`
  }

  protected makeState({ device, dtype, bias = true }: NormOptions): void {
    const of = { device, dtype }
    const { affine, trackRunningStats, numFeatures } = this
    const learned = (): Parameter => emptyParameter([numFeatures], of)
    const statistic = (): Tensor => operators.empty([numFeatures], of)
    const counter = (): Tensor => operators.empty([], { dtype: 'int64', device })
    this.registerParameter('weight', affine ? learned() : null)
    this.registerParameter('bias', affine && bias ? learned() : null)
    this.registerBuffer('runningMean', trackRunningStats ? statistic() : null)
    this.registerBuffer('runningVar', trackRunningStats ? statistic() : null)
    this.registerBuffer('numBatchesTracked', trackRunningStats ? counter() : null)
    this.resetParameters()
  }

  /** Forgets the batches that it has seen. PyTorch: `reset_running_stats`. */
  resetRunningStats(): void {
    if (!this.trackRunningStats) return
    noGrad(() => {
      this.runningMean?.zero_()
      this.runningVar?.fill_(1)
      this.numBatchesTracked?.zero_()
    })
  }

  /**
   * The same, with a scale of 1 and a shift of 0; nothing while they have no shape yet.
   * PyTorch: `reset_parameters`.
   */
  resetParameters(): void {
    if ([this.weight, this.runningMean].some(isUninitialized)) return
    this.resetRunningStats()
    resetAffine(this.weight, this.bias)
  }
}
