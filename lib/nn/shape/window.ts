/** What Fold and Unfold share: how a window slides over an image. */
import { checkOptionNames } from '../../base/check'
import { Module } from '../module'
import { listed, sizesOf, type Size2d } from '../options'
import type { Tensor } from '../../tensor'

export interface WindowOptions {
  dilation?: Size2d
  /** Zeros on each side (default 0). */
  padding?: Size2d
  stride?: Size2d
}

export abstract class Window extends Module<[input: Tensor]> {
  readonly kernelSize: readonly number[]
  readonly dilation: readonly number[]
  readonly padding: readonly number[]
  readonly stride: readonly number[]

  /** Options as they were given, which is how PyTorch prints them: 2, not (2, 2). */
  protected given: Readonly<Record<string, unknown>>

  constructor(kernelSize: Size2d, options: WindowOptions) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, ['dilation', 'padding', 'stride'])
    const { dilation = 1, padding = 0, stride = 1 } = options
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, 2, 1)
    this.dilation = sizesOf(`${name}: dilation`, dilation, 2, 1)
    this.padding = sizesOf(`${name}: padding`, padding, 2, 0)
    this.stride = sizesOf(`${name}: stride`, stride, 2, 1)
    this.given = { kernelSize, dilation, padding, stride }
  }

  override extraRepr(): string {
    return listed(this.given)
  }

  /** As the functions of nn.functional take it. */
  protected get geometry() {
    const { kernelSize, dilation, padding, stride } = this
    return { kernelSize, dilation, padding, stride }
  }
}
