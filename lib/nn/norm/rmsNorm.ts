import { pythonText } from '../../base/python'
import { checkNumber, checkOptionNames } from '../../base/check'
import { releaseOnError, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { rmsNorm } from '../functional/norm'
import { emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'
import { resetAffine } from './affine'
import { shapeOf } from './shape'

export interface RMSNormOptions extends FactoryOptions {
  /** Added to the mean square; null (default) for the smallest step from 1 of the dtype. */
  eps?: number | null
  /** Learn a scale (default true). */
  elementwiseAffine?: boolean
}

/**
 * x/√(mean(x²) + eps)·weight over the last dimensions: [*, …normalizedShape].
 * PyTorch: `torch.nn.RMSNorm`.
 */
export class RMSNorm extends Module<[input: Tensor]> {
  declare weight: Parameter | null
  readonly normalizedShape: readonly number[]
  readonly eps: number | null
  readonly elementwiseAffine: boolean

  constructor(normalizedShape: number | readonly number[], options: RMSNormOptions = {}) {
    super()
    checkOptionNames('RMSNorm', options, ['eps', 'elementwiseAffine', ...factoryNames])
    checkFlags('RMSNorm', options, ['elementwiseAffine'])
    const { eps = null, elementwiseAffine = true } = options
    if (eps !== null) checkNumber('RMSNorm: eps', eps)
    this.normalizedShape = shapeOf('RMSNorm', normalizedShape)
    this.eps = eps
    this.elementwiseAffine = elementwiseAffine
    releaseOnError(() => {
      const learned = (): Parameter => emptyParameter(this.normalizedShape, options)
      this.registerParameter('weight', elementwiseAffine ? learned() : null)
      this.resetParameters()
    })
  }

  /** A scale of 1, as at first. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    resetAffine(this.weight, null)
  }

  forward(input: Tensor): Tensor {
    const { normalizedShape, weight, eps } = this
    return this.attempt(() => rmsNorm(input, normalizedShape, weight, eps), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', ...this.normalizedShape]]
  }

  override extraRepr(): string {
    const { normalizedShape, eps, elementwiseAffine } = this
    return `${pythonText(normalizedShape)}, ${listed({ eps, elementwiseAffine })}`
  }
}
