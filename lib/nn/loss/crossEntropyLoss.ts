import { checkInteger, checkProbability } from '../../base/check'
import { isFloating } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { Tensor, operators } from '../../tensor'
import { WeightedLoss, type WeightedLossOptions } from './loss'
import { reductionCode } from './reduction'

export interface CrossEntropyOptions extends WeightedLossOptions {
  /** Targets of this index do not count (default −100). */
  ignoreIndex?: number
  /** From 0 to 1: the share of the target that is spread over all classes (default 0). */
  labelSmoothing?: number
}

/**
 * Cross-entropy of softmax(logits) [N, K, …] or [K] against class indices [N, …] or [] (int64), or
 * distributions of the logits' shape. PyTorch: `torch.nn.CrossEntropyLoss`.
 */
export class CrossEntropyLoss extends WeightedLoss {
  readonly ignoreIndex: number
  readonly labelSmoothing: number

  constructor(options: CrossEntropyOptions = {}) {
    super(options, ['ignoreIndex', 'labelSmoothing'])
    const { ignoreIndex = -100, labelSmoothing = 0 } = options
    checkProbability('CrossEntropyLoss: labelSmoothing', labelSmoothing)
    checkInteger('CrossEntropyLoss: ignoreIndex', ignoreIndex)
    this.ignoreIndex = ignoreIndex
    this.labelSmoothing = labelSmoothing
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, labelSmoothing } = this
    const reduction = reductionCode(this.reduction)
    const options = { weight, reduction, ignoreIndex, labelSmoothing }
    return this.attempt(() => {
      try {
        return operators.crossEntropyLoss(logits, target, options)
      } catch (error) {
        throw explained(error, logits, target)
      }
    })
  }
}

/** Class indices of a floating dtype are what people meet first. */
function explained(error: unknown, logits: unknown, target: unknown): unknown {
  if (!(logits instanceof Tensor && target instanceof Tensor)) return error
  if (logits.isDisposed || target.isDisposed) return error
  if (target.ndim !== logits.ndim - 1 || !isFloating(target.dtype)) return error
  return new TorchError(
    'TYPE',
    `expected class indices of int64 as target, found ${target.dtype}[${target.shape.join(', ')}]; ` +
      'write target.long()',
    { cause: error },
  )
}
