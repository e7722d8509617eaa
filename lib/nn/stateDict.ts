/** Parameters and buffers by name, out of a module and into one. */
import {
  checkFlags,
  checkOptionNames,
  checkText,
  describeValue,
  didYouMean,
  isPlainObject,
} from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor, noGrad, tidy } from '../tensor'
import { isUninitialized } from './lazy/uninitialized'
import { join } from './naming'
import { replaceInPlace } from './parameter'
import {
  hasLoadPostHooks,
  runAfterLoad,
  runAfterSave,
  runBeforeLoad,
  runBeforeSave,
} from './stateHooks'
import type { AnyModule } from './module'
import { givesExtraState, takesExtraState } from './tensors'

/** Tensors by name; what `getExtraState` of a module gives may be anything. */
export type StateDict = Record<string, Tensor>

export interface StateDictOptions {
  /** Put before each name (default none). */
  prefix?: string
  /** The live parameters and buffers instead of tensors that share their memory (default false). */
  keepVars?: boolean
}

export interface LoadOptions {
  /** Refuse missing and unexpected names (default true). */
  strict?: boolean
  /** Take the tensors themselves, with their dtype and device, instead of their values. */
  assign?: boolean
  /** The name here of a name in the state, for models that were named otherwise. */
  rename?: ((name: string) => string) | Readonly<Record<string, string>>
}

/** What did not fit. PyTorch: the named tuple that `load_state_dict` returns. */
export interface LoadResult {
  missingKeys: string[]
  unexpectedKeys: string[]
}

/** What a module itself has, as PyTorch orders it. */
interface OwnState {
  owner: AnyModule
  /** Live parameters and persistent buffers, under all their names. */
  tensors: [string, Tensor][]
  /** The name of what is no tensor. */
  extra: string
}

function liveState(module: AnyModule, prefix: string): OwnState[] {
  const all = { removeDuplicate: false } as const
  return module.namedModules({ prefix, ...all }).map(([path, owner]) => {
    const own = { prefix: path, recurse: false, ...all }
    const buffers = owner.namedBuffers(own).filter(([, buffer]) => buffer.persistent)
    return {
      owner,
      tensors: [...owner.namedParameters(own), ...buffers],
      extra: join(path, '_extra_state'),
    }
  })
}

export function stateDictOf(module: AnyModule, options: StateDictOptions): StateDict {
  checkOptionNames('stateDict', options, ['prefix', 'keepVars'])
  checkFlags('stateDict', options, ['keepVars'])
  const { prefix = '', keepVars = false } = options
  checkText('stateDict: prefix', prefix)
  const path = prefix.endsWith('.') ? prefix.slice(0, -1) : prefix
  runBeforeSave(module, path, keepVars)
  const state: StateDict = {}
  for (const { owner, tensors, extra } of liveState(module, path)) {
    for (const [name, tensor] of tensors) {
      state[name] = keepVars || isUninitialized(tensor) ? tensor : tensor.detach()
    }
    if (givesExtraState(owner)) state[extra] = owner.getExtraState() as Tensor
  }
  runAfterSave(module, path, state)
  return state
}

/**
 * Copies values into parameters and buffers, or nothing at all when something does not fit.
 * @throws OptionError that lists all missing, unexpected and mismatched names.
 */
export function loadState(
  module: AnyModule,
  given: Readonly<StateDict>,
  options: LoadOptions,
): LoadResult {
  checkOptionNames('loadStateDict', options, ['strict', 'assign', 'rename'])
  const { strict = true, assign = false, rename } = options
  const state = runBeforeLoad(module, renamed(given, rename))
  const owners = liveState(module, '')
  const own = new Map(owners.flatMap(({ tensors }) => tensors))
  const extras = owners.filter(({ owner }) => takesExtraState(owner))
  const known = new Set([...own.keys(), ...extras.map(({ extra }) => extra)])
  const optional = new Set(optionalNames(module))
  const unexpectedKeys = [...state.keys()].filter(name => !known.has(name))
  const missingKeys = [...known].filter(name => !state.has(name) && !optional.has(name))
  const fitting = [...own].filter(([name]) => state.has(name))
  // Hooks after loading may forgive names, so those are checked after them.
  const checksNames = strict && !hasLoadPostHooks(module)
  const problems = [
    ...(checksNames ? nameProblems(missingKeys, unexpectedKeys) : []),
    ...fitting.flatMap(([name, target]) => mismatch(name, target, state.get(name))),
  ]
  if (problems.length > 0) throw misfit(module, problems)
  if (!assign) warnOfMeta(fitting, state)
  noGrad(() =>
    tidy(() => {
      for (const [name, target] of fitting) {
        const given = state.get(name) as Tensor
        if (isUninitialized(given)) continue
        if (isUninitialized(target)) target.materialize(given.shape)
        const source = shaped(target, given)
        if (assign) replaceInPlace(target, source.detach())
        else target.copy_(source)
      }
    }),
  )
  for (const { owner, extra } of extras) {
    if (state.has(extra)) owner.setExtraState(state.get(extra))
  }
  const result = { missingKeys, unexpectedKeys }
  runAfterLoad(module, result)
  const left = strict ? nameProblems(result.missingKeys, result.unexpectedKeys) : []
  if (left.length > 0) throw misfit(module, left)
  return result
}

function checkRename(rename: unknown): void {
  if (rename === undefined || typeof rename === 'function' || isPlainObject(rename)) return
  throw new OptionError(
    'loadStateDict: rename: expected a function, or an object of new names by old ones, found ' +
      describeValue(rename),
  )
}

function checkName(name: unknown): asserts name is string {
  if (typeof name === 'string') return
  const found = describeValue(name)
  throw new OptionError(`loadStateDict: expected tensors by name, found ${found} among the names`)
}

function renamed(
  state: Readonly<StateDict>,
  rename: LoadOptions['rename'],
): ReadonlyMap<string, unknown> {
  if (typeof state !== 'object' || state === null || state instanceof Tensor) {
    const found = describeValue(state)
    throw new OptionError(`loadStateDict: expected an object of tensors by name, found ${found}`)
  }
  checkRename(rename)
  const newName = (name: string): string => {
    const given =
      typeof rename === 'function'
        ? rename(name)
        : rename && Object.hasOwn(rename, name)
          ? rename[name]
          : name
    checkText(`loadStateDict: rename of '${name}'`, given)
    return given!
  }
  const entries =
    state instanceof Map ? [...(state as Map<unknown, unknown>)] : Object.entries(state)
  const result = new Map<string, unknown>()
  for (const [name, tensor] of entries) {
    checkName(name)
    const target = newName(name)
    if (result.has(target)) {
      throw new OptionError(`loadStateDict: rename gives two tensors the name '${target}'`)
    }
    result.set(target, tensor)
  }
  return result
}

/** Names that states of older PyTorch versions do not have. */
function optionalNames(module: AnyModule): string[] {
  return module
    .namedModules({ removeDuplicate: false })
    .flatMap(([path, owner]) =>
      owner.optionalState.map(name => (path === '' ? name : `${path}.${name}`)),
    )
}

function nameProblems(missing: readonly string[], unexpected: readonly string[]): string[] {
  return [
    ...missing.map(name => `missing '${name}'${didYouMean(name, unexpected)}`),
    ...unexpected.map(name => `unexpected '${name}'${didYouMean(name, missing)}`),
  ]
}

/** A scalar was once saved with one dimension. */
function shaped(target: Tensor, source: Tensor): Tensor {
  const wasSavedFlat = target.ndim === 0 && source.ndim === 1 && source.shape[0] === 1
  return wasSavedFlat ? source.reshape([]) : source
}

function mismatch(name: string, target: Tensor, source: unknown): string[] {
  if (!(source instanceof Tensor))
    return [`'${name}': expected a tensor, found ${describeValue(source)}`]
  if (source.isDisposed) return [`'${name}': expected a live tensor, found a disposed one`]
  if (isUninitialized(target)) return []
  if (isUninitialized(source)) {
    return [`'${name}': expected a tensor with a shape, found that of a layer that has none yet`]
  }
  const [expected, found] = [target.shape, shaped(target, source).shape].map(s => s.join(', '))
  if (expected === found) return []
  return [`'${name}': expected shape [${expected}], found [${source.shape.join(', ')}]`]
}

function isOnMeta(value: unknown): boolean {
  return value instanceof Tensor && value.device.startsWith('meta')
}

/** What has no memory keeps no values. */
function warnOfMeta(fitting: [string, Tensor][], state: ReadonlyMap<string, unknown>): void {
  const lost = fitting.filter(([name, target]) => isOnMeta(target) && !isOnMeta(state.get(name)))
  if (lost.length === 0) return
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : ''
  process.emitWarning(
    `loadStateDict: '${lost[0]![0]}'${more}: values were copied into tensors on meta, which keep ` +
      'none; { assign: true } puts the tensors of the state in their place',
    'TorchWarning',
  )
}

function misfit(module: AnyModule, problems: readonly string[]): OptionError {
  return new OptionError(
    `loadStateDict: the state does not fit ${module.constructor.name}, nothing was loaded:\n  ` +
      `${problems.join('\n  ')}\n{ rename } gives other names, { strict: false } skips names that ` +
      'are missing or unexpected',
  )
}
