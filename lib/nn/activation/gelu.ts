import { checkChoice, checkOptionNames } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'

export interface GELUOptions {
  /** `tanh` for the approximation by a hyperbolic tangent (default `none`). */
  approximate?: 'none' | 'tanh'
}

const gelu = operator('aten::gelu')

/** x·Φ(x), with the normal distribution function Φ. PyTorch: `torch.nn.GELU`. */
export class GELU extends Module<[input: Tensor]> {
  readonly approximate: 'none' | 'tanh'

  constructor(options: GELUOptions = {}) {
    super()
    checkOptionNames('GELU', options, ['approximate'])
    this.approximate = options.approximate ?? 'none'
    checkChoice('GELU: approximate', this.approximate, ['none', 'tanh'])
  }

  forward(input: Tensor): Tensor {
    const { approximate } = this
    return this.attempt(() => gelu(input, { approximate }) as Tensor)
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`
  }
}
