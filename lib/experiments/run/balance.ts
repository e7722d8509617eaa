/** What a loss is given so that rare classes are learnt too, from the counts of the classes. */
import { keep, tensor, type Tensor } from '../../tensor'
import type { ObjectiveOptions } from '../losses'
import type { RunConfig } from './config'
import type { Images } from './data'

export interface BalanceTensors {
  tensors: ObjectiveOptions
  [Symbol.dispose](): void
}

/** How strongly the dilation follows the counts. */
const exponent = 0.25

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * By kind of balance, [K] each:
 * - weights: 1 / count, with a mean of 1
 * - dilation: (most / count)^¼, so that a rare class is dilated more
 * - inverse dilation: (count / most)^¼, so that a rare class must have a greater logit for its score
 * - relocation: c = −log(count / total), the logit adjustment by the classes' shares
 */
export function balanceOptions(
  { balance }: Pick<RunConfig, 'balance'>,
  images: Pick<Images, 'classCounts'>,
  device: string,
): BalanceTensors {
  const made: Tensor[] = []
  const vector = (values: readonly number[]): Tensor => {
    const kept = keep(tensor([...values]).to(device))
    made.push(kept)
    return kept
  }
  return {
    tensors: balance === 'none' ? {} : optionsFor(balance, images.classCounts(), vector),
    [Symbol.dispose]: () => made.forEach(each => each.dispose()),
  }
}

function optionsFor(
  balance: Exclude<RunConfig['balance'], 'none'>,
  counts: readonly number[],
  vector: (values: readonly number[]) => Tensor,
): ObjectiveOptions {
  const most = Math.max(...counts)
  const total = counts.reduce((sum, count) => sum + count, 0)
  switch (balance) {
    case 'weights': {
      const inverse = counts.map(count => 1 / count)
      return { weight: vector(inverse.map(value => value / mean(inverse))) }
    }
    case 'dilation':
      return { dilation: vector(counts.map(count => (most / count) ** exponent)) }
    case 'inverse dilation':
      return { dilation: vector(counts.map(count => (count / most) ** exponent)) }
    case 'relocation':
      return { relocation: vector(counts.map(count => -Math.log(count / total))) }
  }
}
