/** Whether two classifiers differ, by the samples that exactly one of them gets right. */
import { incompleteBeta } from './gamma'

export interface McNemar {
  /** Samples that only the first, and only the second, classifies correctly. */
  onlyFirst: number
  onlySecond: number
  /** Two-sided and exact: P(as uneven a split or more), where each is as likely. */
  p: number
  /** (|b − c| − 1)² / (b + c), the test statistic with Edwards's correction; 0 where both agree. */
  chiSquared: number
}

/** SciPy: `scipy.stats.binomtest(b, b + c).pvalue`; statsmodels: `mcnemar(exact=True)`. */
export function exactP(onlyFirst: number, onlySecond: number): number {
  const count = onlyFirst + onlySecond
  const fewer = Math.min(onlyFirst, onlySecond)
  if (2 * fewer === count) return 1
  // P(X ≤ fewer) of a binomial with p = ½.
  return Math.min(1, 2 * incompleteBeta(count - fewer, fewer + 1, 0.5))
}

/** Both of the same samples in the same order. */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): McNemar {
  let [onlyFirst, onlySecond] = [0, 0]
  first.forEach((isRight, i) => {
    if (isRight === second[i]) return
    if (isRight) ++onlyFirst
    else ++onlySecond
  })
  const count = onlyFirst + onlySecond
  const excess = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1)
  const chiSquared = count === 0 ? 0 : excess ** 2 / count
  return { onlyFirst, onlySecond, p: exactP(onlyFirst, onlySecond), chiSquared }
}

/**
 * The p-values of a family of tests, corrected so that one wrongly found difference among all of
 * them is as likely as p says. Holm 1979; statsmodels: `multipletests(method='holm')`.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!)
  const adjusted = Array.from({ length: ps.length }, () => 1)
  let greatest = 0
  order.forEach((index, rank) => {
    greatest = Math.max(greatest, Math.min(1, (ps.length - rank) * ps[index]!))
    adjusted[index] = greatest
  })
  return adjusted
}
