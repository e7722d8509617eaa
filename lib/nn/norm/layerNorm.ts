import { pythonText } from '../../base/python'
import { checkOptionNames } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import { Parameter } from '../parameter'
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
    const { device, dtype, bias = true } = options
    const [shape, of] = [[...this.normalizedShape], { device, dtype }]
    releaseOnError(() => {
      const { elementwiseAffine: affine } = this
      this.registerParameter('weight', affine ? new Parameter(operators.ones(shape, of)) : null)
      const shift = (): Parameter => new Parameter(operators.zeros(shape, of))
      this.registerParameter('bias', affine && bias ? shift() : null)
    })
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
