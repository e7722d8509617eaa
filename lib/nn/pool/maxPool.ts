import { checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { checkFlags, sizesOf, type Size2d, type Sizes } from '../options'
import { Pool, type Dimensions, type Pooled } from './base'

export interface MaxPoolOptions<WithIndices extends boolean = false, Size = Sizes> {
  /** The kernel size by default. */
  stride?: Size | null
  /** What is added on each side, at most half of the kernel; never the largest (default 0). */
  padding?: Size
  dilation?: Size
  /** Also where the largest values are, as [output, indices] (default false). */
  returnIndices?: WithIndices
  /** Round the size of the output up (default false). */
  ceilMode?: boolean
}
export type MaxPool2dOptions<WithIndices extends boolean = false> = MaxPoolOptions<
  WithIndices,
  Size2d
>

const optionNames = ['stride', 'padding', 'dilation', 'returnIndices', 'ceilMode']
const operatorsOf = [1, 2, 3].map(dimensions => ({
  values: operator(`aten::max_pool${dimensions}d`),
  both: operator(`aten::max_pool${dimensions}d_with_indices`),
}))

/** The largest value of each window. */
abstract class MaxPool<WithIndices extends boolean> extends Pool<Pooled<WithIndices>> {
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly dilation: readonly number[]
  readonly returnIndices: boolean
  readonly ceilMode: boolean

  constructor(
    name: string,
    dimensions: Dimensions,
    kernelSize: unknown,
    options: MaxPoolOptions<WithIndices, unknown>,
  ) {
    super(dimensions)
    checkOptionNames(name, options, optionNames)
    checkFlags(name, options, ['returnIndices', 'ceilMode'])
    const { stride, padding = 0, dilation = 1 } = options
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, dimensions, 1)
    this.stride = sizesOf(`${name}: stride`, stride ?? kernelSize, dimensions, 1)
    this.padding = sizesOf(`${name}: padding`, padding, dimensions, 0)
    this.dilation = sizesOf(`${name}: dilation`, dilation, dimensions, 1)
    this.returnIndices = options.returnIndices ?? false
    this.ceilMode = options.ceilMode ?? false
    checkPadding(name, this.kernelSize, this.padding)
    const { ceilMode } = this
    this.given = { kernelSize, stride: stride ?? kernelSize, padding, dilation, ceilMode }
  }

  forward(input: Tensor): Pooled<WithIndices> {
    const { kernelSize, stride, padding, dilation, ceilMode, dimensions } = this
    const { values, both } = operatorsOf[dimensions - 1]!
    const pool = this.returnIndices ? both : values
    return this.attempt(
      () => pool(input, kernelSize, stride, padding, dilation, ceilMode),
      input,
    ) as Pooled<WithIndices>
  }
}

/** A window that lies in the padding alone has no largest value. */
export function checkPadding(
  name: string,
  kernelSize: readonly number[],
  padding: readonly number[],
): void {
  kernelSize.forEach((size, dim) => {
    const most = Math.floor(size / 2)
    if (padding[dim]! <= most) return
    throw new OptionError(
      `${name}: padding: expected at most half of the kernel (${most}), found ${padding[dim]}`,
    )
  })
}

/** Of [N, C, L] or [C, L]. PyTorch: `torch.nn.MaxPool1d`. */
export class MaxPool1d<WithIndices extends boolean = false> extends MaxPool<WithIndices> {
  constructor(kernelSize: Sizes, options: MaxPoolOptions<WithIndices> = {}) {
    super('MaxPool1d', 1, kernelSize, options)
  }
}

/** Of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.MaxPool2d`. */
export class MaxPool2d<WithIndices extends boolean = false> extends MaxPool<WithIndices> {
  constructor(kernelSize: Size2d, options: MaxPool2dOptions<WithIndices> = {}) {
    super('MaxPool2d', 2, kernelSize, options)
  }
}

/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.MaxPool3d`. */
export class MaxPool3d<WithIndices extends boolean = false> extends MaxPool<WithIndices> {
  constructor(kernelSize: Sizes, options: MaxPoolOptions<WithIndices> = {}) {
    super('MaxPool3d', 3, kernelSize, options)
  }
}
