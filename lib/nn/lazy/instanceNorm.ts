import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import {
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
  type InstanceNormOptions,
} from '../norm/instanceNorm'
import { channelsOf, materialize, registerUnknown, tracking } from './normBase'

/**
 * An `InstanceNorm1d` that finds `numFeatures` in its first input; it learns and tracks by default.
 * PyTorch: `torch.nn.LazyInstanceNorm1d`.
 */
export class LazyInstanceNorm1d extends InstanceNorm1d {
  constructor(options: InstanceNormOptions = {}) {
    super(1, tracking(options))
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, channelsOf(input, 1), InstanceNorm1d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: InstanceNormOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'L'],
      ['C', 'L'],
    ]
  }
}

/**
 * An `InstanceNorm2d` that finds `numFeatures` in its first input; it learns and tracks by default.
 * PyTorch: `torch.nn.LazyInstanceNorm2d`.
 */
export class LazyInstanceNorm2d extends InstanceNorm2d {
  constructor(options: InstanceNormOptions = {}) {
    super(1, tracking(options))
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, channelsOf(input, 2), InstanceNorm2d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: InstanceNormOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'H', 'W'],
      ['C', 'H', 'W'],
    ]
  }
}

/**
 * An `InstanceNorm3d` that finds `numFeatures` in its first input; it learns and tracks by default.
 * PyTorch: `torch.nn.LazyInstanceNorm3d`.
 */
export class LazyInstanceNorm3d extends InstanceNorm3d {
  constructor(options: InstanceNormOptions = {}) {
    super(1, tracking(options))
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, channelsOf(input, 3), InstanceNorm3d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: InstanceNormOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'D', 'H', 'W'],
      ['C', 'D', 'H', 'W'],
    ]
  }
}
