import type { Tensor } from '../../tensor'
import { BatchNorm1d, BatchNorm2d, BatchNorm3d, type BatchNormOptions } from '../norm/batchNorm'
import { materialize, registerUnknown } from './normBase'

/** A `BatchNorm1d` that finds `numFeatures` in its first input. PyTorch: `torch.nn.LazyBatchNorm1d`. */
export class LazyBatchNorm1d extends BatchNorm1d {
  constructor(options: BatchNormOptions = {}) {
    super(1, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, input.shape[1]!, BatchNorm1d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: BatchNormOptions): void {
    registerUnknown(this, options)
  }
}

/** A `BatchNorm2d` that finds `numFeatures` in its first input. PyTorch: `torch.nn.LazyBatchNorm2d`. */
export class LazyBatchNorm2d extends BatchNorm2d {
  constructor(options: BatchNormOptions = {}) {
    super(1, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, input.shape[1]!, BatchNorm2d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: BatchNormOptions): void {
    registerUnknown(this, options)
  }
}

/** A `BatchNorm3d` that finds `numFeatures` in its first input. PyTorch: `torch.nn.LazyBatchNorm3d`. */
export class LazyBatchNorm3d extends BatchNorm3d {
  constructor(options: BatchNormOptions = {}) {
    super(1, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => {
      this.checkInput(input)
      materialize(this, input.shape[1]!, BatchNorm3d)
    }, input)
    return super.forward(input)
  }

  protected override makeState(options: BatchNormOptions): void {
    registerUnknown(this, options)
  }
}
