/** Sums that know how much they cancel, and where a sample's classes lie. */
const { abs, floor } = Math

/** A number, and the size of the terms that it's the sum or difference of: what its error is relative to. */
export interface Term {
  value: number
  size: number
}

/** The sum with what each addition loses added at the end (Neumaier): exact to a rounding or two. */
export function total(numbers: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const x of numbers) {
    const next = sum + x
    lost += abs(sum) >= abs(x) ? sum - next + x : x - next + sum
    sum = next
  }
  return abs(sum) < Infinity ? sum + lost : sum
}

export const product = (numbers: readonly number[]) => numbers.reduce((result, x) => result * x, 1)
export const zero: Term = { value: 0, size: 0 }

export function scaled({ value, size }: Term, factor: number): Term {
  return { value: value * factor, size: size * abs(factor) }
}

export function sumOf(terms: readonly Term[]): Term {
  return { value: total(terms.map(t => t.value)), size: total(terms.map(t => t.size)) }
}

/** The first position of the greatest number; NaN is never the greatest. */
export function argmax(numbers: readonly number[]): number {
  let best = 0
  let greatest = -Infinity
  numbers.forEach((x, i) => {
    if (x > greatest) [best, greatest] = [i, x]
  })
  return best
}

export function classesOf(shape: readonly number[]): number {
  return shape[shape.length === 1 ? 0 : 1]!
}

/** For every sample the row-major positions of its classes: the classes are dimension 1, or the only one. */
export function placesOf(shape: readonly number[]): number[][] {
  const classes = classesOf(shape)
  const inner = product(shape.slice(2))
  return Array.from({ length: product(shape) / classes }, (_, sample) =>
    Array.from(
      { length: classes },
      (_, k) => (floor(sample / inner) * classes + k) * inner + (sample % inner),
    ),
  )
}
