import { checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import { drawUniform, emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, listed } from '../options'
import type { Parameter } from '../parameter'
import type { LinearOptions } from './linear'

/**
 * yₖ = x₁ᵀ·Wₖ·x₂ + bₖ: [*, in1Features] and [*, in2Features] → [*, outFeatures].
 * PyTorch: `torch.nn.Bilinear`.
 */
export class Bilinear extends Module<[input1: Tensor, input2: Tensor]> {
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(
    readonly in1Features: number,
    readonly in2Features: number,
    readonly outFeatures: number,
    options: LinearOptions = {},
  ) {
    super()
    checkOptionNames('Bilinear', options, ['bias', ...factoryNames])
    checkFlags('Bilinear', options, ['bias'])
    checkPositiveInteger('Bilinear: in1Features', in1Features)
    checkCount('Bilinear: in2Features', in2Features)
    checkCount('Bilinear: outFeatures', outFeatures)
    const { bias = true } = options
    const empty = (...shape: number[]): Parameter => emptyParameter(shape, options)
    releaseOnError(() => {
      this.registerParameter('weight', empty(outFeatures, in1Features, in2Features))
      this.registerParameter('bias', bias ? empty(outFeatures) : null)
      this.resetParameters()
    })
  }

  /** Draws weight and bias anew, as the constructor does. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    const { weight, bias } = this
    const bound = 1 / Math.sqrt(weight.shape[1]!)
    drawUniform(weight, bound)
    if (bias) drawUniform(bias, bound)
  }

  forward(input1: Tensor, input2: Tensor): Tensor {
    return this.attempt(() => operators.bilinear(input1, input2, this.weight, this.bias))
  }

  override extraRepr(): string {
    const { in1Features, in2Features, outFeatures } = this
    return listed({ in1Features, in2Features, outFeatures, bias: this.bias !== null })
  }
}
