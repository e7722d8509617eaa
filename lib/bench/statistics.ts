/** The quantile of values by linear interpolation; q from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = q * (sorted.length - 1)
  const below = sorted[Math.floor(position)]!
  const above = sorted[Math.ceil(position)]!
  return below + (above - below) * (position - Math.floor(position))
}

export interface Summary {
  median: number
  /** First and third quartile. */
  spread: [number, number]
}

export function summarize(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    spread: [quantile(values, 0.25), quantile(values, 0.75)],
  }
}
