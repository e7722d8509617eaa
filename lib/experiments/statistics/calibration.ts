/** Whether a score of 0.9 is right nine times in ten. */

export interface Bin {
  /** The scores in it lie from `from` to `to`. */
  from: number
  to: number
  count: number
  /** The mean of the scores, and the share of them that was right; NaN in an empty bin. */
  confidence: number
  accuracy: number
}

export interface Calibration {
  bins: Bin[]
  /** Expected calibration error: the mean of |accuracy − confidence| over the samples. */
  error: number
}

/** Scores from 0 to 1 in bins of equal width. torchmetrics: `MulticlassCalibrationError(norm='l1')`. */
export function calibration(
  scores: readonly number[],
  right: readonly boolean[],
  count = 15,
): Calibration {
  const sums = Array.from({ length: count }, () => ({ count: 0, score: 0, right: 0 }))
  scores.forEach((score, i) => {
    const sum = sums[Math.min(count - 1, Math.floor(score * count))]!
    sum.count += 1
    sum.score += score
    sum.right += right[i] ? 1 : 0
  })
  const bins = sums.map((sum, i) => ({
    from: i / count,
    to: (i + 1) / count,
    count: sum.count,
    confidence: sum.score / sum.count,
    accuracy: sum.right / sum.count,
  }))
  const gaps = sums.reduce((total, sum) => total + Math.abs(sum.right - sum.score), 0)
  return { bins, error: gaps / scores.length }
}
