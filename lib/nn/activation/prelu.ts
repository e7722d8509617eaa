import { checkCount, checkOptionNames } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import { emptyParameter } from '../init'
import { constant_ } from '../init/functions'
import { Module } from '../module'
import { factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'

export interface PReLUOptions extends FactoryOptions {
  /** One slope for all (default 1), or one for each channel. */
  numParameters?: number
  /** The slope to begin with (default 0.25). */
  init?: number
}

/** x above 0, weight·x below, with a learned weight. PyTorch: `torch.nn.PReLU`. */
export class PReLU extends Module<[input: Tensor]> {
  declare weight: Parameter
  readonly numParameters: number
  readonly init: number

  constructor(options: PReLUOptions = {}) {
    super()
    checkOptionNames('PReLU', options, ['numParameters', 'init', ...factoryNames])
    const { numParameters = 1 } = options
    checkCount('PReLU: numParameters', numParameters)
    this.numParameters = numParameters
    this.init = numberOf('PReLU', 'init', options.init, 0.25)
    releaseOnError(() => {
      this.registerParameter('weight', emptyParameter([numParameters], options))
      this.resetParameters()
    })
  }

  /** Slopes of `init`. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    constant_(this.weight, this.init)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.prelu(input, this.weight))
  }

  override extraRepr(): string {
    return listed({ numParameters: this.numParameters })
  }
}
