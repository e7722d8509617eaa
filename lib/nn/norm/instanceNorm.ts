import { tidy, type Tensor } from '../../tensor'
import { TorchError } from '../../base/errors'
import type { ShapePattern } from '../failure'
import { instanceNorm } from '../functional/norm'
import { NormBase, type NormOptions } from './base'

export type InstanceNormOptions = NormOptions

/**
 * (x − mean)/√(variance + eps)·weight + bias of each channel of each sample, with its own statistics,
 * or in evaluation with the running ones where they are tracked.
 */
export abstract class InstanceNorm extends NormBase {
  constructor(
    name: string,
    readonly dimensions: 1 | 2 | 3,
    numFeatures: number,
    options: InstanceNormOptions,
    byDefault = false,
  ) {
    super(name, numFeatures, options, byDefault)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      this.checkInput(input)
      if (input.ndim === this.dimensions + 2) return normalize(this, input)
      return tidy(() => normalize(this, input.unsqueeze(0)).squeeze(0))
    }, input)
  }

  /** Channels that nothing is learned of may be any number, as in PyTorch. */
  protected override inputShapes(): readonly ShapePattern[] {
    const space = this.dimensions === 1 ? ['L'] : ['D', 'H', 'W'].slice(-this.dimensions)
    const one = [this.affine ? this.numFeatures : 'C', ...space]
    return [['N', ...one], one]
  }
}

function normalize(norm: InstanceNorm, input: Tensor): Tensor {
  const { runningMean, runningVar, weight, bias, momentum, eps } = norm
  if (runningMean && runningMean.shape[0] !== input.shape[1]) {
    throw new TorchError(
      'VALUE',
      `expected ${runningMean.shape[0]} channels, of which it has statistics, found ${input.shape[1]}`,
    )
  }
  const useInputStats = norm.training || !norm.trackRunningStats
  const options = { runningMean, runningVar, weight, bias, useInputStats, eps }
  return instanceNorm(input, { ...options, momentum: momentum ?? 0 })
}

/** Of [N, numFeatures, L] or [numFeatures, L]. PyTorch: `torch.nn.InstanceNorm1d`. */
export class InstanceNorm1d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super('InstanceNorm1d', 1, numFeatures, options)
  }
}

/** Of [N, numFeatures, H, W] or [numFeatures, H, W]. PyTorch: `torch.nn.InstanceNorm2d`. */
export class InstanceNorm2d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super('InstanceNorm2d', 2, numFeatures, options)
  }
}

/** Of [N, numFeatures, D, H, W] or [numFeatures, D, H, W]. PyTorch: `torch.nn.InstanceNorm3d`. */
export class InstanceNorm3d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super('InstanceNorm3d', 3, numFeatures, options)
  }
}
