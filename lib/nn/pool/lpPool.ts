import { checkNumber, checkOptionNames } from '../../base/check'
import { isDifferentiable } from '../../base/dtype'
import { getDefaultDtype, Tensor } from '../../tensor'
import { lpPool1d, lpPool2d, lpPool3d } from '../functional/pool/power'
import { checkFlags, sizesOf, type Size2d, type Sizes } from '../options'
import { Pool, type Dimensions } from './base'

export interface LPPoolOptions<Size = Sizes> {
  /** The kernel size by default. */
  stride?: Size | null
  /** Round the size of the output up (default false). */
  ceilMode?: boolean
}

const pools = [lpPool1d, lpPool2d, lpPool3d]

/** (Σ xᵖ)^(1/p) of each window, with p = normType; the largest value for Infinity. */
abstract class LPPool extends Pool {
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[] | null
  readonly ceilMode: boolean

  constructor(
    name: string,
    dimensions: Dimensions,
    readonly normType: number,
    kernelSize: unknown,
    options: LPPoolOptions<unknown>,
  ) {
    super(dimensions)
    checkOptionNames(name, options, ['stride', 'ceilMode'])
    checkFlags(name, options, ['ceilMode'])
    checkNumber(`${name}: normType`, normType)
    const { stride = null, ceilMode = false } = options
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, dimensions, 1)
    this.stride = stride === null ? null : sizesOf(`${name}: stride`, stride, dimensions, 1)
    this.ceilMode = ceilMode
    this.given = { normType, kernelSize, stride, ceilMode }
  }

  forward(input: Tensor): Tensor {
    const { normType, kernelSize, stride, ceilMode, dimensions } = this
    const pool = pools[dimensions - 1]!
    return this.attempt(() => pool(floating(input), normType, kernelSize, stride, ceilMode), input)
  }
}

/** PyTorch's module takes its power as a float, which makes floats of integers; its function does not. */
function floating(input: Tensor): Tensor {
  const isInteger = input instanceof Tensor && !isDifferentiable(input.dtype)
  return isInteger ? input.to(getDefaultDtype()) : input
}

/** Of [N, C, L] or [C, L]. PyTorch: `torch.nn.LPPool1d`. */
export class LPPool1d extends LPPool {
  constructor(normType: number, kernelSize: Sizes, options: LPPoolOptions = {}) {
    super('LPPool1d', 1, normType, kernelSize, options)
  }
}

/** Of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.LPPool2d`. */
export class LPPool2d extends LPPool {
  constructor(normType: number, kernelSize: Size2d, options: LPPoolOptions<Size2d> = {}) {
    super('LPPool2d', 2, normType, kernelSize, options)
  }
}

/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.LPPool3d`. */
export class LPPool3d extends LPPool {
  constructor(normType: number, kernelSize: Sizes, options: LPPoolOptions = {}) {
    super('LPPool3d', 3, normType, kernelSize, options)
  }
}
