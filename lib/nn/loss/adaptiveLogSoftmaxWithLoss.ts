import {
  checkCount,
  checkNumber,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, operators, releaseOnError, tidy, type Tensor } from '../../tensor'
import { ModuleList } from '../container/moduleList'
import { Sequential } from '../container/sequential'
import { Linear } from '../linear/linear'
import { Module } from '../module'
import { checkFlags, factoryNames, type FactoryOptions } from '../options'

export interface AdaptiveLogSoftmaxOptions extends FactoryOptions {
  /** By what the width shrinks from cluster to cluster (default 4). */
  divValue?: number
  /** Learn a bias of the head (default false). */
  headBias?: boolean
}

/** [output, loss], which also have these names. */
export type AdaptiveLogSoftmaxResult = readonly [output: Tensor, loss: Tensor] & {
  readonly output: Tensor
  readonly loss: Tensor
}

/**
 * Softmax over very many classes, the frequent ones first: the head knows those before the first
 * cutoff and one more for each cluster, in which the others are found. input [N, inFeatures] and
 * target [N], or without N → the log probability of each target [N], and the mean of −output. Grave
 * and others 2017. PyTorch: `torch.nn.AdaptiveLogSoftmaxWithLoss`.
 */
export class AdaptiveLogSoftmaxWithLoss extends Module<
  [input: Tensor, target: Tensor],
  AdaptiveLogSoftmaxResult
> {
  /** Where clusters end; the last one ends with the classes. */
  readonly cutoffs: readonly number[]
  readonly divValue: number
  readonly headBias: boolean
  readonly head: Linear
  readonly tail: ModuleList<Sequential>

  constructor(
    readonly inFeatures: number,
    readonly nClasses: number,
    cutoffs: readonly number[],
    options: AdaptiveLogSoftmaxOptions = {},
  ) {
    super()
    const name = 'AdaptiveLogSoftmaxWithLoss'
    checkOptionNames(name, options, ['divValue', 'headBias', ...factoryNames])
    checkFlags(name, options, ['headBias'])
    checkCount(`${name}: inFeatures`, inFeatures)
    checkPositiveInteger(`${name}: nClasses`, nClasses)
    checkCutoffs(name, cutoffs, nClasses)
    const { divValue = 4, headBias = false, device, dtype } = options
    checkNumber(`${name}: divValue`, divValue)
    this.cutoffs = [...cutoffs, nClasses]
    this.divValue = divValue
    this.headBias = headBias
    const parts = releaseOnError(() => this.makeParts({ device, dtype }))
    this.head = parts.head
    this.tail = parts.tail
  }

  /** The classes that the head knows. */
  get shortlistSize(): number {
    return this.cutoffs[0]!
  }

  /** Draws head and tail anew, as the constructor does. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    this.head.resetParameters()
    for (const cluster of this.tail) {
      for (const layer of cluster) (layer as Linear).resetParameters()
    }
  }

  forward(input: Tensor, target: Tensor): AdaptiveLogSoftmaxResult {
    return this.attempt(() => {
      const [output, loss] = tidy(() => {
        checkInputs(input, target, this.inFeatures)
        const isBatched = target.ndim > 0
        const [rows, classes] = isBatched
          ? [input, target]
          : [input.unsqueeze(0), target.unsqueeze(0)]
        const { inCluster, headClass } = this.clusters(rows, classes)
        const head = this.head.forward(rows).logSoftmax(1)
        const output = inCluster.add(head.gather(1, headClass.unsqueeze(1)).squeeze(1))
        return [isBatched ? output : output.squeeze(0), output.neg().mean()] as const
      })
      return Object.assign([output, loss] as const, { output, loss })
    })
  }

  /** The log probabilities of all classes: [N, inFeatures] → [N, nClasses]. */
  logProb(input: Tensor): Tensor {
    return this.attempt(() => tidy(() => this.allLogProbs(input, this.head.forward(input))))
  }

  /** The most probable class: [N, inFeatures] → [N]. */
  predict(input: Tensor): Tensor {
    return this.attempt(() =>
      tidy(() => {
        const head = this.head.forward(input)
        const best = head.argmax(1)
        if (best.lt(this.shortlistSize).all().item() === true) return best
        return this.allLogProbs(input, head).argmax(1)
      }),
    )
  }

  private makeParts(factory: FactoryOptions): { head: Linear; tail: ModuleList<Sequential> } {
    const { inFeatures, cutoffs, divValue, headBias } = this
    const clusters = cutoffs.slice(1).map((end, i) => end - cutoffs[i]!)
    const headSize = this.shortlistSize + clusters.length
    const head = new Linear(inFeatures, headSize, { bias: headBias, ...factory })
    const tail = clusters.map((size, i) => {
      const width = Math.floor(inFeatures / divValue ** (i + 1))
      const plain = { bias: false, ...factory }
      return new Sequential(new Linear(inFeatures, width, plain), new Linear(width, size, plain))
    })
    return { head, tail: new ModuleList(tail) }
  }

  /** What targets in clusters have there, and the class that the head has for each target. */
  private clusters(input: Tensor, target: Tensor): { inCluster: Tensor; headClass: Tensor } {
    let inCluster = operators.zeros([target.shape[0]!], {
      dtype: input.dtype,
      device: input.device,
    })
    const headClass = target.clone()
    let found = 0
    this.cutoffs.forEach((end, i) => {
      const start = i === 0 ? 0 : this.cutoffs[i - 1]!
      const rows = target.ge(start).logicalAnd(target.lt(end)).nonzero().squeeze(1)
      found += rows.shape[0]!
      if (i === 0 || rows.shape[0] === 0) return
      const scores = this.tail
        .at(i - 1)!
        .forward(input.indexSelect(0, rows))
        .logSoftmax(1)
      const own = target.indexSelect(0, rows).sub(start).unsqueeze(1)
      inCluster = inCluster.indexCopy(0, rows, scores.gather(1, own).squeeze(1))
      headClass.indexFill_(0, rows, this.shortlistSize + i - 1)
    })
    if (found < target.shape[0]!) throw outOfRange(target, this.nClasses)
    return { inCluster, headClass }
  }

  private allLogProbs(input: Tensor, headScores: Tensor): Tensor {
    const head = headScores.logSoftmax(1)
    const parts = [...this.tail].map((cluster, i) =>
      cluster
        .forward(input)
        .logSoftmax(1)
        .add(head.narrow(1, this.shortlistSize + i, 1)),
    )
    return operators.cat([head.narrow(1, 0, this.shortlistSize), ...parts], 1)
  }
}

function checkCutoffs(name: string, cutoffs: unknown, classes: number): void {
  const fits =
    Array.isArray(cutoffs) &&
    cutoffs.length > 0 &&
    cutoffs.every((cutoff, i) => Number.isSafeInteger(cutoff) && cutoff > (cutoffs[i - 1] ?? 0)) &&
    cutoffs.at(-1) < classes
  if (fits) return
  const found = Array.isArray(cutoffs) ? `[${cutoffs.join(', ')}]` : describeValue(cutoffs)
  throw new OptionError(
    `${name}: cutoffs: expected ascending integers from 1 to ${classes - 1}, found ${found}`,
  )
}

function checkInputs(input: Tensor, target: Tensor, width: number): void {
  checkTensor('input', input)
  checkTensor('target', target)
  const expected = [...target.shape, width]
  if (target.ndim < 2 && String(input.shape) === String(expected)) return
  throw new TorchError(
    'VALUE',
    `expected input [N, ${width}] with target [N], or [${width}] with [], found ` +
      `[${input.shape.join(', ')}] and [${target.shape.join(', ')}]`,
  )
}

function outOfRange(target: Tensor, classes: number): TorchError {
  const [least, most] = [target.min(), target.max()].map(value => Number(value.item()))
  return new TorchError(
    'VALUE',
    `expected targets from 0 to ${classes - 1}, found values from ${least} to ${most}`,
  )
}
