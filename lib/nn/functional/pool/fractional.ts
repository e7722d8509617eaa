/** Maxima of windows of random places, to any smaller size. Graham 2014, arXiv 1412.6071. */
import { TorchError } from '../../../base/errors'
import { operator, operators, type Tensor } from '../../../tensor'
import { byReturnIndices, type Pooled } from './byReturnIndices'
import type { Sizes } from './max'

export interface FractionalArgs {
  input: Tensor
  kernelSize: Sizes
  outputSize?: Sizes | null
  /** The share of the input's size that is left. */
  outputRatio?: number | readonly number[] | null
  returnIndices?: boolean
  /** [N, C, dimensions], in [0, 1). */
  _randomSamples?: Tensor | null
}

function sizeOf({ input, outputSize, outputRatio }: FractionalArgs, dimensions: 2 | 3): Sizes {
  if (typeof (outputSize ?? null) === 'number' || outputSize) return outputSize!
  if (outputRatio === undefined || outputRatio === null) {
    throw new TorchError(
      'VALUE',
      `nn.functional.fractionalMaxPool${dimensions}d: expected an outputSize or an outputRatio`,
    )
  }
  const space = input.shape.slice(-dimensions)
  return space.map((size, i) =>
    Math.trunc(size * (typeof outputRatio === 'number' ? outputRatio : outputRatio[i]!)),
  )
}

function fractional(dimensions: 2 | 3) {
  const pool = operator(`aten::fractional_max_pool${dimensions}d`)
  return (args: FractionalArgs): Pooled => {
    const { input, kernelSize, returnIndices = false } = args
    const size = sizeOf(args, dimensions)
    const batch = input.ndim === dimensions + 1 ? 1 : input.shape[0]!
    const channels = input.shape[input.ndim - dimensions - 1]!
    const { dtype, device } = input
    const samples =
      args._randomSamples ?? operators.rand([batch, channels, dimensions], { dtype, device })
    const [output, indices] = pool(input, kernelSize, size, samples) as [Tensor, Tensor]
    if (samples !== args._randomSamples) samples.dispose()
    if (returnIndices) return [output, indices]
    indices.dispose()
    return output
  }
}

const names = [
  'kernelSize!',
  'outputSize',
  'outputRatio',
  'returnIndices',
  '_randomSamples',
] as const

/** PyTorch: `nn.functional.fractional_max_pool2d`. */
export const fractionalMaxPool2d = byReturnIndices('fractionalMaxPool2d', names, fractional(2))
/** PyTorch: `nn.functional.fractional_max_pool3d`. */
export const fractionalMaxPool3d = byReturnIndices('fractionalMaxPool3d', names, fractional(3))
