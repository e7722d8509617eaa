import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { defaultBias, defaultWeight } from '../init'
import { Module } from '../module'
import type { Parameter } from '../parameter'

export interface LinearOptions {
  /** Learn an additive bias (default true). */
  bias?: boolean
}

/** y = x·Wᵀ + b: [*, inFeatures] → [*, outFeatures]. PyTorch: `torch.nn.Linear`. */
export class Linear extends Module {
  readonly weight: Parameter
  readonly bias: Parameter | null

  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
    options: LinearOptions = {},
  ) {
    super()
    checkOptionNames('Linear', options, ['bias'])
    checkPositiveInteger('Linear: inFeatures', inFeatures)
    checkPositiveInteger('Linear: outFeatures', outFeatures)
    const shape = [outFeatures, inFeatures]
    this.weight = defaultWeight(shape)
    this.bias = (options.bias ?? true) ? defaultBias(shape) : null
  }

  forward(input: Tensor): Tensor {
    return operators.linear(input, this.weight, { bias: this.bias })
  }
}
