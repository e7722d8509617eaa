import { Disposable } from '../base/disposable'
import { checkOptionNames } from '../base/check'
import { TorchError } from '../base/errors'
import { checkTensor, keep, noGrad, operators, tidy, type Tensor } from '../tensor'

/** The sums of a metric by name, float64: what processes exchange and checkpoints keep. */
export type MetricState = Readonly<Record<string, Tensor>>

/**
 * A figure over many batches, kept as sums on the device of the batches; nothing waits for the
 * device until `compute`, which reads it once. torchmetrics: `Metric`.
 *
 * A metric of your own says in `accumulate` what a batch adds to which sum, and in `compute` what
 * the sums come to.
 */
export abstract class Metric<
  Inputs extends unknown[] = [Tensor, Tensor],
  Value = number,
> extends Disposable {
  readonly #sums = new Map<string, Tensor>()

  /** Takes a batch in. A batch that is refused adds nothing. */
  update(...inputs: Inputs): void {
    this.#checkAlive('update')
    noGrad(() => tidy(() => this.#addAll(this.accumulate(...inputs))))
  }

  /** The figure over all batches since the last `reset`. */
  abstract compute(): Value

  /** Forgets all batches. */
  reset(): void {
    for (const sum of this.#sums.values()) sum.dispose()
    this.#sums.clear()
  }

  /** The sums so far: the metric's own tensors, to be copied by who keeps them. */
  state(): MetricState {
    return Object.fromEntries(this.#sums)
  }

  /** Adds the batches of another metric of this kind, given by its `state()`. */
  merge(state: MetricState): this {
    this.#checkAlive('merge')
    const what = `${this.constructor.name}.merge`
    const given = typeof state === 'object' && state !== null ? Object.keys(state) : []
    checkOptionNames(what, state, this.#sums.size > 0 ? [...this.#sums.keys()] : given)
    for (const name of given) checkTensor(`${what}: ${name}`, state[name])
    noGrad(() => tidy(() => this.#addAll(state)))
    return this
  }

  /** What a batch adds to each sum. Runs inside `noGrad` and `tidy`. */
  protected abstract accumulate(...inputs: Inputs): MetricState

  /** The values of sums of one element, all in one crossing; zeros before the first batch. */
  protected read(...names: string[]): number[] {
    this.#checkAlive('compute')
    if (this.#sums.size === 0) return names.map(() => 0)
    return tidy(() => operators.stack(names.map(name => this.#sums.get(name)!)).toArray<number[]>())
  }

  protected release(): void {
    this.reset()
  }

  #addAll(state: MetricState): void {
    for (const [name, value] of Object.entries(state)) {
      const term = value.detach().to('float64')
      const sum = this.#sums.get(name)
      if (sum) sum.add_(term.device === sum.device ? term : term.to(sum.device))
      else this.#sums.set(name, keep(term.clone()))
    }
  }

  #checkAlive(method: string): void {
    if (!this.isDisposed) return
    const { name } = this.constructor
    throw new TorchError(
      'DISPOSED',
      `${name}.${method}: expected a live metric, found a disposed one`,
    )
  }
}
