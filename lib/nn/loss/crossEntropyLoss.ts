import { OptionError, checkOptionNames } from '../../base/errors'
import { operators } from '../../tensor/ops'
import type { Tensor } from '../../tensor/tensor'

export type Reduction = 'none' | 'mean' | 'sum'

const reductions = ['none', 'mean', 'sum'] as const

/** libtorch's number for a reduction. */
export function reductionCode(reduction: Reduction): number {
  const code = reductions.indexOf(reduction)
  if (code >= 0) return code
  throw new OptionError(`reduction: expected ${reductions.join(', ')}, found '${String(reduction)}'`)
}

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
    return operators.crossEntropyLoss(
      logits, target, { weight, reduction: reductionCode(reduction), ignoreIndex, labelSmoothing })
  }
}
