import { checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { OptionError } from '../../base/errors'
import { releaseOnError, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { groupNorm } from '../functional/norm'
import { emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'
import { resetAffine } from './affine'

export interface GroupNormOptions extends FactoryOptions {
  /** Added to the variance (default 1e-5). */
  eps?: number
  /** Learn scale and shift a channel (default true). */
  affine?: boolean
  /** Learn the shift too (default true). */
  bias?: boolean
}

/**
 * (x − mean)/√(variance + eps)·weight + bias over groups of channels of [N, numChannels, *].
 * PyTorch: `torch.nn.GroupNorm`.
 */
export class GroupNorm extends Module<[input: Tensor]> {
  declare weight: Parameter | null
  declare bias: Parameter | null
  readonly eps: number
  readonly affine: boolean

  constructor(
    readonly numGroups: number,
    readonly numChannels: number,
    options: GroupNormOptions = {},
  ) {
    super()
    checkOptionNames('GroupNorm', options, ['eps', 'affine', 'bias', ...factoryNames])
    checkFlags('GroupNorm', options, ['affine', 'bias'])
    checkPositiveInteger('GroupNorm: numGroups', numGroups)
    checkCount('GroupNorm: numChannels', numChannels)
    if (numChannels % numGroups !== 0) {
      throw new OptionError(
        `GroupNorm: expected numGroups to divide numChannels ${numChannels}, found ${numGroups}`,
      )
    }
    const { affine = true, bias = true } = options
    this.eps = numberOf('GroupNorm', 'eps', options.eps, 1e-5)
    this.affine = affine
    const learned = (): Parameter => emptyParameter([numChannels], options)
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
    const { numGroups, weight, bias, eps } = this
    return this.attempt(() => groupNorm(input, numGroups, weight, bias, eps), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', this.numChannels, '*']]
  }

  override extraRepr(): string {
    const { numGroups, numChannels, eps, affine, bias } = this
    return `${numGroups}, ${numChannels}, ${listed({ eps, affine, bias: bias !== null })}`
  }
}
