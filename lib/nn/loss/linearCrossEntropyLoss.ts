import {
  checkCount,
  checkInstance,
  checkInteger,
  checkPositiveInteger,
  checkProbability,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import { elementCount } from '../../base/shape'
import { releaseOnError, tidy, type Tensor } from '../../tensor'
import { linearCrossEntropy } from '../functional/linearCrossEntropy'
import { Linear } from '../linear/linear'
import { factoryNames, floatText, listed, type FactoryOptions } from '../options'
import { LinearCrossEntropyOptions } from './linearCrossEntropyOptions'
import { booleanOr, WeightedLoss, type WeightedLossOptions } from './loss'

export interface LinearCrossEntropyLossOptions
  extends Pick<WeightedLossOptions, 'weight' | 'reduction'>, FactoryOptions {
  /** The sizes of several losses a sample (default none). */
  outFeatures?: readonly number[]
  /** Learn a bias of the logits (default false). */
  bias?: boolean
  /** The class that does not count (default −100); null for distributions as targets. */
  ignoreIndex?: number | null
  /** From 0 to 1: the share of the target that is spread over all classes (default 0). */
  labelSmoothing?: number
  /** Taken from PyTorch and without effect. */
  options?: LinearCrossEntropyOptions | null
}

const optionNames = [
  'outFeatures',
  'bias',
  'ignoreIndex',
  'labelSmoothing',
  'options',
  ...factoryNames,
]

/**
 * A linear layer and cross-entropy: input [N, inFeatures] against classes [N, …outFeatures], or
 * distributions [N, numClasses, …outFeatures]. PyTorch: `torch.nn.LinearCrossEntropyLoss`.
 */
export class LinearCrossEntropyLoss extends WeightedLoss {
  readonly outFeatures: readonly number[]
  readonly ignoreIndex: number | null
  readonly labelSmoothing: number
  readonly options: LinearCrossEntropyOptions | null
  readonly linear: Linear

  constructor(
    readonly inFeatures: number,
    readonly numClasses: number,
    options: LinearCrossEntropyLossOptions = {},
  ) {
    super(options, optionNames)
    const name = 'LinearCrossEntropyLoss'
    checkCount(`${name}: inFeatures`, inFeatures)
    checkPositiveInteger(`${name}: numClasses`, numClasses)
    const { outFeatures = [], ignoreIndex = null, labelSmoothing = 0, device, dtype } = options
    checkSizes(`${name}: outFeatures`, outFeatures)
    checkProbability(`${name}: labelSmoothing`, labelSmoothing)
    if (ignoreIndex !== null) checkInteger(`${name}: ignoreIndex`, ignoreIndex)
    checkWeight(name, this.weight, numClasses)
    this.outFeatures = [...outFeatures]
    this.ignoreIndex = ignoreIndex
    this.labelSmoothing = labelSmoothing
    this.options = options.options ?? null
    if (this.options !== null) {
      const instead = 'nn.LinearCrossEntropyOptions'
      checkInstance(`${name}: options`, this.options, LinearCrossEntropyOptions, instead)
    }
    const bias = booleanOr(`${name}: bias`, options.bias, false)
    const rows = numClasses * elementCount(outFeatures)
    this.linear = releaseOnError(() => new Linear(inFeatures, rows, { bias, device, dtype }))
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { numClasses, outFeatures, inFeatures, linear } = this
    const { weight, reduction, ignoreIndex, labelSmoothing } = this
    const outputs = [numClasses, ...outFeatures]
    return this.attempt(() =>
      tidy(() =>
        linearCrossEntropy(input, linear.weight.reshape([...outputs, inFeatures]), target, {
          linearBias: linear.bias && linear.bias.reshape(outputs),
          ...{ weight, reduction, ignoreIndex, labelSmoothing, options: this.options },
        }),
      ),
    )
  }

  override extraRepr(): string {
    const { inFeatures, numClasses, outFeatures, linear, reduction } = this
    const { ignoreIndex, labelSmoothing, options } = this
    const bias = linear.bias !== null
    const own = { ignoreIndex, labelSmoothing: floatText(labelSmoothing), options }
    return listed({ inFeatures, numClasses, outFeatures, bias, reduction, ...own })
  }
}

function checkSizes(what: string, sizes: unknown): void {
  if (Array.isArray(sizes) && sizes.every(size => Number.isSafeInteger(size) && size > 0)) return
  const found = Array.isArray(sizes) ? `[${sizes.join(', ')}]` : describeValue(sizes)
  throw new OptionError(`${what}: expected an array of positive integers, found ${found}`)
}

function checkWeight(name: string, weight: Tensor | null, classes: number): void {
  if (!weight || String(weight.shape) === String([classes])) return
  const { shape } = weight
  weight.dispose()
  throw new OptionError(`${name}: weight: expected [${classes}], found [${shape.join(', ')}]`)
}
