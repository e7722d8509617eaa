import { checkOptionNames, checkPositiveInteger, describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, operator, operators, releaseOnError, type Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, factoryNames, type FactoryOptions } from '../options'
import { Parameter, type Buffer } from '../parameter'

export interface BatchNormOptions extends FactoryOptions {
  /** Added to the variance (default 1e-5). */
  eps?: number
  /** The weight of the new batch in the running statistics; null for a cumulative average. */
  momentum?: number | null
  /** Learn scale and shift (default true). */
  affine?: boolean
  /** Keep statistics for evaluation (default true); otherwise those of each batch are used. */
  trackRunningStats?: boolean
}

const optionNames = ['eps', 'momentum', 'affine', 'trackRunningStats', ...factoryNames]

const batchNormRelu = operator('isbe::batch_norm_relu')

abstract class BatchNorm extends Module<[input: Tensor]> {
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
    options: BatchNormOptions,
  ) {
    super()
    checkOptionNames(name, options, optionNames)
    checkFlags(name, options, ['affine', 'trackRunningStats'])
    checkPositiveInteger(`${name}: numFeatures`, numFeatures)
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options
    checkNumber(`${name}: eps`, eps)
    if (momentum !== null) checkNumber(`${name}: momentum`, momentum)
    this.eps = eps
    this.momentum = momentum
    this.affine = affine
    this.trackRunningStats = trackRunningStats
    releaseOnError(() => this.#make(options))
  }

  /** Throws unless the input has the dimensions of this kind of batch norm. */
  protected abstract checkDimensions(shape: readonly number[]): void

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.batchNorm(...this.#arguments(input), true))
  }

  /** relu(forward(input)) in one operator. @internal */
  forwardThenRelu(input: Tensor): Tensor {
    return this.attempt(() => batchNormRelu(...this.#arguments(input)) as Tensor)
  }

  /** States saved before PyTorch 0.4.1 have no counter. @internal */
  override get optionalState(): readonly string[] {
    return ['num_batches_tracked']
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, trackRunningStats } = this
    return `${numFeatures}, eps=${eps}, momentum=${momentum}, affine=${affine}, trackRunningStats=${trackRunningStats}`
  }

  /** What both operators take, in the order of their schemas. */
  #arguments(input: Tensor) {
    const usesBatch = this.#check(input)
    const [mean, variance] = this.#statistics()
    const { weight, bias, eps } = this
    return [input, weight, bias, mean, variance, usesBatch, this.#batchWeight(), eps] as const
  }

  #make({ device, dtype }: FactoryOptions): void {
    const size = [this.numFeatures]
    const of = { device, dtype }
    const { affine, trackRunningStats } = this
    this.registerParameter('weight', affine ? new Parameter(operators.ones(size, of)) : null)
    this.registerParameter('bias', affine ? new Parameter(operators.zeros(size, of)) : null)
    this.registerBuffer('runningMean', trackRunningStats ? operators.zeros(size, of) : null)
    this.registerBuffer('runningVar', trackRunningStats ? operators.ones(size, of) : null)
    const counter = (): Tensor => operators.zeros([], { dtype: 'int64', device })
    this.registerBuffer('numBatchesTracked', trackRunningStats ? counter() : null)
  }

  /** Whether to normalise by the statistics of the batch, after a look at the shape. */
  #check(input: Tensor): boolean {
    checkTensor('input', input)
    const { shape } = input
    this.checkDimensions(shape)
    const usesBatch = this.training || !this.runningMean
    const values = shape.reduce((product, size, i) => (i === 1 ? product : product * size), 1)
    if (usesBatch && values === 1) {
      throw new TorchError(
        'VALUE',
        `expected more than one value a channel while training, found [${shape.join(', ')}]; ` +
          'use a larger batch, or eval()',
      )
    }
    return usesBatch
  }

  /** The running statistics, where this pass uses or updates them. */
  #statistics(): [Buffer | null, Buffer | null] {
    const isUsed = !this.training || this.trackRunningStats
    return isUsed ? [this.runningMean, this.runningVar] : [null, null]
  }

  #batchWeight(): number {
    const counter = this.training && this.trackRunningStats ? this.numBatchesTracked : null
    counter?.add_(1)
    if (this.momentum !== null) return this.momentum
    return counter ? 1 / Number(counter.item()) : 0
  }
}

function checkNumber(what: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isNaN(value)) return
  throw new OptionError(`${what}: expected a number, found ${describeValue(value)}`)
}

function refuse(expected: string, shape: readonly number[]): never {
  throw new TorchError('VALUE', `expected ${expected}, found [${shape.join(', ')}]`)
}

/**
 * Normalises each channel of [N, numFeatures] or [N, numFeatures, L] over batch and length.
 * PyTorch: `torch.nn.BatchNorm1d`.
 */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('BatchNorm1d', numFeatures, options)
  }

  protected checkDimensions(shape: readonly number[]): void {
    if (shape.length === 2 || shape.length === 3) return
    refuse('[N, C] or [N, C, L]', shape)
  }
}

/**
 * Normalises each channel of [N, numFeatures, H, W] over batch and space.
 * PyTorch: `torch.nn.BatchNorm2d`.
 */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('BatchNorm2d', numFeatures, options)
  }

  protected checkDimensions(shape: readonly number[]): void {
    if (shape.length === 4) return
    refuse('[N, C, H, W]', shape)
  }
}
