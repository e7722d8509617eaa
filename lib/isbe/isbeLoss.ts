import { checkOptionNames } from '../errors'
import { operators } from '../ops'
import type { Tensor } from '../tensor'
import { checkNormalization } from './normalization'
import { softError, type SoftErrorOptions } from './softError'

export type IsbeLossOptions = SoftErrorOptions

/**
 * ISBE as a loss: `backward()` sends E, scaled by the upstream gradient, to the logits [N, K].
 * Its value is the mean of E² over N and K, which is a figure to watch: E is not its gradient.
 * Drops in for `CrossEntropyLoss` at the same learning rate.
 */
export class IsbeLoss {
  readonly #options: IsbeLossOptions

  constructor(options: IsbeLossOptions = {}) {
    checkOptionNames('IsbeLoss', options, ['normalization', 'reduction', 'slope'])
    checkNormalization(options.normalization ?? 'softmax')
    this.#options = options
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    const { error, value } = softError(logits, target, this.#options)
    // The gradient of Σ X⊙E for a constant E is E; its own value is taken out again.
    const carrier = operators.sum(operators.mul(logits, error))
    return operators.add(operators.sub(carrier, operators.detach(carrier)), value)
  }
}
