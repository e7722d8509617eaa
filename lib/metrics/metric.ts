import { checkChoice } from '../base/check'
import { Disposable } from '../base/disposable'
import { TorchError } from '../base/errors'
import { keep, noGrad, operators, tidy, type Tensor } from '../tensor'
import { broadcasts, checkState, type StateShapes } from './stateCheck'

/** What a metric holds by name: what processes exchange and checkpoints keep. */
export type MetricState = Readonly<Record<string, Tensor>>

/**
 * A figure over many batches, kept as sums on the device of the batches; nothing waits for the
 * device until `compute`, which reads it once. torchmetrics: `Metric`.
 *
 * A metric of your own says in `accumulate` what a batch adds to which sum, and in `compute` what
 * the sums come to. What cannot be summed is named in `lists`, and put behind what is there.
 */
export abstract class Metric<
  Inputs extends unknown[] = [Tensor, Tensor],
  Value = number,
> extends Disposable {
  /** A sum, float64, or the parts of a list. */
  readonly #held = new Map<string, Tensor[]>()

  /** Takes a batch in. A batch that is refused adds nothing. */
  update(...inputs: Inputs): void {
    noGrad(() => tidy(() => this.prepare(...inputs)()))
  }

  /** Refuses a batch or returns what adds it, and adds nothing itself. @internal */
  prepare(...inputs: Inputs): () => void {
    this.#checkAlive('update')
    const terms = tidy(() => this.accumulate(...inputs))
    this.#checkTerms(terms)
    return () => this.#addAll(terms)
  }

  /** The figure over all batches since the last `reset`. */
  abstract compute(): Value

  /** Forgets all batches. */
  reset(): void {
    for (const tensor of [...this.#held.values()].flat()) tensor.dispose()
    this.#held.clear()
  }

  /** The sums so far: the metric's own tensors, to be copied by who keeps them. */
  state(): MetricState {
    const names = [...this.#held.keys()]
    return Object.fromEntries(names.map(name => [name, this.tensor(name)!]))
  }

  /** Adds the batches of another metric of this kind, given by its `state()`. */
  merge(state: MetricState): this {
    this.#checkAlive('merge')
    this.checkState('merge', state)
    noGrad(() => tidy(() => this.#addAll(state)))
    return this
  }

  /** Throws OptionError for a state that the method would refuse. @internal */
  checkState(method: 'merge' | 'loadStateDict', state: unknown): void {
    checkChoice('checkState: method', method, ['merge', 'loadStateDict'])
    checkState(`${this.constructor.name}.${method}`, state, this.#shapes(method))
  }

  /** Copies of what the metric holds, for a checkpoint; nothing before the first batch. */
  stateDict(): MetricState {
    const entries = Object.entries(this.state())
    return Object.fromEntries(entries.map(([name, tensor]) => [name, tensor.clone()]))
  }

  /** Forgets its batches, and takes those of a state instead. */
  loadStateDict(state: MetricState): this {
    this.#checkAlive('loadStateDict')
    this.checkState('loadStateDict', state)
    const copies = Object.entries(state).map(([name, tensor]) => [name, tensor.clone()] as const)
    this.reset()
    noGrad(() => tidy(() => this.#addAll(Object.fromEntries(copies))))
    copies.forEach(([, copy]) => copy.dispose())
    return this
  }

  /** What a batch adds to each sum. Runs inside `noGrad` and `tidy`. */
  protected abstract accumulate(...inputs: Inputs): MetricState

  /** Names of what is no sum but a list of values: put together along the first dimension. */
  protected get lists(): readonly string[] {
    return []
  }

  /** How many elements of each list are kept, the last of them, along the first dimension. */
  protected get longestList(): number {
    return Infinity
  }

  /** What a state has, where it is known before the first batch. */
  protected get stateShapes(): StateShapes | null {
    return null
  }

  /** The values of sums of one element, all in one crossing; zeros before the first batch. */
  protected read(...names: string[]): number[] {
    this.#checkAlive('compute')
    if (this.#held.size === 0) return names.map(() => 0)
    return tidy(() => operators.stack(names.map(name => this.tensor(name)!)).toArray<number[]>())
  }

  /** A sum or a list, the metric's own; undefined before the first batch. */
  protected tensor(name: string): Tensor | undefined {
    this.#checkAlive('compute')
    const parts = this.#held.get(name)
    if (!parts || parts.length === 1) return parts?.[0]
    const whole = keep(tidy(() => this.#last(operators.cat(parts))))
    parts.forEach(part => part.dispose())
    this.#held.set(name, [whole])
    return whole
  }

  protected release(): void {
    this.reset()
  }

  /** Where the metric does not say, those of what is held: sums are added to those of their size. */
  #shapes(method: 'merge' | 'loadStateDict'): StateShapes | null {
    if (this.#held.size === 0) return this.stateShapes
    const entries = [...this.#held].map(([name, parts]) => {
      const isFixed = method === 'merge' && !this.lists.includes(name)
      return [name, this.stateShapes?.[name] ?? (isFixed ? parts[0]!.shape : null)] as const
    })
    return Object.fromEntries(entries)
  }

  #checkTerms(terms: MetricState): void {
    for (const [name, { shape }] of Object.entries(terms)) {
      const sum = this.lists.includes(name) ? undefined : this.#held.get(name)?.[0]
      if (!sum || broadcasts(shape, sum.shape)) continue
      throw new TorchError(
        'VALUE',
        `${this.constructor.name}.update: expected a batch that adds [${sum.shape.join(', ')}] to ` +
          `'${name}', as those before, found [${shape.join(', ')}]; reset() forgets all batches`,
      )
    }
  }

  #addAll(state: MetricState): void {
    for (const [name, value] of Object.entries(state)) {
      const held = this.#held.get(name)
      if (this.lists.includes(name)) {
        this.#held.set(name, this.#append(held ?? [], value))
        continue
      }
      const term = value.detach().to('float64')
      const sum = held?.[0]
      if (sum) sum.add_(term.device === sum.device ? term : term.to(sum.device))
      else this.#held.set(name, [keep(term.clone())])
    }
  }

  #append(parts: Tensor[], value: Tensor): Tensor[] {
    const device = parts[0]?.device ?? value.device
    parts.push(keep(this.#last(value.detach().to(device)).clone()))
    if (this.longestList !== Infinity) this.#forgetFirst(parts)
    return parts
  }

  /** Lets go of the parts that are all before the last `longestList` elements. */
  #forgetFirst(parts: Tensor[]): void {
    let rest = parts.reduce((sum, part) => sum + part.size(0), 0) - parts[0]!.size(0)
    while (parts.length > 1 && rest >= this.longestList) {
      parts.shift()!.dispose()
      rest -= parts[0]!.size(0)
    }
  }

  #last(list: Tensor): Tensor {
    const start = list.size(0) - this.longestList
    return start > 0 ? list.slice({ start }).clone() : list
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
