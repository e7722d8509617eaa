import { checkChoice, checkCount, checkOptionNames } from '../base/check'
import { TorchError } from '../base/errors'
import { tidy, type Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { countOf, numbers } from './regression'

export type Multioutput = 'uniform_average' | 'variance_weighted' | 'raw_values'

/** With 'raw_values' an array where there are several outputs. */
export type R2Figure<O extends Multioutput> = O extends 'raw_values' ? number | number[] : number

export interface R2Options<O extends Multioutput = Multioutput> {
  /** Corrects for so many independent regressors (default 0: not). */
  adjusted?: number
  /** How the scores of several outputs become one (default 'uniform_average'). */
  multioutput?: O
}

/** The share of the variance that is explained: of [N], or of [N, outputs]. torchmetrics: `R2Score`. */
export class R2Score<O extends Multioutput = 'uniform_average'> extends Metric<
  [preds: Tensor, target: Tensor],
  R2Figure<O>
> {
  readonly adjusted: number
  readonly multioutput: Multioutput

  constructor(options: R2Options<O> = {}) {
    super()
    checkOptionNames('R2Score', options, ['adjusted', 'multioutput'])
    const { adjusted = 0, multioutput = 'uniform_average' } = options
    checkCount('R2Score: adjusted', adjusted)
    const known = ['uniform_average', 'variance_weighted', 'raw_values']
    checkChoice('R2Score: multioutput', multioutput, known)
    this.adjusted = adjusted
    this.multioutput = multioutput
  }

  /** At most 1; an array with 'raw_values'. Needs two samples. */
  compute(): R2Figure<O> {
    return this.#figure() as R2Figure<O>
  }

  #figure(): number | number[] {
    const [count] = this.read('count')
    if (count! < 2)
      throw new TorchError('VALUE', 'R2Score: needs at least two samples to calculate the score')
    const [sums, squares, residuals] = ['sums', 'squares', 'residuals'].map(name =>
      tidy(() => this.tensor(name)!.reshape([-1]).toArray<number[]>()),
    ) as [number[], number[], number[]]
    const totals = squares.map((square, i) => square - (sums[i]! * sums[i]!) / count!)
    const scores = totals.map((total, i) =>
      isNear(residuals[i]!) ? 1 : isNear(total) ? 0 : 1 - residuals[i]! / total,
    )
    if (this.multioutput === 'raw_values' && scores.length > 1)
      return scores.map(score => this.#adjust(score, count!))
    const whole = totals.reduce((a, b) => a + b, 0)
    const weight = (i: number): number =>
      this.multioutput === 'variance_weighted' ? totals[i]! / whole : 1 / scores.length
    return this.#adjust(
      scores.reduce((sum, score, i) => sum + weight(i) * score, 0),
      count!,
    )
  }

  protected override get stateShapes(): StateShapes | null {
    return { sums: null, squares: null, residuals: null, count: [] }
  }

  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const [p, t] = numbers('R2Score', preds, target)
    if (p.ndim < 1 || p.ndim > 2) {
      throw new TorchError(
        'VALUE',
        `R2Score: expected predictions [N] or [N, outputs], found [${p.shape.join(', ')}]`,
      )
    }
    return {
      sums: t.sum(0),
      squares: t.square().sum(0),
      residuals: t.sub(p).square().sum(0),
      count: countOf(p.ndim === 1 ? p : p.select(1, 0)),
    }
  }

  #adjust(score: number, count: number): number {
    if (this.adjusted === 0 || this.adjusted >= count - 1) return score
    return 1 - ((1 - score) * (count - 1)) / (count - this.adjusted - 1)
  }
}

function isNear(value: number): boolean {
  return Math.abs(value) <= 1e-4
}
