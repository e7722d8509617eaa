import type { Interval } from './bootstrap'
import { incompleteBeta } from './gamma'

/** P(T ≤ t). SciPy: `scipy.stats.t.cdf`. */
export function studentCdf(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t with P(T ≤ t) = p, for p of at least 0.5. SciPy: `scipy.stats.t.ppf`. */
export function studentQuantile(p: number, degrees: number): number {
  let [low, high] = [0, 1]
  while (studentCdf(high, degrees) < p) high *= 2
  for (let i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
    const middle = (low + high) / 2
    if (studentCdf(middle, degrees) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The mean with its interval by Student's t; of one value the value alone, between NaN and NaN. */
export function meanInterval(values: readonly number[], confidence = 0.95): Interval {
  const estimate = mean(values)
  const degrees = values.length - 1
  if (degrees < 1) return { estimate, low: NaN, high: NaN }
  const squares = values.reduce((sum, value) => sum + (value - estimate) ** 2, 0)
  const error = Math.sqrt(squares / degrees / values.length)
  const half = studentQuantile((1 + confidence) / 2, degrees) * error
  return { estimate, low: estimate - half, high: estimate + half }
}

/**
 * Wilson's interval of a share: `hits` of `count`, from 0 to 1.
 * statsmodels: `proportion_confint(method='wilson')`.
 */
export function wilsonInterval(hits: number, count: number): Interval {
  const z = 1.959963984540054
  const share = hits / count
  const centre = (share + (z * z) / (2 * count)) / (1 + (z * z) / count)
  const half =
    (z / (1 + (z * z) / count)) *
    Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
  return { estimate: share, low: centre - half, high: centre + half }
}
