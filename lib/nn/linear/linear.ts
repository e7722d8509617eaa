import { checkOptionNames, checkCount } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { drawBias, drawWeight, emptyParameter } from '../init'
import { isUninitialized } from '../lazy/uninitialized'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'

export interface LinearOptions extends FactoryOptions {
  /** Learn an additive bias (default true). */
  bias?: boolean
}

/** y = x·Wᵀ + b: [*, inFeatures] → [*, outFeatures]. PyTorch: `torch.nn.Linear`. */
export class Linear extends Module<[input: Tensor]> {
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
    options: LinearOptions = {},
  ) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, ['bias', ...factoryNames])
    checkFlags(name, options, ['bias'])
    checkCount(`${name}: inFeatures`, inFeatures)
    checkCount(`${name}: outFeatures`, outFeatures)
    releaseOnError(() => this.makeParameters(options))
  }

  protected makeParameters(options: LinearOptions): void {
    const { inFeatures, outFeatures } = this
    const { bias = true } = options
    this.registerParameter('weight', emptyParameter([outFeatures, inFeatures], options))
    this.registerParameter('bias', bias ? emptyParameter([outFeatures], options) : null)
    this.resetParameters()
  }

  /**
   * Draws weight and bias anew, as the constructor does; nothing while they have no shape yet.
   * PyTorch: `reset_parameters`.
   */
  resetParameters(): void {
    const { weight, bias } = this
    if (isUninitialized(weight)) return
    drawWeight(weight)
    if (bias) drawBias(bias, weight.shape)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.linear(input, this.weight, this.bias), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', this.inFeatures]]
  }

  override extraRepr(): string {
    const { inFeatures, outFeatures } = this
    return listed({ inFeatures, outFeatures, bias: this.bias !== null })
  }
}
