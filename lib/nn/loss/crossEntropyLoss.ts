import { checkOptionNames } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { reductionCode, type Reduction } from './reduction'

export interface CrossEntropyOptions {
  /** The weight of each class, [K]. */
  weight?: Tensor | null
  reduction?: Reduction
  /** Targets of this index do not count. */
  ignoreIndex?: number
  labelSmoothing?: number
}

const optionNames = ['weight', 'reduction', 'ignoreIndex', 'labelSmoothing']

/**
 * Cross-entropy of softmax(logits) [N, K, …] against class indices [N, …] (int64) or
 * distributions [N, K, …]. PyTorch: `torch.nn.CrossEntropyLoss`.
 */
export class CrossEntropyLoss {
  readonly #options: CrossEntropyOptions

  constructor(options: CrossEntropyOptions = {}) {
    checkOptionNames('CrossEntropyLoss', options, optionNames)
    reductionCode(options.reduction ?? 'mean')
    options.weight?.keep()
    this.#options = options
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    const { weight, reduction = 'mean', ignoreIndex, labelSmoothing } = this.#options
    return operators.crossEntropyLoss(logits, target, {
      weight,
      reduction: reductionCode(reduction),
      ignoreIndex,
      labelSmoothing,
    })
  }
}
