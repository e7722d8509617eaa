import { checkOptionNames, checkProbability, describeValue } from '../../base/check'
import { isFloating } from '../../base/dtype'
import { OptionError, TorchError } from '../../base/errors'
import { Tensor, operators } from '../../tensor'
import { Module } from '../module'
import { sharedBuffer, type Buffer } from '../parameter'
import { reductionCode, type Reduction } from './reduction'

export interface CrossEntropyOptions {
  /** The weight of each class, [K]. */
  weight?: Tensor | null
  reduction?: Reduction
  /** Targets of this index do not count (default −100). */
  ignoreIndex?: number
  /** From 0 to 1: the share of the target that is spread over all classes (default 0). */
  labelSmoothing?: number
}

const optionNames = ['weight', 'reduction', 'ignoreIndex', 'labelSmoothing']

/**
 * Cross-entropy of softmax(logits) [N, K, …] against class indices [N, …] (int64) or
 * distributions [N, K, …]. PyTorch: `torch.nn.CrossEntropyLoss`.
 */
export class CrossEntropyLoss extends Module<[logits: Tensor, target: Tensor]> {
  declare weight: Buffer | null
  readonly reduction: Reduction
  readonly ignoreIndex: number
  readonly labelSmoothing: number

  constructor(options: CrossEntropyOptions = {}) {
    super()
    checkOptionNames('CrossEntropyLoss', options, optionNames)
    const { reduction = 'mean', ignoreIndex = -100, labelSmoothing = 0 } = options
    reductionCode(reduction)
    checkProbability('CrossEntropyLoss: labelSmoothing', labelSmoothing)
    checkIndex(ignoreIndex)
    this.reduction = reduction
    this.ignoreIndex = ignoreIndex
    this.labelSmoothing = labelSmoothing
    this.registerBuffer('weight', sharedBuffer(options.weight))
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

  override extraRepr(): string {
    const { reduction, ignoreIndex, labelSmoothing } = this
    return `reduction=${reduction}, ignoreIndex=${ignoreIndex}, labelSmoothing=${labelSmoothing}`
  }
}

function checkIndex(value: unknown): void {
  if (Number.isSafeInteger(value)) return
  throw new OptionError(
    `CrossEntropyLoss: ignoreIndex: expected an integer, found ${describeValue(value)}`,
  )
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
