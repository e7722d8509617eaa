/** Losses between scores and classes or probabilities. */
import { warnOnce } from '../../../base/warn'
import { operator, tidy, type Tensor } from '../../../tensor'
import { define, type LegacyReduction } from '../define'
import { legacy, reduceLoss, sameSize, type LossArgs, type Weighted } from './shared'

const weighted = ['weight', 'sizeAverage', 'reduce', 'reduction'] as const

const entropy = operator('aten::cross_entropy_loss')
const likelihood = operator('aten::nll_loss_nd')
const binary = operator('aten::binary_cross_entropy')
const binaryOfLogits = operator('aten::binary_cross_entropy_with_logits')
const multiMargin = operator('aten::multi_margin_loss')
const multilabelMargin = operator('aten::multilabel_margin_loss')
const divergence = operator('aten::kl_div')
const temporal = operator('aten::ctc_loss')
const logSigmoid = operator('aten::log_sigmoid')

export interface ClassArgs extends Weighted {
  /** The class that does not count (default −100). */
  ignoreIndex?: number
}

const classNames = ['weight', 'sizeAverage', 'ignoreIndex', 'reduce', 'reduction'] as const

/** −log softmax(logits) of the target's class. PyTorch: `nn.functional.cross_entropy`. */
export const crossEntropy = define(
  'crossEntropy',
  ['input', 'target'],
  [...classNames, 'labelSmoothing'],
  ({
    input,
    target,
    weight,
    reduction,
    ignoreIndex = -100,
    labelSmoothing = 0,
  }: ClassArgs & { labelSmoothing?: number }) =>
    entropy(input, target, weight, reduction, ignoreIndex, labelSmoothing) as Tensor,
)

/** −log probabilities of the target's class. PyTorch: `nn.functional.nll_loss`. */
export const nllLoss = define(
  'nllLoss',
  ['input', 'target'],
  classNames,
  ({ input, target, weight, reduction, ignoreIndex = -100 }: ClassArgs) =>
    likelihood(input, target, weight, reduction, ignoreIndex) as Tensor,
)

/** Of probabilities. PyTorch: `nn.functional.binary_cross_entropy`. */
export const binaryCrossEntropy = define(
  'binaryCrossEntropy',
  ['input', 'target'],
  weighted,
  ({ input, target, weight, reduction }: Weighted) => {
    sameSize('binaryCrossEntropy', input, target)
    return tidy(() => binary(input, target, weight?.expandAs(target), reduction) as Tensor)
  },
)

/** Of logits; posWeight multiplies the positive part. PyTorch: `nn.functional.binary_cross_entropy_with_logits`. */
export const binaryCrossEntropyWithLogits = define(
  'binaryCrossEntropyWithLogits',
  ['input', 'target'],
  [...weighted, 'posWeight'],
  ({ input, target, weight, reduction, posWeight }: Weighted & { posWeight?: Tensor | null }) => {
    sameSize('binaryCrossEntropyWithLogits', input, target)
    return binaryOfLogits(input, target, weight, posWeight, reduction) as Tensor
  },
)

export interface KlArgs extends LegacyReduction {
  /** Log probabilities. */
  input: Tensor
  target: Tensor
  reduction?: 'none' | 'mean' | 'sum' | 'batchmean'
  /** Whether the target has logarithms too. */
  logTarget?: boolean
}

/** Kullback-Leibler divergence of the target from exp(input). PyTorch: `nn.functional.kl_div`. */
function warnOfMean(): void {
  warnOnce(
    "klDiv: reduction: 'mean' divides the loss by the batch size and the size of the support: " +
      "'batchmean', by the batch size alone, is the divergence as it is defined",
  )
}

export const klDiv = define(
  'klDiv',
  ['input', 'target'],
  [...legacy, 'logTarget'],
  ({ input, target, reduction, logTarget = false }: KlArgs) =>
    tidy(() => {
      const isPerSample = reduction === 'batchmean'
      if (reduction === undefined || reduction === 'mean') warnOfMean()
      const loss = divergence(input, target, isPerSample ? 'sum' : reduction, {
        logTarget,
      }) as Tensor
      return isPerSample && input.ndim > 0 ? loss.div(input.shape[0]!) : loss
    }),
)

export interface MarginArgs extends Weighted {
  p?: number
  margin?: number
}

/** PyTorch: `nn.functional.multi_margin_loss`. */
export const multiMarginLoss = define(
  'multiMarginLoss',
  ['input', 'target'],
  ['p', 'margin', ...weighted],
  ({ input, target, p = 1, margin = 1, weight, reduction }: MarginArgs) =>
    multiMargin(input, target, p, margin, weight, reduction) as Tensor,
)

/** PyTorch: `nn.functional.multilabel_margin_loss`. */
export const multilabelMarginLoss = define(
  'multilabelMarginLoss',
  ['input', 'target'],
  legacy,
  ({ input, target, reduction }: LossArgs) => multilabelMargin(input, target, reduction) as Tensor,
)

/** Binary cross-entropy of logits, averaged over classes. PyTorch: `nn.functional.multilabel_soft_margin_loss`. */
export const multilabelSoftMarginLoss = define(
  'multilabelSoftMarginLoss',
  ['input', 'target'],
  weighted,
  ({ input, target, weight, reduction }: Weighted) =>
    tidy(() => {
      const positive = target.mul(logSigmoid(input) as Tensor)
      const negative = target
        .neg()
        .add(1)
        .mul(logSigmoid(input.neg()) as Tensor)
      const losses = positive.add(negative).neg()
      const scaled = weight ? losses.mul(weight) : losses
      const classes = input.shape[input.ndim - 1]!
      return reduceLoss(scaled.sum(input.ndim - 1).div(classes), reduction)
    }),
)

export interface CtcArgs {
  /** [T, N, C] or [T, C] */
  logProbs: Tensor
  targets: Tensor
  inputLengths: Tensor | readonly number[]
  targetLengths: Tensor | readonly number[]
  blank?: number
  reduction?: 'none' | 'mean' | 'sum'
  /** Zero instead of infinite losses. */
  zeroInfinity?: boolean
}

/** Connectionist temporal classification. PyTorch: `nn.functional.ctc_loss`. */
export const ctcLoss = define(
  'ctcLoss',
  ['logProbs', 'targets'],
  ['inputLengths!', 'targetLengths!', 'blank', 'reduction', 'zeroInfinity'],
  ({ logProbs, targets, inputLengths, targetLengths, ...rest }: CtcArgs) => {
    const { blank, reduction, zeroInfinity } = rest
    const lengths = [inputLengths, targetLengths]
    return temporal(logProbs, targets, ...lengths, blank, reduction, zeroInfinity) as Tensor
  },
)
