import { checkChoice, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import { defaultBias, defaultWeight } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, pair, type FactoryOptions, type Size2d } from '../options'
import type { Parameter } from '../parameter'

const paddingModes = ['zeros', 'reflect', 'replicate', 'circular'] as const

export interface Conv2dOptions extends FactoryOptions {
  stride?: Size2d
  /** What is added on each side; 'same' keeps the size (stride 1), 'valid' adds nothing. */
  padding?: Size2d | 'same' | 'valid'
  dilation?: Size2d
  groups?: number
  bias?: boolean
  /** What is added: zeros (default), or values of the input. */
  paddingMode?: (typeof paddingModes)[number]
}

const optionNames = ['stride', 'padding', 'dilation', 'groups', 'bias', 'paddingMode']

/**
 * [N, inChannels, H, W] or [inChannels, H, W] → [N, outChannels, H', W'], with
 * H' = ⌊(H + 2·padding − dilation·(kernelSize − 1) − 1) / stride⌋ + 1. PyTorch: `torch.nn.Conv2d`.
 */
export class Conv2d extends Module<[input: Tensor]> {
  declare weight: Parameter
  declare bias: Parameter | null
  readonly kernelSize: [number, number]
  readonly stride: [number, number]
  readonly padding: [number, number] | 'same' | 'valid'
  readonly dilation: [number, number]
  readonly groups: number
  readonly paddingMode: (typeof paddingModes)[number]

  constructor(
    readonly inChannels: number,
    readonly outChannels: number,
    kernelSize: Size2d,
    options: Conv2dOptions = {},
  ) {
    super()
    checkOptionNames('Conv2d', options, [...optionNames, ...factoryNames])
    checkFlags('Conv2d', options, ['bias'])
    checkPositiveInteger('Conv2d: inChannels', inChannels)
    checkPositiveInteger('Conv2d: outChannels', outChannels)
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options
    const { paddingMode = 'zeros' } = options
    checkGroups(inChannels, outChannels, groups)
    checkChoice('Conv2d: paddingMode', paddingMode, paddingModes)
    this.kernelSize = pair('Conv2d: kernelSize', kernelSize, 1)
    this.stride = pair('Conv2d: stride', stride, 1)
    this.dilation = pair('Conv2d: dilation', dilation, 1)
    this.padding = paddingOf(padding, this.stride)
    this.groups = groups
    this.paddingMode = paddingMode
    const shape = [outChannels, inChannels / groups, ...this.kernelSize]
    releaseOnError(() => {
      this.registerParameter('weight', defaultWeight(shape, options))
      this.registerParameter('bias', bias ? defaultBias(shape, options) : null)
    })
  }

  forward(input: Tensor): Tensor {
    const { bias, stride, dilation, groups } = this
    return this.attempt(() => {
      const [padded, padding] = this.#pad(input)
      const options = { bias, stride, padding, dilation, groups }
      return operators.conv2d(padded, this.weight, options as never)
    })
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation, groups } = this
    const known = Object.entries({ kernelSize, stride, padding, dilation, groups })
      .map(([name, value]) => `${name}=${Array.isArray(value) ? `[${value.join(', ')}]` : value}`)
      .join(', ')
    return `${inChannels}, ${outChannels}, ${known}, bias=${this.bias !== null}, paddingMode=${this.paddingMode}`
  }

  /** The input with its sides, and what the convolution is left to add. */
  #pad(input: Tensor): [Tensor, [number, number] | 'same' | 'valid'] {
    if (this.paddingMode === 'zeros') return [input, this.padding]
    const sides = [1, 0].flatMap(dim => this.#sides(dim))
    return [operators.pad(input, sides, { mode: this.paddingMode }), [0, 0]]
  }

  /** Before and after, along height (0) or width (1). */
  #sides(dim: number): [number, number] {
    if (typeof this.padding !== 'string') return [this.padding[dim]!, this.padding[dim]!]
    if (this.padding === 'valid') return [0, 0]
    const total = this.dilation[dim]! * (this.kernelSize[dim]! - 1)
    return [Math.floor(total / 2), Math.ceil(total / 2)]
  }
}

function paddingOf(
  padding: Size2d | 'same' | 'valid',
  stride: readonly number[],
): [number, number] | 'same' | 'valid' {
  if (typeof padding !== 'string') return pair('Conv2d: padding', padding, 0)
  checkChoice('Conv2d: padding', padding, ['same', 'valid'])
  if (padding === 'same' && stride.some(step => step !== 1)) {
    throw new OptionError(
      `Conv2d: padding 'same' is for a stride of 1, found a stride of [${stride.join(', ')}]`,
    )
  }
  return padding
}

function checkGroups(inChannels: number, outChannels: number, groups: number): void {
  checkPositiveInteger('Conv2d: groups', groups)
  if (inChannels % groups === 0 && outChannels % groups === 0) return
  throw new OptionError(
    `Conv2d: expected groups to divide inChannels ${inChannels} and outChannels ${outChannels}, ` +
      `found ${groups}`,
  )
}
