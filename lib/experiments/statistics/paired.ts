import { mcnemar, type McNemar } from './mcnemar'

export interface PairedDifference extends McNemar {
  /** The accuracy of the first minus that of the second, from −1 to 1, with its 95 % interval. */
  difference: number
  low: number
  high: number
}

/** Two classifiers on the same samples; the interval is Wald's for paired proportions. */
export function pairedDifference(
  first: readonly boolean[],
  second: readonly boolean[],
): PairedDifference {
  const test = mcnemar(first, second)
  const count = first.length
  const excess = test.onlyFirst - test.onlySecond
  const error = Math.sqrt(test.onlyFirst + test.onlySecond - excess ** 2 / count) / count
  const difference = excess / count
  return {
    ...test,
    difference,
    low: difference - 1.96 * error,
    high: difference + 1.96 * error,
  }
}
