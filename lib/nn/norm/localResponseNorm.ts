import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { localResponseNorm } from '../functional/norm'
import { Module } from '../module'
import { floatText, listed, numberOf } from '../options'

export interface ResponseNormOptions {
  /** The weight of the squares (default 1e-4). */
  alpha?: number
  /** The exponent (default 0.75). */
  beta?: number
  /** Added to the weighted squares (default 1). */
  k?: number
}

/**
 * x/(k + alpha·mean of x² over `size` channels around)^beta, of [N, C, *].
 * PyTorch: `torch.nn.LocalResponseNorm`.
 */
export class LocalResponseNorm extends Module<[input: Tensor]> {
  readonly alpha: number
  readonly beta: number
  readonly k: number

  constructor(
    readonly size: number,
    options: ResponseNormOptions = {},
  ) {
    super()
    checkOptionNames('LocalResponseNorm', options, ['alpha', 'beta', 'k'])
    checkPositiveInteger('LocalResponseNorm: size', size)
    this.alpha = numberOf('LocalResponseNorm', 'alpha', options.alpha, 1e-4)
    this.beta = numberOf('LocalResponseNorm', 'beta', options.beta, 0.75)
    this.k = numberOf('LocalResponseNorm', 'k', options.k, 1)
  }

  forward(input: Tensor): Tensor {
    const { size, alpha, beta, k } = this
    return this.attempt(() => localResponseNorm(input, size, alpha, beta, k), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', 'L', '*']]
  }

  override extraRepr(): string {
    const { size, alpha, beta, k } = this
    return `${size}, ${listed({ alpha: floatText(alpha), beta: floatText(beta), k: floatText(k) })}`
  }
}
