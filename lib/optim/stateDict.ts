/** The state of an optimizer in PyTorch's layout, out of it and into it. */
import { describeValue, isPlainObject } from '../base/check'
import { OptionError } from '../base/errors'
import { isFloating } from '../base/dtype'
import { Tensor, keep, noGrad, releaseOnError, tidy } from '../tensor'
import type { State } from './batch'
import type { ParamGroup } from './group'
import { camelCase, snakeCase } from './naming'
import type { AnyOptimizer } from './optimizer'

/** PyTorch: `optimizer.state_dict()`. */
export interface OptimizerStateDict {
  /** By the number of the parameter; a Map where it came from a Python dictionary with such keys. */
  state: Record<string, Record<string, unknown>> | Map<number, Record<string, unknown>>
  /** Settings by PyTorch's names; `params` are the numbers of the parameters. */
  param_groups: (Record<string, unknown> & { params: number[] })[]
}

/** What the optimizer does with a state that fits. */
export interface Unpacking {
  check: (settings: object) => void
  adopt: (name: string, value: unknown, parameter: Tensor) => unknown
  replace: (states: ReadonlyMap<Tensor, State>) => void
}

/** A scalar may be shared by parameters here; in a state each has its own. */
function packed(value: unknown): unknown {
  if (value instanceof Tensor) return value.ndim === 0 ? value.detach().clone() : value.detach()
  return Array.isArray(value) ? value.map(packed) : value
}

export function packState({ paramGroups, state }: AnyOptimizer): OptimizerStateDict {
  const numbers = new Map(paramGroups.flatMap(group => group.params).map((p, index) => [p, index]))
  const states: Record<string, Record<string, unknown>> = {}
  for (const [parameter, values] of state) {
    const number = numbers.get(parameter)
    if (number !== undefined && Object.keys(values).length > 0) {
      states[number] = renamed(values, snakeCase, packed)
    }
  }
  return {
    state: states,
    param_groups: paramGroups.map(({ params, ...settings }) => ({
      ...renamed(settings, snakeCase, packed),
      params: params.map(parameter => numbers.get(parameter)!),
    })),
  }
}

/** @throws OptionError for what does not fit; the optimizer stays as it was then. */
export function unpackState(
  optimizer: AnyOptimizer,
  given: OptimizerStateDict,
  { check, adopt, replace }: Unpacking,
): void {
  const what = `${optimizer.constructor.name}.loadStateDict`
  const [states, groups] = checkLayout(what, optimizer, given)
  releaseOnError(() =>
    noGrad(() =>
      tidy(() => {
        const settings = groups.map(group => settingsFrom(optimizer, group))
        settings.forEach(check)
        const loaded = new Map<Tensor, State>()
        optimizer.paramGroups.forEach(({ params }, index) => {
          params.forEach((parameter, position) => {
            const own = states.get(Number(groups[index]!.params[position]))
            if (own) loaded.set(parameter, stateFrom(what, own, parameter, adopt))
          })
        })
        replace(loaded)
        optimizer.paramGroups.forEach((group, index) => replaceSettings(group, settings[index]!))
      }),
    ),
  )
}

function renamed(
  values: object,
  rename: (name: string) => string,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [rename(name), change(value)]),
  )
}

type SavedGroup = OptimizerStateDict['param_groups'][number]

function checkLayout(
  what: string,
  { paramGroups }: AnyOptimizer,
  given: unknown,
): [Map<number, object>, SavedGroup[]] {
  const { state, param_groups: groups } = (
    isPlainObject(given) ? given : {}
  ) as Partial<OptimizerStateDict>
  const isMap = state instanceof Map
  if (!(isMap || isPlainObject(state)) || !Array.isArray(groups)) {
    throw new OptionError(
      `${what}: expected { state, param_groups } as stateDict() gives it, found ${describeValue(given)}`,
    )
  }
  if (groups.length !== paramGroups.length) {
    throw new OptionError(
      `${what}: loaded state dict has a different number of parameter groups: expected ` +
        `${paramGroups.length}, found ${groups.length}`,
    )
  }
  groups.forEach((group: unknown, index) => {
    const params = isPlainObject(group) ? (group as Partial<SavedGroup>).params : undefined
    const expected = paramGroups[index]!.params.length
    if (Array.isArray(params) && params.length === expected) return
    const found = Array.isArray(params) ? params.length : describeValue(params)
    throw new OptionError(
      `${what}: loaded state dict contains a parameter group that doesn't match the size of ` +
        `optimizer's group ${index}: expected ${expected} parameters, found ${found}`,
    )
  })
  const entries: [unknown, unknown][] = isMap ? [...state] : Object.entries(state as object)
  const byNumber = entries.map(([number, values]): [number, object] => {
    if (isPlainObject(values)) return [Number(number), values]
    const found = describeValue(values)
    throw new OptionError(`${what}: state ${String(number)}: expected an object, found ${found}`)
  })
  return [new Map(byNumber), groups]
}

/** A setting that the state does not have, because it is older, is the default. */
function settingsFrom(optimizer: AnyOptimizer, { params: _, ...saved }: SavedGroup): object {
  const own = (value: unknown): unknown =>
    value instanceof Tensor ? keep(value.detach().clone()) : value
  const given = Object.entries(saved).filter(([, value]) => value !== undefined)
  return { ...optimizer.defaults, ...renamed(Object.fromEntries(given), camelCase, own) }
}

function stateFrom(
  what: string,
  saved: object,
  parameter: Tensor,
  adopt: Unpacking['adopt'],
): State {
  const own = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(element => own(name, element))
    if (!(value instanceof Tensor)) return value
    if (value.isDisposed)
      throw new OptionError(`${what}: ${name}: expected a live tensor, found a disposed one`)
    const { device } = parameter
    if (name === 'step') return value.detach().clone()
    const dtype = isFloating(parameter.dtype) ? parameter.dtype : value.dtype
    return value.detach().to({ dtype, device, copy: true })
  }
  const entries = Object.entries(saved)
    .map(([name, value]) => [camelCase(name), value as unknown] as const)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, adopt(name, own(name, value), parameter)] as const)
  return Object.fromEntries(entries) as State
}

function replaceSettings(group: ParamGroup<object>, settings: object): void {
  const { params, paramNames } = group
  for (const name of Object.keys(group)) delete (group as Record<string, unknown>)[name]
  Object.assign(group, paramNames ? { paramNames } : {}, settings, { params })
}
