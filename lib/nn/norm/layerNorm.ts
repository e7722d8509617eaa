import { pythonText } from '../../base/python'
import { checkOptionNames } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'
import { resetAffine } from './affine'
import { shapeOf } from './shape'

export interface LayerNormOptions extends FactoryOptions {
  /** Added to the variance (default 1e-5). */
  eps?: number
  /** Learn scale and shift (default true). */
  elementwiseAffine?: boolean
  /** Learn the shift too (default true). */
  bias?: boolean
}

const flags = ['elementwiseAffine', 'bias']

/**
 * (x − mean)/√(variance + eps)·weight + bias over the last dimensions: [*, …normalizedShape].
 * PyTorch: `torch.nn.LayerNorm`.
 */
export class LayerNorm extends Module<[input: Tensor]> {
  declare weight: Parameter | null
  declare bias: Parameter | null
  readonly normalizedShape: readonly number[]
  readonly eps: number
  readonly elementwiseAffine: boolean

  constructor(normalizedShape: number | readonly number[], options: LayerNormOptions = {}) {
    super()
    checkOptionNames('LayerNorm', options, ['eps', ...flags, ...factoryNames])
    checkFlags('LayerNorm', options, flags)
    this.normalizedShape = shapeOf('LayerNorm', normalizedShape)
    this.eps = numberOf('LayerNorm', 'eps', options.eps, 1e-5)
    this.elementwiseAffine = options.elementwiseAffine ?? true
    const { bias = true } = options
    const { elementwiseAffine: affine } = this
    const learned = (): Parameter => emptyParameter(this.normalizedShape, options)
    releaseOnError(() => {
      this.registerParameter('weight', affine ? learned() : null)
      this.registerParameter('bias', affine && bias ? learned() : null)
      this.resetParameters()
    })
  }

  /** A scale of 1 and a shift of 0, as at first. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    resetAffine(this.weight, this.bias)
  }

  forward(input: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this
    return this.attempt(
      () => operators.layerNorm(input, [...normalizedShape], weight, bias, eps),
      input,
    )
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', ...this.normalizedShape]]
  }

  override extraRepr(): string {
    const { normalizedShape, eps, elementwiseAffine, bias } = this
    return `${pythonText(normalizedShape)}, ${listed({ eps, elementwiseAffine, bias: bias !== null })}`
  }
}
