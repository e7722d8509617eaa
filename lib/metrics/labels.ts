/** Labels are of the classes that there are. */
import { elementCount } from '../base/shape'
import { TorchError } from '../base/errors'
import { keep, operators, type Tensor } from '../tensor'

export interface LabelRange {
  metric: string
  role: 'targets' | 'predictions'
  /** Labels are below it. */
  count: number
  /** Samples of this target are not looked at. */
  ignoreIndex: number | null
}

interface Extremes {
  least: Tensor
  most: Tensor
}

interface Waiting extends Extremes {
  range: LabelRange
}

/**
 * Refuses labels outside of their range: at once on the CPU. Elsewhere the extremes stay on the
 * device, and `settle`, which waits for it, refuses them.
 */
export class LabelChecks {
  readonly #waiting = new Map<LabelRange['role'], Waiting>()

  check(labels: Tensor, target: Tensor, range: LabelRange): void {
    if (labels.dtype === 'bool' || elementCount(labels.shape) === 0) return
    if (labels.device === 'cpu') refuseNow(labels, target, range)
    else this.defer(labels, target, range)
  }

  defer(labels: Tensor, target: Tensor, range: LabelRange): void {
    const { least, most } = extremesOf(counted(labels, target, range))
    const held = this.#waiting.get(range.role)
    const device = held?.least.device ?? least.device
    const [low, high] = [least, most].map(one => one.to('int64').to(device)) as [Tensor, Tensor]
    const next = {
      range,
      least: keep(held ? low.minimum(held.least) : low.clone()),
      most: keep(held ? high.maximum(held.most) : high.clone()),
    }
    this.#forget(range.role)
    this.#waiting.set(range.role, next)
  }

  /** Throws TorchError for labels that were outside of their range since the last `clear`. */
  settle(): void {
    for (const waiting of this.#waiting.values()) {
      const found = outside(waiting, waiting.range.count)
      if (found === null) continue
      throw refusal(waiting.range, found, '; reset() forgets all batches')
    }
  }

  clear(): void {
    for (const role of [...this.#waiting.keys()]) this.#forget(role)
  }

  #forget(role: LabelRange['role']): void {
    const waiting = this.#waiting.get(role)
    this.#waiting.delete(role)
    waiting?.least.dispose()
    waiting?.most.dispose()
  }
}

/** Masks only where it must: what is ignored may be inside of the range. */
function refuseNow(labels: Tensor, target: Tensor, range: LabelRange): void {
  if (outside(extremesOf(labels), range.count) === null) return
  const found = outside(extremesOf(counted(labels, target, range)), range.count)
  if (found !== null) throw refusal(range, found)
}

function counted(labels: Tensor, target: Tensor, { ignoreIndex }: LabelRange): Tensor {
  return ignoreIndex === null ? labels : operators.where(target.eq(ignoreIndex), 0, labels)
}

function extremesOf(labels: Tensor): Extremes {
  const isKnown = !/^uint(16|32|64)$/.test(labels.dtype) // libtorch compares none of those
  const { min, max } = operators.aminmax(isKnown ? labels : labels.to('int64'))
  return { least: min, most: max }
}

/** A label that is outside, or null. */
function outside({ least, most }: Extremes, count: number): number | null {
  const [low, high] = [Number(least.item()), Number(most.item())]
  if (low < 0) return low
  return high < count ? null : high
}

function refusal(range: LabelRange, found: number, after = ''): TorchError {
  const { metric, role, count, ignoreIndex } = range
  const allowed = count === 2 ? 'of 0 or 1' : `from 0 to ${count - 1}`
  const ignored =
    role === 'targets' && ignoreIndex !== null ? `, or the ignoreIndex ${ignoreIndex}` : ''
  return new TorchError(
    'VALUE',
    `${metric}: expected ${role} ${allowed}${ignored}, found ${found}${after}`,
  )
}

/** Indices that a kernel of a GPU may gather at, where none was refused yet. */
export function gatherable(labels: Tensor, count: number): Tensor {
  return labels.device === 'cpu' ? labels : labels.clamp(0, count - 1)
}
