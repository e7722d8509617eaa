import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { maxUnpool1d, maxUnpool2d, maxUnpool3d } from '../functional/pool/unpool'
import { listed, sizesOf, type Size2d, type Sizes } from '../options'
import { outputSizeIn, type OutputSize } from '../outputSize'
import { Pool, type Dimensions } from './base'

export interface MaxUnpoolOptions<Size = Sizes> {
  /** The kernel size by default. */
  stride?: Size | null
  /** That of the pooling (default 0). */
  padding?: Size
}

const unpools = [maxUnpool1d, maxUnpool2d, maxUnpool3d]

/** Puts maxima back where `MaxPool` with `returnIndices` found them, with zeros elsewhere. */
abstract class MaxUnpool extends Pool<
  Tensor,
  [input: Tensor, indices: Tensor, outputSize?: OutputSize]
> {
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]

  constructor(
    name: string,
    dimensions: Dimensions,
    kernelSize: unknown,
    options: MaxUnpoolOptions<unknown>,
  ) {
    super(dimensions)
    checkOptionNames(name, options, ['stride', 'padding'])
    const { stride, padding = 0 } = options
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, dimensions, 1)
    this.stride = sizesOf(`${name}: stride`, stride ?? kernelSize, dimensions, 1)
    this.padding = sizesOf(`${name}: padding`, padding, dimensions, 0)
  }

  forward(input: Tensor, indices: Tensor, outputSize: OutputSize = null): Tensor {
    const { kernelSize, stride, padding } = this
    const unpool = unpools[this.dimensions - 1]!
    return this.attempt(() => {
      this.checkInput(input)
      const options = { stride, padding, outputSize: outputSizeIn(outputSize) }
      return unpool(input, indices, kernelSize, options)
    }, input)
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding } = this
    return listed({ kernelSize, stride, padding })
  }
}

/** Of [N, C, L] or [C, L]. PyTorch: `torch.nn.MaxUnpool1d`. */
export class MaxUnpool1d extends MaxUnpool {
  constructor(kernelSize: Sizes, options: MaxUnpoolOptions = {}) {
    super('MaxUnpool1d', 1, kernelSize, options)
  }
}

/** Of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.MaxUnpool2d`. */
export class MaxUnpool2d extends MaxUnpool {
  constructor(kernelSize: Size2d, options: MaxUnpoolOptions<Size2d> = {}) {
    super('MaxUnpool2d', 2, kernelSize, options)
  }
}

/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.MaxUnpool3d`. */
export class MaxUnpool3d extends MaxUnpool {
  constructor(kernelSize: Sizes, options: MaxUnpoolOptions = {}) {
    super('MaxUnpool3d', 3, kernelSize, options)
  }
}
