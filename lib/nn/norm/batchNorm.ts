import { noGrad, operator, operators, type Tensor } from '../../tensor'
import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { Module } from '../module'
import { Buffer, Parameter } from '../parameter'

export interface BatchNormOptions {
  eps?: number
  /** The weight of the new batch in the running statistics; null for a cumulative average. */
  momentum?: number | null
  /** Learn scale and shift (default true). */
  affine?: boolean
  trackRunningStats?: boolean
}

const batchNormRelu = operator('isbe::batch_norm_relu')

abstract class BatchNorm extends Module {
  readonly weight: Parameter | null
  readonly bias: Parameter | null
  readonly runningMean: Buffer | null
  readonly runningVar: Buffer | null
  readonly numBatchesTracked: Buffer | null
  readonly #eps: number
  readonly #momentum: number | null

  constructor(
    name: string,
    readonly numFeatures: number,
    options: BatchNormOptions,
  ) {
    super()
    checkOptionNames(name, options, ['eps', 'momentum', 'affine', 'trackRunningStats'])
    checkPositiveInteger(`${name}: numFeatures`, numFeatures)
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options
    this.#eps = eps
    this.#momentum = momentum
    const size = [numFeatures]
    this.weight = affine ? new Parameter(operators.ones(size)) : null
    this.bias = affine ? new Parameter(operators.zeros(size)) : null
    this.runningMean = trackRunningStats ? new Buffer(operators.zeros(size)) : null
    this.runningVar = trackRunningStats ? new Buffer(operators.ones(size)) : null
    this.numBatchesTracked = trackRunningStats
      ? new Buffer(operators.zeros([], { dtype: 'int64' }))
      : null
  }

  /** Throws unless the input has the dimensions of this kind of batch norm. */
  protected abstract checkDimensions(shape: readonly number[]): void

  forward(input: Tensor): Tensor {
    const usesBatch = this.#check(input)
    return operators.batchNorm(
      input,
      this.weight,
      this.bias,
      this.runningMean,
      this.runningVar,
      usesBatch,
      this.#batchWeight(),
      this.#eps,
      true,
    )
  }

  /** relu(forward(input)) in one operator. @internal */
  forwardThenRelu(input: Tensor): Tensor {
    const usesBatch = this.#check(input)
    return batchNormRelu(
      input,
      this.weight,
      this.bias,
      this.runningMean,
      this.runningVar,
      usesBatch,
      this.#batchWeight(),
      this.#eps,
    ) as Tensor
  }

  /** Whether to normalise by the statistics of the batch, after a look at the shape. */
  #check(input: Tensor): boolean {
    const { shape } = input
    this.checkDimensions(shape)
    const usesBatch = this.training || !this.runningMean
    const values = shape.reduce((product, size, i) => (i === 1 ? product : product * size), 1)
    if (usesBatch && values === 1) {
      throw new TorchError(
        'VALUE',
        `batch norm: expected more than one value a channel while training, found ` +
          `[${shape.join(', ')}]; use a larger batch, or eval()`,
      )
    }
    return usesBatch
  }

  #batchWeight(): number {
    if (!this.training || !this.numBatchesTracked) return this.#momentum ?? 0
    const counter = this.numBatchesTracked
    noGrad(() => counter.add_(1))
    return this.#momentum ?? 1 / Number(counter.item())
  }
}

function refuse(name: string, expected: string, shape: readonly number[]): never {
  throw new TorchError('VALUE', `${name}: expected ${expected}, found [${shape.join(', ')}]`)
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
    refuse('BatchNorm1d', '[N, C] or [N, C, L]', shape)
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
    refuse('BatchNorm2d', '[N, C, H, W]', shape)
  }
}
