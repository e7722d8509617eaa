import { checkInstance, describeValue, isPlainObject } from '../base/check'
import { Disposable } from '../base/disposable'
import { OptionError } from '../base/errors'
import { noGrad, tidy, type Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'

type AnyMetric = Metric<never[], unknown>
type Metrics = Readonly<Record<string, AnyMetric>>
/** The figures by the names of the metrics. */
export type Figures<M extends Metrics> = { [K in keyof M]: ReturnType<M[K]['compute']> }

/** Several metrics of the same predictions and targets, by name. torchmetrics: `MetricCollection`. */
export class MetricCollection<M extends Metrics = Metrics> extends Disposable {
  readonly metrics: M

  /** Takes the metrics over. @throws OptionError for what is no object of metrics. */
  constructor(metrics: M) {
    super()
    if (!isPlainObject(metrics) || Object.keys(metrics).length === 0) {
      const found = describeValue(metrics)
      throw new OptionError(`MetricCollection: expected an object of metrics, found ${found}`)
    }
    for (const [name, metric] of Object.entries(metrics))
      checkInstance(`MetricCollection: ${name}`, metric, Metric, 'a metric')
    this.metrics = metrics
  }

  /** Takes a batch in. One that a metric refuses adds nothing to any. */
  update(preds: Tensor, target: Tensor): void {
    const inputs = [preds, target] as unknown as never[]
    noGrad(() =>
      tidy(() => {
        const adding = Object.values(this.metrics).map(metric => prepared(metric, inputs))
        for (const add of adding) add()
      }),
    )
  }

  compute(): Figures<M> {
    return this.#each(metric => metric.compute()) as Figures<M>
  }

  reset(): void {
    for (const metric of Object.values(this.metrics)) metric.reset()
  }

  /** What each metric holds. */
  state(): Record<string, MetricState> {
    return this.#each(metric => metric.state())
  }

  /** Adds what another collection like this one holds. */
  merge(states: Readonly<Record<string, MetricState>>): this {
    this.#checkStates('merge', states)
    this.#each((metric, name) => metric.merge(states[name]!))
    return this
  }

  stateDict(): Record<string, MetricState> {
    return this.#each(metric => metric.stateDict())
  }

  loadStateDict(states: Readonly<Record<string, MetricState>>): this {
    this.#checkStates('loadStateDict', states)
    this.#each((metric, name) => metric.loadStateDict(states[name]!))
    return this
  }

  protected release(): void {
    for (const metric of Object.values(this.metrics)) metric.dispose()
  }

  #each<T>(fn: (metric: AnyMetric, name: string) => T): Record<string, T> {
    const entries = Object.entries(this.metrics)
    return Object.fromEntries(entries.map(([name, metric]) => [name, fn(metric, name)]))
  }

  #checkStates(method: 'merge' | 'loadStateDict', states: unknown): void {
    const names = Object.keys(this.metrics)
    const given = isPlainObject(states) ? Object.keys(states) : []
    if (names.length === given.length && names.every(name => given.includes(name))) {
      this.#each((metric, name) => metric.checkState(method, (states as Metrics)[name]))
      return
    }
    throw new OptionError(
      `MetricCollection.${method}: expected the states of ${names.join(', ')}, found ` +
        (given.length > 0 ? given.join(', ') : describeValue(states)),
    )
  }
}

/** Adds the inputs when it is called; a metric may have an `update` of its own, which does both. */
function prepared(metric: AnyMetric, inputs: never[]): () => void {
  if (metric.update !== Metric.prototype.update) return () => metric.update(...inputs)
  return metric.prepare(...inputs)
}
