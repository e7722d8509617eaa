import { checkCount, checkOptionNames } from '../../base/check'
import { operators, releaseOnError, type Tensor } from '../../tensor'
import { Module } from '../module'
import { factoryNames, listed, numberOf, type FactoryOptions } from '../options'
import { Parameter } from '../parameter'

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
    const { numParameters = 1, device, dtype } = options
    checkCount('PReLU: numParameters', numParameters)
    this.numParameters = numParameters
    this.init = numberOf('PReLU', 'init', options.init, 0.25)
    releaseOnError(() => {
      const slopes = operators.ones([numParameters], { device, dtype }).mul_(this.init)
      this.registerParameter('weight', new Parameter(slopes))
    })
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.prelu(input, this.weight))
  }

  override extraRepr(): string {
    return listed({ numParameters: this.numParameters })
  }
}
