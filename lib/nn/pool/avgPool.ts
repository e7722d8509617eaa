import { checkInteger, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { checkFlags, sizesOf, type Size2d, type Sizes } from '../options'
import { Pool, type Dimensions } from './base'
import { checkPadding } from './maxPool'

export interface AvgPool1dOptions<Size = Sizes> {
  /** The kernel size by default. */
  stride?: Size | null
  /** Zeros on each side, at most half of the kernel (default 0). */
  padding?: Size
  /** Round the size of the output up (default false). */
  ceilMode?: boolean
  /** The zeros of the padding count in the mean (default true). */
  countIncludePad?: boolean
}

export interface AvgPoolOptions<Size = Sizes> extends AvgPool1dOptions<Size> {
  /** What sums are divided by, in place of the size of the window. */
  divisorOverride?: number | null
}

const optionNames = ['stride', 'padding', 'ceilMode', 'countIncludePad']
const pools = [1, 2, 3].map(dimensions => operator(`aten::avg_pool${dimensions}d`))

/** The mean of each window. */
abstract class AvgPool extends Pool {
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly ceilMode: boolean
  readonly countIncludePad: boolean
  readonly divisorOverride: number | null

  constructor(
    name: string,
    dimensions: Dimensions,
    kernelSize: unknown,
    options: AvgPoolOptions<unknown>,
  ) {
    super(dimensions)
    const more = dimensions === 1 ? [] : ['divisorOverride']
    checkOptionNames(name, options, [...optionNames, ...more])
    checkFlags(name, options, ['ceilMode', 'countIncludePad'])
    const { stride, padding = 0, divisorOverride = null } = options
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, dimensions, 1)
    this.stride = sizesOf(`${name}: stride`, stride ?? kernelSize, dimensions, 1)
    this.padding = sizesOf(`${name}: padding`, padding, dimensions, 0)
    this.ceilMode = options.ceilMode ?? false
    this.countIncludePad = options.countIncludePad ?? true
    this.divisorOverride = divisorOverride
    checkPadding(name, this.kernelSize, this.padding)
    this.given =
      dimensions === 1
        ? { kernelSize: this.kernelSize, stride: this.stride, padding: this.padding }
        : { kernelSize, stride: stride ?? kernelSize, padding }
    if (divisorOverride !== null) checkDivisor(`${name}: divisorOverride`, divisorOverride)
  }

  forward(input: Tensor): Tensor {
    const { kernelSize, stride, padding, ceilMode, countIncludePad, dimensions } = this
    const divisor = dimensions === 1 ? [] : [this.divisorOverride]
    const pool = pools[dimensions - 1]!
    return this.attempt(
      () => pool(input, kernelSize, stride, padding, ceilMode, countIncludePad, ...divisor),
      input,
    ) as Tensor
  }
}

function checkDivisor(what: string, divisor: number): void {
  checkInteger(what, divisor)
  if (divisor === 0) throw new OptionError(`${what}: expected another integer than 0, found 0`)
}

/** Of [N, C, L] or [C, L]. PyTorch: `torch.nn.AvgPool1d`. */
export class AvgPool1d extends AvgPool {
  constructor(kernelSize: Sizes, options: AvgPool1dOptions = {}) {
    super('AvgPool1d', 1, kernelSize, options)
  }
}

/** Of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.AvgPool2d`. */
export class AvgPool2d extends AvgPool {
  constructor(kernelSize: Size2d, options: AvgPoolOptions<Size2d> = {}) {
    super('AvgPool2d', 2, kernelSize, options)
  }
}

/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.AvgPool3d`. */
export class AvgPool3d extends AvgPool {
  constructor(kernelSize: Sizes, options: AvgPoolOptions = {}) {
    super('AvgPool3d', 3, kernelSize, options)
  }
}
