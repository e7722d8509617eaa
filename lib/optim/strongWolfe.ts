/** A line search whose point meets the strong Wolfe conditions (Nocedal and Wright 2006, 3.5). */
import type { Tensor } from '../tensor'

/** What the objective is at a point of the line. */
export interface Point {
  /** How far from the start, in directions. */
  t: number
  loss: number
  gradient: Tensor
  /** The derivative along the direction. */
  slope: number
}

export interface Search {
  evaluate: (t: number) => Point
  start: Point
  /** The first step to try. */
  t: number
  /** The largest absolute element of the direction. */
  size: number
  toleranceChange: number
  mostEvaluations: number
}

const sufficientDecrease = 1e-4
const curvature = 0.9

/** The minimum of the cubic through two points with their slopes, within bounds. */
export function interpolate(a: Point, b: Point, bounds?: readonly [number, number]): number {
  const [least, most] = bounds ?? [Math.min(a.t, b.t), Math.max(a.t, b.t)]
  const d1 = a.slope + b.slope - (3 * (a.loss - b.loss)) / (a.t - b.t)
  const square = d1 ** 2 - a.slope * b.slope
  if (!(square >= 0)) return (least + most) / 2
  const d2 = Math.sqrt(square)
  const position =
    a.t <= b.t
      ? b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
      : a.t - (a.t - b.t) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
  return Math.min(Math.max(position, least), most)
}

/** The point, and how many evaluations it took. */
export function strongWolfe(search: Search): { point: Point; evaluations: number } {
  const { bracket, evaluations, isDone } = findBracket(search)
  return isDone ? { point: bracket[0], evaluations } : zoom(search, bracket, evaluations)
}

function isTooHigh({ start }: Search, point: Point): boolean {
  return point.loss > start.loss + sufficientDecrease * point.t * start.slope
}

function isFlat({ start }: Search, point: Point): boolean {
  return Math.abs(point.slope) <= -curvature * start.slope
}

interface Bracketing {
  bracket: [Point, Point]
  evaluations: number
  isDone: boolean
}

/** Walks on until the minimum lies between two points. */
function findBracket(search: Search): Bracketing {
  const { evaluate, start, mostEvaluations } = search
  let previous = start
  let point = evaluate(search.t)
  let evaluations = 1
  for (let walked = 0; walked < mostEvaluations; ++walked) {
    const found = (isDone: boolean): Bracketing => ({
      bracket: isDone ? [point, point] : [previous, point],
      evaluations,
      isDone,
    })
    if (isTooHigh(search, point) || (walked > 1 && point.loss >= previous.loss)) return found(false)
    if (isFlat(search, point)) return found(true)
    if (point.slope >= 0) return found(false)
    const bounds = [point.t + 0.01 * (point.t - previous.t), point.t * 10] as const
    const next = interpolate(previous, point, bounds)
    previous = point
    point = evaluate(next)
    ++evaluations
  }
  return { bracket: [start, point], evaluations, isDone: false }
}

/** Narrows the bracket down. */
function zoom(
  search: Search,
  bracket: [Point, Point],
  before: number,
): { point: Point; evaluations: number } {
  const { evaluate, size, toleranceChange, mostEvaluations } = search
  let evaluations = before
  let madeLittle = false
  let [low, high] = order(bracket)
  while (evaluations - 1 < mostEvaluations) {
    const [least, most] = [bracket[0].t, bracket[1].t].sort((a, b) => a - b) as [number, number]
    if ((most - least) * size < toleranceChange) break
    let t = interpolate(bracket[0], bracket[1])
    const margin = 0.1 * (most - least)
    const isNearEnd = Math.min(most - t, t - least) < margin
    if (isNearEnd && (madeLittle || t >= most || t <= least)) {
      t = Math.abs(t - most) < Math.abs(t - least) ? most - margin : least + margin
      madeLittle = false
    } else madeLittle = isNearEnd
    const point = evaluate(t)
    ++evaluations
    if (isTooHigh(search, point) || point.loss >= bracket[low].loss) {
      bracket[high] = point
      ;[low, high] = order(bracket)
      continue
    }
    const isDone = isFlat(search, point)
    if (!isDone && point.slope * (bracket[high].t - bracket[low].t) >= 0) {
      bracket[high] = bracket[low]
    }
    bracket[low] = point
    if (isDone) break
  }
  return { point: bracket[low], evaluations }
}

/** Where in the bracket the lower point is, and where the higher. */
function order([a, b]: readonly [Point, Point]): [0, 1] | [1, 0] {
  return a.loss <= b.loss ? [0, 1] : [1, 0]
}
