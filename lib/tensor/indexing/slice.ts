import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'

type Bound = number | bigint | null | undefined

/** A range of a dimension: what Python writes `start:stop:step`. Made by `slice`. */
export class Slice {
  constructor(
    readonly start: number | bigint | null,
    readonly stop: number | bigint | null,
    readonly step: number | bigint,
  ) {}
}

function checkBound(name: string, bound: unknown): void {
  if (bound === null || bound === undefined) return
  if (typeof bound === 'bigint' || Number.isSafeInteger(bound)) return
  throw new TorchError(
    'TYPE',
    `slice: expected ${name} to be an integer or null, found ${describeValue(bound)}`,
  )
}

/**
 * The elements from `start` up to but without `stop`, every `step`-th: for `x.at` and `x.setAt`.
 * Negative bounds count from the end; those left out or null are the ends. As with an array's
 * `slice`, a single argument is the start: Python's `slice(2)` is `slice(null, 2)` here.
 * @throws TorchError VALUE for a step that is not positive, as in PyTorch.
 */
export function slice(start?: Bound, stop?: Bound, step?: Bound): Slice {
  checkBound('start', start)
  checkBound('stop', stop)
  checkBound('step', step)
  if (step !== null && step !== undefined && step <= 0) {
    throw new TorchError(
      'VALUE',
      `slice: expected a step greater than zero, found ${step}; flip(dim) reverses a dimension`,
    )
  }
  return new Slice(start ?? null, stop ?? null, step ?? 1)
}
