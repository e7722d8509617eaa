/** Maxima of windows; with `returnIndices` also where they are, for `maxUnpool`. */
import { operator, type Tensor } from '../../../tensor'
import { define } from '../define'
import { byReturnIndices, type Pooled } from './byReturnIndices'
import { adaptiveSize, type AdaptiveSize } from './size'

export type Sizes = number | readonly number[]

export interface MaxArgs {
  input: Tensor
  kernelSize: Sizes
  stride?: Sizes | null
  padding?: Sizes
  dilation?: Sizes
  ceilMode?: boolean
  returnIndices?: boolean
}

const names = ['kernelSize!', 'stride', 'padding', 'dilation', 'ceilMode', 'returnIndices'] as const

function maxPool(dimensions: 1 | 2 | 3) {
  const values = operator(`aten::max_pool${dimensions}d`)
  const both = operator(`aten::max_pool${dimensions}d_with_indices`)
  return (args: MaxArgs): Pooled => {
    const { input, kernelSize, padding = 0, dilation = 1, ceilMode = false } = args
    const stride = args.stride ?? []
    const pool = args.returnIndices ? both : values
    return pool(input, kernelSize, stride, padding, dilation, ceilMode) as Pooled
  }
}

/** Of [N, C, L] or [C, L]. PyTorch: `nn.functional.max_pool1d`. */
export const maxPool1d = byReturnIndices('maxPool1d', names, maxPool(1))
/** Of [N, C, H, W] or [C, H, W]. PyTorch: `nn.functional.max_pool2d`. */
export const maxPool2d = byReturnIndices('maxPool2d', names, maxPool(2))
/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `nn.functional.max_pool3d`. */
export const maxPool3d = byReturnIndices('maxPool3d', names, maxPool(3))

export interface AdaptiveArgs {
  input: Tensor
  outputSize: AdaptiveSize
  returnIndices?: boolean
}

function adaptiveMax(dimensions: 1 | 2 | 3) {
  const pool = operator(`aten::adaptive_max_pool${dimensions}d`)
  return ({ input, outputSize, returnIndices }: AdaptiveArgs): Pooled => {
    const [output, indices] = pool(input, adaptiveSize(input, outputSize, dimensions)) as [
      Tensor,
      Tensor,
    ]
    if (returnIndices) return [output, indices]
    indices.dispose()
    return output
  }
}

const adaptiveNames = ['outputSize!', 'returnIndices'] as const

/** To a length. PyTorch: `nn.functional.adaptive_max_pool1d`. */
export const adaptiveMaxPool1d = byReturnIndices('adaptiveMaxPool1d', adaptiveNames, adaptiveMax(1))
/** To a height and width. PyTorch: `nn.functional.adaptive_max_pool2d`. */
export const adaptiveMaxPool2d = byReturnIndices('adaptiveMaxPool2d', adaptiveNames, adaptiveMax(2))
/** To a depth, height and width. PyTorch: `nn.functional.adaptive_max_pool3d`. */
export const adaptiveMaxPool3d = byReturnIndices('adaptiveMaxPool3d', adaptiveNames, adaptiveMax(3))

function adaptiveAverage(dimensions: 2 | 3) {
  const pool = operator(`aten::adaptive_avg_pool${dimensions}d`)
  return ({ input, outputSize }: AdaptiveArgs): Tensor =>
    pool(input, adaptiveSize(input, outputSize, dimensions)) as Tensor
}

/** Means, to a height and width. PyTorch: `nn.functional.adaptive_avg_pool2d`. */
export const adaptiveAvgPool2d = define(
  'adaptiveAvgPool2d',
  ['input'],
  ['outputSize!'],
  adaptiveAverage(2),
)
/** Means, to a depth, height and width. PyTorch: `nn.functional.adaptive_avg_pool3d`. */
export const adaptiveAvgPool3d = define(
  'adaptiveAvgPool3d',
  ['input'],
  ['outputSize!'],
  adaptiveAverage(3),
)
