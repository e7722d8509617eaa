import { operator, type Tensor } from '../tensor'
import { checkIsbeOptions, type IsbeOptions } from './options'

export type IsbeLossOptions = IsbeOptions

const compute = operator('isbe::loss')

/**
 * ISBE as a loss: its backward sends E, times the upstream gradient, to the logits. Drops in for
 * `CrossEntropyLoss` at the same learning rate. The value is the report that was asked for; only
 * 'potential' is the antiderivative of E, the others are figures to watch.
 */
export class IsbeLoss {
  readonly #options: IsbeLossOptions

  constructor(options: IsbeLossOptions = {}) {
    checkIsbeOptions('IsbeLoss', options)
    for (const tensor of [options.weight, options.dilation, options.relocation]) tensor?.keep()
    this.#options = options
  }

  /** Logits [K], [N, K] or [N, K, d1, …] against class indices or distributions. */
  forward(logits: Tensor, target: Tensor): Tensor {
    return compute(logits, target, this.#options) as Tensor
  }
}
