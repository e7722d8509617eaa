/** Power means of windows: (Σ xᵖ)^(1/p). */
import { operator, tidy, type Tensor } from '../../../tensor'
import { define } from '../define'
import { maxPool1d, maxPool2d, maxPool3d, type Sizes } from './max'
import { listOf } from './size'

export interface PowerArgs {
  input: Tensor
  /** The power; ±Infinity for maxima and minima of absolute values. */
  normType: number
  kernelSize: Sizes
  stride?: Sizes | null
  ceilMode?: boolean
}

const maxima = { 1: maxPool1d, 2: maxPool2d, 3: maxPool3d }

function powerPool(dimensions: 1 | 2 | 3) {
  const average = operator(`aten::avg_pool${dimensions}d`)
  return ({ input, normType, kernelSize, stride, ceilMode = false }: PowerArgs): Tensor => {
    const pool = (values: Tensor): Tensor =>
      maxima[dimensions](values, kernelSize, stride, 0, 1, ceilMode)
    return tidy(() => {
      if (normType === Infinity) return pool(input.abs())
      if (normType === -Infinity) return pool(input.abs().neg()).neg()
      const means = average(input.pow(normType), kernelSize, stride ?? [], 0, ceilMode) as Tensor
      const count = listOf(kernelSize, dimensions).reduce((product, size) => product * size, 1)
      const positive = means.sign().mul(means.abs().relu())
      return positive.mul(count).pow(1 / normType)
    })
  }
}

const names = ['normType!', 'kernelSize!', 'stride', 'ceilMode'] as const

/** PyTorch: `nn.functional.lp_pool1d`. */
export const lpPool1d = define('lpPool1d', ['input'], names, powerPool(1))
/** PyTorch: `nn.functional.lp_pool2d`. */
export const lpPool2d = define('lpPool2d', ['input'], names, powerPool(2))
/** PyTorch: `nn.functional.lp_pool3d`. */
export const lpPool3d = define('lpPool3d', ['input'], names, powerPool(3))
