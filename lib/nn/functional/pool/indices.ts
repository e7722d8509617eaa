/** The poolings that always tell where the maxima are, as PyTorch names them. */
import type { Tensor } from '../../../tensor'
import { define } from '../define'
import { fractionalMaxPool2d, fractionalMaxPool3d, type FractionalArgs } from './fractional'
import {
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  adaptiveMaxPool3d,
  maxPool1d,
  maxPool2d,
  maxPool3d,
  type AdaptiveArgs,
  type MaxArgs,
} from './max'

type Both = [output: Tensor, indices: Tensor]

const maxNames = [
  'kernelSize!',
  'stride',
  'padding',
  'dilation',
  'ceilMode',
  'returnIndices',
] as const
const adaptiveNames = ['outputSize!', 'returnIndices'] as const
const fractionalNames = [
  'kernelSize!',
  'outputSize',
  'outputRatio',
  'returnIndices',
  '_randomSamples',
] as const

function always<Args>(pool: (args: Args) => unknown) {
  return (args: Args): Both => pool({ ...args, returnIndices: true }) as Both
}

/** PyTorch: `nn.functional.max_pool1d_with_indices`. */
export const maxPool1dWithIndices = define(
  'maxPool1dWithIndices',
  ['input'],
  maxNames,
  always<MaxArgs>(maxPool1d),
)

/** PyTorch: `nn.functional.max_pool2d_with_indices`. */
export const maxPool2dWithIndices = define(
  'maxPool2dWithIndices',
  ['input'],
  maxNames,
  always<MaxArgs>(maxPool2d),
)

/** PyTorch: `nn.functional.max_pool3d_with_indices`. */
export const maxPool3dWithIndices = define(
  'maxPool3dWithIndices',
  ['input'],
  maxNames,
  always<MaxArgs>(maxPool3d),
)

/** PyTorch: `nn.functional.adaptive_max_pool1d_with_indices`. */
export const adaptiveMaxPool1dWithIndices = define(
  'adaptiveMaxPool1dWithIndices',
  ['input'],
  adaptiveNames,
  always<AdaptiveArgs>(adaptiveMaxPool1d),
)

/** PyTorch: `nn.functional.adaptive_max_pool2d_with_indices`. */
export const adaptiveMaxPool2dWithIndices = define(
  'adaptiveMaxPool2dWithIndices',
  ['input'],
  adaptiveNames,
  always<AdaptiveArgs>(adaptiveMaxPool2d),
)

/** PyTorch: `nn.functional.adaptive_max_pool3d_with_indices`. */
export const adaptiveMaxPool3dWithIndices = define(
  'adaptiveMaxPool3dWithIndices',
  ['input'],
  adaptiveNames,
  always<AdaptiveArgs>(adaptiveMaxPool3d),
)

/** PyTorch: `nn.functional.fractional_max_pool2d_with_indices`. */
export const fractionalMaxPool2dWithIndices = define(
  'fractionalMaxPool2dWithIndices',
  ['input'],
  fractionalNames,
  always<FractionalArgs>(fractionalMaxPool2d),
)

/** PyTorch: `nn.functional.fractional_max_pool3d_with_indices`. */
export const fractionalMaxPool3dWithIndices = define(
  'fractionalMaxPool3dWithIndices',
  ['input'],
  fractionalNames,
  always<FractionalArgs>(fractionalMaxPool3d),
)
