import { checkChoice } from '../../base/check'
import { operator, operators, releaseOnError, type Tensor } from '../../tensor'
import type { Size2d, Sizes } from '../options'
import {
  ConvBase,
  paddingModes,
  paddingOf,
  type Convolve,
  type ConvShape,
  type Padding,
  type PaddingMode,
  type SharedConvOptions,
} from './base'

export interface ConvOptions<Size = Sizes> extends SharedConvOptions<Size> {
  /** What is added on each side; 'same' keeps the size (stride 1), 'valid' adds nothing. */
  padding?: Size | 'same' | 'valid'
  /** What is added: zeros (default), or values of the input. */
  paddingMode?: PaddingMode
}
export type Conv2dOptions = ConvOptions<Size2d>

/**
 * [N, inChannels, …] or [inChannels, …] → [N, outChannels, …'], with each side
 * ⌊(side + 2·padding − dilation·(kernelSize − 1) − 1) / stride⌋ + 1.
 */
abstract class Conv extends ConvBase<[input: Tensor]> {
  readonly padding: Padding
  readonly paddingMode: PaddingMode

  constructor(
    name: string,
    dimensions: 1 | 2 | 3,
    channels: readonly [number, number],
    kernelSize: unknown,
    options: ConvOptions<unknown>,
  ) {
    const [inChannels, outChannels] = channels
    const shape: ConvShape = { name, dimensions, inChannels, outChannels, kernelSize }
    super(shape, options, ['padding', 'paddingMode'])
    const { padding = 0, paddingMode = 'zeros' } = options
    checkChoice(`${name}: paddingMode`, paddingMode, paddingModes)
    this.padding = paddingOf(name, padding, this.stride)
    this.paddingMode = paddingMode
    releaseOnError(() => this.makeParameters(false, options))
  }

  forward(input: Tensor): Tensor {
    const { weight, bias, stride, dilation, groups } = this
    return this.attempt(() => {
      const [padded, padding] = withSides(this, input)
      return convolutions[stride.length]!(padded, weight, bias, stride, padding, dilation, groups)
    }, input)
  }
}

/** The input with its sides, and what the convolution is left to add. */
function withSides(conv: Conv, input: Tensor): [Tensor, Padding | number] {
  if (conv.paddingMode === 'zeros') return [input, conv.padding]
  const sides = conv.kernelSize.map((_, dim) => sidesOf(conv, dim))
  return [operators.pad(input, sides.reverse().flat(), { mode: conv.paddingMode }), 0]
}

/** Before and after, along one dimension. */
function sidesOf({ padding, dilation, kernelSize }: Conv, dim: number): [number, number] {
  if (typeof padding !== 'string') return [padding[dim]!, padding[dim]!]
  if (padding === 'valid') return [0, 0]
  const total = dilation[dim]! * (kernelSize[dim]! - 1)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

const convolutions: Readonly<Record<number, Convolve>> = {
  1: operator('aten::conv1d') as Convolve,
  2: operator('aten::conv2d') as Convolve,
  3: operator('aten::conv3d') as Convolve,
}

/** Of [N, inChannels, L] or [inChannels, L]. PyTorch: `torch.nn.Conv1d`. */
export class Conv1d extends Conv {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Sizes,
    options: ConvOptions = {},
  ) {
    super('Conv1d', 1, [inChannels, outChannels], kernelSize, options)
  }
}

/** Of [N, inChannels, H, W] or [inChannels, H, W]. PyTorch: `torch.nn.Conv2d`. */
export class Conv2d extends Conv {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: Conv2dOptions = {},
  ) {
    super('Conv2d', 2, [inChannels, outChannels], kernelSize, options)
  }
}

/** Of [N, inChannels, D, H, W] or [inChannels, D, H, W]. PyTorch: `torch.nn.Conv3d`. */
export class Conv3d extends Conv {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Sizes,
    options: ConvOptions = {},
  ) {
    super('Conv3d', 3, [inChannels, outChannels], kernelSize, options)
  }
}
