import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, operator, releaseOnError, type Tensor } from '../../tensor'
import { sizesOf, type Size2d, type Sizes } from '../options'
import { outputSizeIn, type OutputSize } from '../outputSize'
import { ConvBase, type Convolve, type ConvShape, type SharedConvOptions } from './base'

export interface ConvTransposeOptions<Size = Sizes> extends SharedConvOptions<Size> {
  /** What is taken off each side (default 0). */
  padding?: Size
  /** Added to one side, where several sizes lead to the input's; below stride or dilation. */
  outputPadding?: Size
  /** PyTorch has no other. */
  paddingMode?: 'zeros'
}

/**
 * The gradient of a convolution as a layer: [N, inChannels, …] or [inChannels, …] →
 * [N, outChannels, …'], with each side (side − 1)·stride − 2·padding + dilation·(kernelSize − 1) +
 * outputPadding + 1. `forward(input, outputSize)` finds the `outputPadding` of a size.
 */
abstract class ConvTranspose extends ConvBase<[input: Tensor, outputSize?: OutputSize]> {
  readonly padding: readonly number[]
  readonly paddingMode = 'zeros'
  override readonly outputPadding: readonly number[]

  constructor(
    name: string,
    dimensions: 1 | 2 | 3,
    channels: readonly [number, number],
    kernelSize: unknown,
    options: ConvTransposeOptions<unknown>,
  ) {
    const [inChannels, outChannels] = channels
    const shape: ConvShape = { name, dimensions, inChannels, outChannels, kernelSize }
    super(shape, options, ['padding', 'outputPadding', 'paddingMode'])
    const { padding = 0, outputPadding = 0, paddingMode = 'zeros' } = options
    if (paddingMode !== 'zeros') {
      throw new OptionError(`${name}: paddingMode: expected zeros, found '${String(paddingMode)}'`)
    }
    this.padding = sizesOf(`${name}: padding`, padding, dimensions, 0)
    this.outputPadding = sizesOf(`${name}: outputPadding`, outputPadding, dimensions, 0)
    releaseOnError(() => this.makeParameters(true, options))
  }

  forward(input: Tensor, outputSize?: OutputSize): Tensor {
    const { weight, bias, stride, padding, groups, dilation } = this
    return this.attempt(() => {
      checkTensor('input', input)
      const size = outputSizeIn(outputSize)
      const more = size ? paddingFor(this, input, size) : this.outputPadding
      return convolutions[stride.length]!(
        input,
        weight,
        bias,
        stride,
        padding,
        more,
        groups,
        dilation,
      )
    }, input)
  }
}

function paddingFor(conv: ConvTranspose, input: Tensor, outputSize: readonly number[]): number[] {
  const { kernelSize, stride, padding, dilation } = conv
  const wanted = outputSize.slice(-kernelSize.length)
  const least = input.shape
    .slice(-kernelSize.length)
    .map(
      (side, i) =>
        (side - 1) * stride[i]! - 2 * padding[i]! + dilation[i]! * (kernelSize[i]! - 1) + 1,
    )
  const more = wanted.map((side, i) => side - least[i]!)
  const isComplete = [kernelSize.length, input.ndim].includes(outputSize.length)
  if (isComplete && more.every((extra, i) => extra >= 0 && extra < stride[i]!)) return more
  throw new TorchError(
    'VALUE',
    `expected an outputSize from [${least.join(', ')}] to ` +
      `[${least.map((side, i) => side + stride[i]! - 1).join(', ')}], found ` +
      `[${outputSize.join(', ')}]`,
  )
}

const convolutions: Readonly<Record<number, Convolve>> = {
  1: operator('aten::conv_transpose1d') as Convolve,
  2: operator('aten::conv_transpose2d') as Convolve,
  3: operator('aten::conv_transpose3d') as Convolve,
}

/** Of [N, inChannels, L] or [inChannels, L]. PyTorch: `torch.nn.ConvTranspose1d`. */
export class ConvTranspose1d extends ConvTranspose {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Sizes,
    options: ConvTransposeOptions = {},
  ) {
    super('ConvTranspose1d', 1, [inChannels, outChannels], kernelSize, options)
  }
}

/** Of [N, inChannels, H, W] or [inChannels, H, W]. PyTorch: `torch.nn.ConvTranspose2d`. */
export class ConvTranspose2d extends ConvTranspose {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTransposeOptions<Size2d> = {},
  ) {
    super('ConvTranspose2d', 2, [inChannels, outChannels], kernelSize, options)
  }
}

/** Of [N, inChannels, D, H, W] or [inChannels, D, H, W]. PyTorch: `torch.nn.ConvTranspose3d`. */
export class ConvTranspose3d extends ConvTranspose {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Sizes,
    options: ConvTransposeOptions = {},
  ) {
    super('ConvTranspose3d', 3, [inChannels, outChannels], kernelSize, options)
  }
}
