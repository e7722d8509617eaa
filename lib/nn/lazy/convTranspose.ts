import type { Tensor } from '../../tensor'
import {
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type ConvTransposeOptions,
} from '../conv/convTranspose'
import type { Size2d, Sizes } from '../options'
import type { OutputSize } from '../outputSize'
import { materialize, placeholder, registerUnknown } from './convBase'

/**
 * A `ConvTranspose1d` that finds `inChannels` in its first input.
 * PyTorch: `torch.nn.LazyConvTranspose1d`.
 */
export class LazyConvTranspose1d extends ConvTranspose1d {
  constructor(outChannels: number, kernelSize: Sizes, options: ConvTransposeOptions = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor, outputSize?: OutputSize): Tensor {
    this.attempt(() => materialize(this, input, true, ConvTranspose1d))
    return super.forward(input, outputSize)
  }

  protected override makeParameters(_transposed: boolean, options: ConvTransposeOptions): void {
    registerUnknown(this, options)
  }
}

/**
 * A `ConvTranspose2d` that finds `inChannels` in its first input.
 * PyTorch: `torch.nn.LazyConvTranspose2d`.
 */
export class LazyConvTranspose2d extends ConvTranspose2d {
  constructor(outChannels: number, kernelSize: Size2d, options: ConvTransposeOptions<Size2d> = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor, outputSize?: OutputSize): Tensor {
    this.attempt(() => materialize(this, input, true, ConvTranspose2d))
    return super.forward(input, outputSize)
  }

  protected override makeParameters(
    _transposed: boolean,
    options: ConvTransposeOptions<Size2d>,
  ): void {
    registerUnknown(this, options)
  }
}

/**
 * A `ConvTranspose3d` that finds `inChannels` in its first input.
 * PyTorch: `torch.nn.LazyConvTranspose3d`.
 */
export class LazyConvTranspose3d extends ConvTranspose3d {
  constructor(outChannels: number, kernelSize: Sizes, options: ConvTransposeOptions = {}) {
    super(placeholder(options), outChannels, kernelSize, options)
  }

  override forward(input: Tensor, outputSize?: OutputSize): Tensor {
    this.attempt(() => materialize(this, input, true, ConvTranspose3d))
    return super.forward(input, outputSize)
  }

  protected override makeParameters(_transposed: boolean, options: ConvTransposeOptions): void {
    registerUnknown(this, options)
  }
}
