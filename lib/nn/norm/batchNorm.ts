import { TorchError } from '../../base/errors'
import { operator, operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { checkEps } from '../functional/eps'
import type { Buffer } from '../parameter'
import { NormBase, type NormOptions } from './base'

export type BatchNormOptions = NormOptions

const batchNormRelu = operator('isbe::batch_norm_relu')

/**
 * (x − mean)/√(variance + eps)·weight + bias of each channel, with the statistics of the batch while
 * training and the running ones else.
 */
export abstract class BatchNorm extends NormBase {
  constructor(name: string, numFeatures: number, options: BatchNormOptions) {
    super(name, numFeatures, options, true)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.batchNorm(...this.argumentsFor(input), true), input)
  }

  /** relu(forward(input)) in one operator. @internal */
  forwardThenRelu(input: Tensor): Tensor {
    return this.attempt(() => batchNormRelu(...this.argumentsFor(input)) as Tensor, input)
  }

  /** What both operators take, in the order of their schemas. */
  protected argumentsFor(input: Tensor) {
    this.checkInput(input)
    const { numFeatures, affine, trackRunningStats } = this
    if ((affine || trackRunningStats) && input.shape[1] !== numFeatures) {
      const named = (size: number | string): number | string => (size === 'C' ? numFeatures : size)
      this.checkInput(
        input,
        this.inputShapes().map(shape => shape.map(named)),
      )
    }
    const usesBatch = this.training || !this.runningMean
    if (usesBatch) checkSeveral(input.shape)
    checkEps(this.eps, usesBatch)
    const [mean, variance] = statistics(this)
    const { weight, bias, eps } = this
    return [input, weight, bias, mean, variance, usesBatch, batchWeight(this), eps] as const
  }
}

function checkSeveral(shape: readonly number[]): void {
  const values = shape.reduce((product, size, i) => (i === 1 ? product : product * size), 1)
  if (values !== 1) return
  throw new TorchError(
    'VALUE',
    `expected more than one value a channel while training, found [${shape.join(', ')}]; ` +
      'use a larger batch, or eval()',
  )
}

/** The running statistics, where this pass uses or updates them. */
function statistics(norm: BatchNorm): [Buffer | null, Buffer | null] {
  const isUsed = !norm.training || norm.trackRunningStats
  return isUsed ? [norm.runningMean, norm.runningVar] : [null, null]
}

function batchWeight({
  training,
  trackRunningStats,
  numBatchesTracked,
  momentum,
}: BatchNorm): number {
  const counter = training && trackRunningStats ? numBatchesTracked : null
  counter?.add_(1)
  if (momentum !== null) return momentum
  return counter ? 1 / Number(counter.item()) : 0
}

/** Of [N, numFeatures] or [N, numFeatures, L]. PyTorch: `torch.nn.BatchNorm1d`. */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('BatchNorm1d', numFeatures, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C'],
      ['N', 'C', 'L'],
    ]
  }
}

/** Of [N, numFeatures, H, W]. PyTorch: `torch.nn.BatchNorm2d`. */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('BatchNorm2d', numFeatures, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', 'H', 'W']]
  }
}

/** Of [N, numFeatures, D, H, W]. PyTorch: `torch.nn.BatchNorm3d`. */
export class BatchNorm3d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('BatchNorm3d', numFeatures, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', 'D', 'H', 'W']]
  }
}
