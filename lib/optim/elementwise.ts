/** Optimizers whose parameters step element by element: all of a dtype and device at once. */
import { TorchError } from '../base/errors'
import {
  getDefaultDtype,
  gradientsLieAlike,
  gradientsOf,
  keep,
  operators,
  tidy,
  type Tensor,
} from '../tensor'
import { adoptLike, adoptNumber } from './adopting'
import type { Batch, State } from './batch'
import { Counters } from './counters'
import type { CommonSettings, ParamGroup } from './group'
import { MemoryOrder, gradientInOrder, inOrder, stateInOrder, type Layout } from './memoryOrder'
import { Optimizer } from './optimizer'
import { recall } from './recall'
import { stepRecorded, type Recorded, type Stepped } from './recorded'
import { checkParameters, isDifferentiable, isFused } from './settings'

/** Says in `buffers` what is remembered of each element, and in `update` how a batch steps. */
export abstract class ElementwiseOptimizer<
  Settings extends CommonSettings,
> extends Optimizer<Settings> {
  readonly #memoryOrder = new MemoryOrder()
  readonly #counters = new Counters()

  /** Names of tensors like the parameter that its state has. */
  protected abstract buffers(settings: Settings): readonly string[]
  /** One step of parameters of one dtype and device, through operators over lists. */
  protected abstract update(batch: Batch, settings: Settings, foundInf?: Tensor): void

  /** Numbers that the state has besides, with what they start at; the count of steps is the first. */
  protected counters(_settings: Settings): Readonly<Record<string, number>> {
    return { step: 0 }
  }

  /** Where counters are: on the host, unless operators count on the device. */
  protected counterDevice(_device: string): string {
    return 'cpu'
  }

  /** One step as autograd records it, of a parameter whose settings say `differentiable`. */
  protected recorded(_now: Recorded, _settings: Settings): Stepped {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${this.constructor.name}: no differentiable step is implemented`,
    )
  }

  /** What a buffer holds before the first step. */
  protected initial(_name: string, parameter: Tensor, _settings: Settings): Tensor {
    return operators.zerosLike(parameter)
  }

  /** Steps one parameter by a sparse gradient. */
  protected updateSparse(
    _parameter: Tensor,
    _gradient: Tensor,
    _state: State,
    _settings: Settings,
    _foundInf?: Tensor,
  ): void {
    throw this.sparseError()
  }

  protected sparseError(advice = ''): TorchError {
    return new TorchError(
      'VALUE',
      `${this.constructor.name} does not support sparse gradients${advice}`,
    )
  }

  /** Lists of states that are counted together; they share the tensors that `counters` names. */
  protected together(batch: Batch, settings: Settings): State[][] {
    const starts = this.counters(settings)
    return this.#counters.together(batch.owners, Object.keys(starts), name =>
      operators.full([], starts[name]!, {
        dtype: getDefaultDtype() === 'float64' ? 'float64' : 'float32',
        device: this.counterDevice(batch.device),
      }),
    )
  }

  /** Counts the step on the device; the count of each parameter, for a fused operator. */
  protected advanced(batch: Batch, settings: Settings, foundInf?: Tensor): Tensor[] {
    for (const [first] of this.together(batch, settings)) {
      const step = first!.step!.add_(1)
      if (foundInf) step.sub_(foundInf)
    }
    return batch.owners.map(({ step }) => step!)
  }

  /** Counts the step, and calls `update` for the parameters that take their `step`th one. */
  protected countSteps(
    batch: Batch,
    settings: Settings,
    update: (batch: Batch, step: number, counters: State) => void,
  ): void {
    for (const [counters, part] of this.partsOf(batch, settings)) {
      update(part, Number(counters.step!.add_(1).item()), counters)
    }
  }

  /** The parts of a batch whose parameters share their counters, with these. */
  protected partsOf(batch: Batch, settings: Settings): [State, Batch][] {
    const lists = this.together(batch, settings)
    if (lists.length === 1) return [[lists[0]![0]!, batch]]
    return lists.map(list => [list[0]!, part(batch, new Set(list))])
  }

  /** True on a GPU for parameters that have a state: at its first step, none is made if it is skipped. */
  protected skipsOnDevice(foundInf: Tensor): boolean {
    if (foundInf.device === 'cpu' || isDifferentiable(this.defaults)) return false
    const params = this.paramGroups.flatMap(group => group.params)
    return tidy(() =>
      gradientsOf(params).every(
        (grad, index) =>
          grad === null ||
          (this.state.has(params[index]!) && params[index]!.device === foundInf.device),
      ),
    )
  }

  protected override adopt(name: string, value: unknown, parameter: Tensor): unknown {
    const what = `${this.constructor.name}.loadStateDict: ${name}`
    if (!(name in this.counters(this.defaults))) return adoptLike(what, value, parameter)
    const device = this.counterDevice(parameter.device)
    return keep(operators.full([], adoptNumber(what, value), { dtype: 'float32', device }))
  }

  protected override settle(): void {
    const alike = new Map<string, State[]>()
    const names = Object.keys(this.counters(this.defaults))
    for (const [{ dtype, device }, state] of this.state) {
      const values = names.map(name => String(state[name]?.item()))
      const key = [dtype, device, ...values].join()
      alike.set(key, [...(alike.get(key) ?? []), state])
    }
    this.#counters.merge([...alike.values()], names)
  }

  protected override stepGroup(group: ParamGroup<Settings>, foundInf?: Tensor): void {
    checkParameters(this.constructor.name, group)
    if (isDifferentiable(group)) return this.#stepRecorded(group)
    const batches: Batch[] = []
    const copies: [Tensor, Tensor][] = []
    const lieAlike = gradientsLieAlike(group.params)
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad) return
      const parameter = group.params[index]!
      const layout = this.#memoryOrder.of(parameter)
      const gradient = lieAlike && layout.isPlain ? grad : gradientInOrder(grad, layout)
      const state = this.stateOf(parameter)
      if (gradient === null && isFused(group)) throw this.sparseError(': `fused` takes none')
      if (gradient === null) return this.updateSparse(parameter, grad, state, group, foundInf)
      const isFirst = this.prepare(state, parameter, group)
      if (layout.aligned === 0)
        for (const name of this.buffers(group)) recall(state, name, parameter)
      const batch = batchFor(batches, layout, isFirst)
      const memory = inOrder(parameter, layout)
      if (layout.isScattered) copies.push([parameter, memory])
      batch.params.push(memory)
      batch.grads.push(gradient)
      batch.owners.push(state)
      batch.states.push(
        stateInOrder(state, parameter, layout, (name, tensor) =>
          this.remember(state, name, tensor),
        ),
      )
    })
    for (const batch of batches) this.update(batch, group, foundInf)
    for (const [parameter, memory] of copies) {
      parameter.copy_(memory.dtype === parameter.dtype ? memory : operators.viewAsComplex(memory))
    }
  }

  #stepRecorded(group: ParamGroup<Settings>): void {
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad) return
      if (grad.layout !== 'strided') throw this.sparseError()
      const parameter = group.params[index]!
      const state = this.stateOf(parameter)
      const isFirst = this.prepare(state, parameter, group)
      const counted = Object.keys(this.counters(group))
      if (counted.length > 0) this.together(aloneOf(parameter, grad, state, isFirst), group)
      stepRecorded(parameter, grad, state, [...this.buffers(group), ...counted], now =>
        this.recorded({ ...now, isFirst }, group),
      )
    })
  }

  /** Makes what the state lacks; returns whether that was the first of its buffers. */
  protected prepare(state: State, parameter: Tensor, settings: Settings): boolean {
    const missing = this.buffers(settings).filter(name => !state[name])
    for (const name of missing) this.remember(state, name, this.initial(name, parameter, settings))
    return missing.length > 0
  }
}

function aloneOf(parameter: Tensor, grad: Tensor, state: State, isFirst: boolean): Batch {
  const { dtype, device } = parameter
  const lists = { params: [parameter], grads: [grad], states: [state], owners: [state] }
  return { ...lists, isFirst, dtype, device }
}

function batchFor(batches: Batch[], { dtype, device }: Layout, isFirst: boolean): Batch {
  for (const batch of batches) {
    if (batch.dtype === dtype && batch.device === device && batch.isFirst === isFirst) return batch
  }
  const lists = { params: [], grads: [], states: [], owners: [] }
  const batch: Batch = { ...lists, isFirst, dtype, device }
  batches.push(batch)
  return batch
}

function part(batch: Batch, owners: ReadonlySet<State>): Batch {
  const isIn = batch.owners.map(owner => owners.has(owner))
  const only = <T>(list: T[]): T[] => list.filter((_, index) => isIn[index])
  return {
    ...batch,
    params: only(batch.params),
    grads: only(batch.grads),
    states: only(batch.states),
    owners: only(batch.owners),
  }
}
