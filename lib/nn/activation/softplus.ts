import { checkOptionNames } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'
import { floatText, listed, numberOf } from '../options'

export interface SoftplusOptions {
  /** The sharpness (default 1). */
  beta?: number
  /** Above which the function is linear (default 20). */
  threshold?: number
}

const apply = operator('aten::softplus')

/** log(1 + exp(beta·x))/beta, and x where beta·x is above the threshold. PyTorch: `torch.nn.Softplus`. */
export class Softplus extends Module<[input: Tensor]> {
  readonly beta: number
  readonly threshold: number

  constructor(options: SoftplusOptions = {}) {
    super()
    checkOptionNames('Softplus', options, ['beta', 'threshold'])
    this.beta = numberOf('Softplus', 'beta', options.beta, 1)
    this.threshold = numberOf('Softplus', 'threshold', options.threshold, 20)
  }

  forward(input: Tensor): Tensor {
    const { beta, threshold } = this
    return this.attempt(() => apply(input, beta, threshold) as Tensor)
  }

  override extraRepr(): string {
    const { beta, threshold } = this
    return listed({ beta: floatText(beta), threshold: floatText(threshold) })
  }
}
