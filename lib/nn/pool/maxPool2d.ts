import { checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, pair, type Size2d } from '../options'

export interface MaxPool2dOptions<WithIndices extends boolean = false> {
  /** The kernel size by default. */
  stride?: Size2d | null
  /** What is added on each side, at most half of the kernel; never the largest (default 0). */
  padding?: Size2d
  dilation?: Size2d
  /** Also where the largest values are, as [output, indices] (default false). */
  returnIndices?: WithIndices
  /** Round the size of the output up (default false). */
  ceilMode?: boolean
}

const optionNames = ['stride', 'padding', 'dilation', 'returnIndices', 'ceilMode']

/** The largest value of each window of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.MaxPool2d`. */
export class MaxPool2d<WithIndices extends boolean = false> extends Module<
  [input: Tensor],
  WithIndices extends true ? [output: Tensor, indices: Tensor] : Tensor
> {
  readonly kernelSize: [number, number]
  readonly stride: [number, number]
  readonly padding: [number, number]
  readonly dilation: [number, number]
  readonly returnIndices: boolean
  readonly ceilMode: boolean

  constructor(kernelSize: Size2d, options: MaxPool2dOptions<WithIndices> = {}) {
    super()
    checkOptionNames('MaxPool2d', options, optionNames)
    checkFlags('MaxPool2d', options, ['returnIndices', 'ceilMode'])
    this.kernelSize = pair('MaxPool2d: kernelSize', kernelSize, 1)
    this.stride = pair('MaxPool2d: stride', options.stride ?? this.kernelSize, 1)
    this.padding = pair('MaxPool2d: padding', options.padding ?? 0, 0)
    this.dilation = pair('MaxPool2d: dilation', options.dilation ?? 1, 1)
    this.returnIndices = options.returnIndices ?? false
    this.ceilMode = options.ceilMode ?? false
    checkPadding(this)
  }

  forward(input: Tensor): WithIndices extends true ? [Tensor, Tensor] : Tensor {
    const { kernelSize, stride, padding, dilation, ceilMode } = this
    const options = { stride, padding, dilation, ceilMode }
    return this.attempt(() =>
      this.returnIndices
        ? operators.maxPool2dWithIndices(input, kernelSize, options)
        : operators.maxPool2d(input, kernelSize, options),
    ) as never
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this
    const sizes = Object.entries({ kernelSize, stride, padding, dilation })
    return `${sizes.map(([name, size]) => `${name}=[${size.join(', ')}]`).join(', ')}, ceilMode=${ceilMode}`
  }
}

/** A window that lies in the padding alone has no largest value. */
function checkPadding({ kernelSize, padding }: MaxPool2d<boolean>): void {
  for (const dim of [0, 1]) {
    const most = Math.floor(kernelSize[dim]! / 2)
    if (padding[dim]! <= most) continue
    throw new OptionError(
      `MaxPool2d: padding: expected at most half of the kernel (${most}), found ${padding[dim]}`,
    )
  }
}
