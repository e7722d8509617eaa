/** What convolutions of all dimensions share, transposed ones too. */
import { checkChoice, checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { OptionError } from '../../base/errors'
import { noGrad, operators, tidy, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { drawBias, drawWeight, emptyParameter } from '../init'
import { isUninitialized } from '../lazy/uninitialized'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, sizesOf, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'

export interface SharedConvOptions<Size> extends FactoryOptions {
  stride?: Size
  /** Between the values that a kernel takes (default 1: neighbours). */
  dilation?: Size
  /** Groups of channels that know nothing of each other (default 1). */
  groups?: number
  /** Learn an additive bias (default true). */
  bias?: boolean
}

const sharedNames = ['stride', 'dilation', 'groups', 'bias', ...factoryNames]

export interface ConvShape {
  /** The name of the class, for messages. */
  name: string
  dimensions: 1 | 2 | 3
  inChannels: number
  outChannels: number
  kernelSize: unknown
}

export abstract class ConvBase<Inputs extends unknown[]> extends Module<Inputs> {
  declare weight: Parameter
  declare bias: Parameter | null
  readonly inChannels: number
  readonly outChannels: number
  readonly kernelSize: readonly number[]
  readonly stride: readonly number[]
  readonly dilation: readonly number[]
  readonly groups: number
  abstract readonly padding: Padding
  abstract readonly paddingMode: PaddingMode
  readonly outputPadding?: readonly number[]

  constructor(shape: ConvShape, options: SharedConvOptions<unknown>, more: readonly string[]) {
    super()
    const { name, dimensions, inChannels, outChannels } = shape
    checkOptionNames(name, options, [...more, ...sharedNames])
    checkFlags(name, options, ['bias'])
    checkCount(`${name}: inChannels`, inChannels)
    checkCount(`${name}: outChannels`, outChannels)
    const { stride = 1, dilation = 1, groups = 1 } = options
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.kernelSize = sizesOf(`${name}: kernelSize`, shape.kernelSize, dimensions, 1)
    this.stride = sizesOf(`${name}: stride`, stride, dimensions, 1)
    this.dilation = sizesOf(`${name}: dilation`, dilation, dimensions, 1)
    this.groups = groups
    checkGroups(name, inChannels, outChannels, groups)
  }

  /** Parameters, once every option has been found right. */
  protected makeParameters(transposed: boolean, options: SharedConvOptions<unknown>): void {
    const shape = weightShapeOf(this, transposed)
    const { bias = true } = options
    this.registerParameter('weight', emptyParameter(shape, options))
    this.registerParameter('bias', bias ? emptyParameter([this.outChannels], options) : null)
    this.resetParameters()
  }

  /**
   * Draws weight and bias anew, as the constructor does; nothing while they have no shape yet.
   * PyTorch: `reset_parameters`.
   */
  resetParameters(): void {
    const { weight, bias } = this
    if (isUninitialized(weight)) return
    if (weight.isContiguous()) drawWeight(weight)
    else drawInOrder(weight)
    if (bias) drawBias(bias, weight.shape)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    const space = ['D', 'H', 'W'].slice(-this.kernelSize.length)
    const one = [this.inChannels, ...(space.length === 1 ? ['L'] : space)]
    return [['N', ...one], one]
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation } = this
    const { outputPadding = [], groups, paddingMode } = this
    const others = {
      padding: typeof padding === 'string' ? padding : unless(0, padding),
      dilation: unless(1, dilation),
      outputPadding: unless(0, outputPadding),
      groups: groups === 1 ? undefined : groups,
      bias: this.bias === null ? false : undefined,
      paddingMode: paddingMode === 'zeros' ? undefined : paddingMode,
    }
    return `${inChannels}, ${outChannels}, ${listed({ kernelSize, stride, ...others })}`
  }
}

/** The same values whatever the order of a weight in memory. */
function drawInOrder(weight: Parameter): void {
  noGrad(() =>
    tidy(() => {
      const values = operators.emptyLike(weight, { memoryFormat: 'contiguous_format' })
      drawWeight(values)
      weight.copy_(values)
    }),
  )
}

/** Sizes that are not all what they are by default. */
function unless(byDefault: number, sizes: readonly number[]): readonly number[] | undefined {
  return sizes.every(size => size === byDefault) ? undefined : sizes
}

/** [outChannels, inChannels/groups, …kernel], or [inChannels, outChannels/groups, …kernel]. */
export function weightShapeOf(conv: ConvBase<never>, transposed: boolean): number[] {
  const { inChannels, outChannels, groups, kernelSize } = conv
  const [first, second] = transposed ? [inChannels, outChannels] : [outChannels, inChannels]
  return [first, second / groups, ...kernelSize]
}

export function checkGroups(name: string, inputs: number, outputs: number, groups: number): void {
  checkPositiveInteger(`${name}: groups`, groups)
  if (inputs % groups === 0 && outputs % groups === 0) return
  throw new OptionError(
    `${name}: expected groups to divide inChannels ${inputs} and outChannels ${outputs}, ` +
      `found ${groups}`,
  )
}

export const paddingModes = ['zeros', 'reflect', 'replicate', 'circular'] as const
export type PaddingMode = (typeof paddingModes)[number]
export type Padding = readonly number[] | 'same' | 'valid'

/** Sizes, or one of the two words. */
export function paddingOf(name: string, padding: unknown, stride: readonly number[]): Padding {
  if (typeof padding !== 'string') return sizesOf(`${name}: padding`, padding, stride.length, 0)
  checkChoice(`${name}: padding`, padding, ['same', 'valid'])
  if (padding === 'same' && stride.some(step => step !== 1)) {
    throw new OptionError(
      `${name}: padding 'same' is for a stride of 1, found a stride of [${stride.join(', ')}]`,
    )
  }
  return padding as Padding
}

export type Convolve = (
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  ...geometry: unknown[]
) => Tensor
