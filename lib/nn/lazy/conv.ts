import type { Tensor } from '../../tensor'
import { Conv1d, Conv2d, Conv3d, type Conv2dOptions, type ConvOptions } from '../conv/conv'
import type { ShapePattern } from '../failure'
import type { Size2d, Sizes } from '../options'
import { materialize, placeholder, registerUnknown } from './convBase'

/** A `Conv1d` that finds `inChannels` in its first input. PyTorch: `torch.nn.LazyConv1d`. */
export class LazyConv1d extends Conv1d {
  constructor(outChannels: number, kernelSize: Sizes, options: ConvOptions = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => materialize(this, input, false, Conv1d))
    return super.forward(input)
  }

  protected override makeParameters(_transposed: boolean, options: ConvOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'L'],
      ['C', 'L'],
    ]
  }
}

/** A `Conv2d` that finds `inChannels` in its first input. PyTorch: `torch.nn.LazyConv2d`. */
export class LazyConv2d extends Conv2d {
  constructor(outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => materialize(this, input, false, Conv2d))
    return super.forward(input)
  }

  protected override makeParameters(_transposed: boolean, options: Conv2dOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'H', 'W'],
      ['C', 'H', 'W'],
    ]
  }
}

/** A `Conv3d` that finds `inChannels` in its first input. PyTorch: `torch.nn.LazyConv3d`. */
export class LazyConv3d extends Conv3d {
  constructor(outChannels: number, kernelSize: Sizes, options: ConvOptions = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => materialize(this, input, false, Conv3d))
    return super.forward(input)
  }

  protected override makeParameters(_transposed: boolean, options: ConvOptions): void {
    registerUnknown(this, options)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'D', 'H', 'W'],
      ['C', 'D', 'H', 'W'],
    ]
  }
}
