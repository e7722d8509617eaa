import { incompleteBeta } from './gamma'

export interface Interval {
  estimate: number
  low: number
  high: number
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The middle value, of an even number the mean of the two in the middle. NumPy: `np.median`. */
export function median(values: readonly number[]): number {
  return medianOf(new Float64Array(values).sort())
}

/** Of fewer values nearly every resample has all of the extremes: there is no interval. */
const fewest = 6

/**
 * The median with its percentile bootstrap interval, as infinitely many resamples would give it: the
 * median of n values drawn with replacement is at most the k-th smallest with the probability
 * I_{k/n}((n+1)/2, (n+1)/2). From NaN to NaN for fewer than six values. SciPy: `scipy.stats.bootstrap(method='percentile')`.
 */
export function bootstrapMedian(values: readonly number[], confidence = 0.95): Interval {
  const sorted = new Float64Array(values).sort()
  const count = sorted.length
  const estimate = medianOf(sorted)
  if (count < fewest) return { estimate, low: NaN, high: NaN }
  const middle = (count + 1) / 2
  const quantile = (p: number): number => {
    let [below, above] = [0, count]
    while (above - below > 1) {
      const k = (below + above) >> 1
      if (incompleteBeta(middle, middle, k / count) < p) below = k
      else above = k
    }
    return sorted[above - 1]!
  }
  const tail = (1 - confidence) / 2
  return { estimate, low: quantile(tail), high: quantile(1 - tail) }
}
