/**
 * Who releases a tensor. Inside `tidy` results belong to the scope; outside, and for tensors that
 * escape a scope, a FinalizationRegistry is the backstop.
 */
import { types } from 'node:util'
import { checkFunction, describeValue, refusePromise } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { native, whenLoaded, type Handle } from '../native'
import { countKept, countLoose } from './loose'

const refusesClones = 'a Tensor: post x.transfer(), and receive() it there'
const scoped = Symbol(refusesClones)
const kept = Symbol(refusesClones)

/**
 * The part of a Tensor that lifetimes are about. `lifetime` is a symbol because structuredClone and
 * postMessage refuse an object that holds one; else they would hand over a bare handle.
 */
export interface Tracked {
  handle: Handle
  lifetime: symbol
}

/** What every tensor begins with. */
export const newLifetime: symbol = scoped

/** Whether a tensor lives until it is disposed of, whatever `tidy` it was made in. */
export function isKept(tensor: Tracked): boolean {
  return tensor.lifetime === kept
}

/** The handle of a disposed tensor: no slot ever has it. */
export const disposedHandle: Handle = 0

/** What a parameter without a shape has instead of a handle: kUninitialized of native/addon/handles.h. */
const uninitializedHandle: Handle = 1

/** Whether it may be the handle of a tensor, alive or not. */
export function isHandle(value: unknown): value is Handle {
  return Number.isSafeInteger(value) && (value as Handle) > uninitializedHandle
}

/** Takes the memory of a tensor away: whoever uses it is told that it has no shape yet. */
export function unsettle(tensor: Tracked): void {
  release([forget(tensor)])
  tensor.handle = uninitializedHandle
}

/** The handle of a tensor that may have a gradient, or null of one without a shape. */
export function settledHandle({ handle }: Tracked): Handle | null {
  return handle === uninitializedHandle ? null : handle
}

let scope: Tracked[] | null = null
let scopeFlag: Uint8Array = new Uint8Array(1)

function setScope(next: Tracked[] | null): void {
  scope = next
  scopeFlag[0] = Number(next !== null)
}

whenLoaded(addon => {
  scopeFlag = addon.scopeFlag()
  setScope(scope)
})

/** Every tensor made since the innermost `releaseOnError` began, kept ones too. */
let attempt: Tracked[] | null = null
let releasing = new Float64Array(1024)

const backstop = new FinalizationRegistry<Handle>(handle => {
  release([handle])
})

function release(handles: readonly Handle[]): void {
  if (handles.length > releasing.length) releasing = new Float64Array(2 * handles.length)
  releasing.set(handles)
  native.release(releasing, handles.length)
}

/** Every new tensor passes here, once. */
export function track(tensor: Tracked): void {
  if (attempt) attempt.push(tensor)
  if (scope) {
    scope.push(tensor)
  } else {
    watch(tensor)
    countLoose()
  }
}

function watch(tensor: Tracked): void {
  backstop.register(tensor, tensor.handle, tensor)
}

/** The same for a tensor that was made in a scope. */
function leaveToCollector(tensor: Tracked): void {
  watch(tensor)
  native.leaveToCollector(tensor.handle)
}

/** Releases a tensor now; a second time does nothing. */
export function dispose(tensor: Tracked): void {
  if (tensor.handle === disposedHandle) return
  release([tensor.handle])
  tensor.handle = disposedHandle
}

/** Hands the handle over to somebody else: it is no longer this tensor's to release. */
export function forget(tensor: Tracked): Handle {
  const handle = tensor.handle
  backstop.unregister(tensor)
  tensor.handle = disposedHandle
  return handle
}

/** Gives a live tensor another handle, as `Module.to` does; the old one is released. */
export function rebind(tensor: Tracked, handle: Handle): void {
  dispose(tensor)
  tensor.handle = handle
  if (isKept(tensor)) leaveToCollector(tensor)
  else track(tensor)
}

/**
 * Takes a tensor out of its `tidy`, so that it lives until `dispose()` or until nothing refers to
 * it any more. Modules, optimizers and metrics keep what they own.
 */
export function keep<T extends Tracked>(tensor: T): T {
  if (!isTracked(tensor))
    throw new OptionError(`keep: expected a Tensor, found ${describeValue(tensor)}`)
  if (!isKept(tensor)) {
    tensor.lifetime = kept
    if (tensor.handle === disposedHandle) return tensor
    countKept(tensor.handle)
    if (scope) leaveToCollector(tensor)
  }
  return tensor
}

function isTracked(value: unknown): value is Tracked {
  return typeof value === 'object' && value !== null && 'handle' in value && 'lifetime' in value
}

/** What is searched of a value: elements, keys and values, own properties; no getter is called. */
function visitContents(value: object, visit: (content: unknown) => void): void {
  if (ArrayBuffer.isView(value)) return
  if (types.isMap(value)) {
    for (const [key, content] of Map.prototype.entries.call(value)) {
      visit(key)
      visit(content)
    }
  } else if (types.isSet(value)) {
    for (const content of Set.prototype.values.call(value)) visit(content)
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; ++i) visit(value[i])
  } else {
    for (const name of Object.keys(value)) {
      visit(Object.getOwnPropertyDescriptor(value, name)?.value)
    }
  }
}

const nothing: ReadonlySet<object> = new Set()

/** The tensors in a value, among all objects in it. Not by recursion: values may be deep. */
function tensorsIn(result: unknown): ReadonlySet<object> {
  const found = new Set<object>()
  const pending: object[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.has(value)) return
    found.add(value)
    if (!isTracked(value)) pending.push(value)
  }
  visit(result)
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    visitContents(value, visit)
  }
  return found
}

function findEscaping(result: unknown): ReadonlySet<object> {
  if (typeof result !== 'object' || result === null) return nothing
  try {
    return tensorsIn(result)
  } catch (cause) {
    throw new TorchError('SCOPE', 'tidy: the result could not be searched for tensors', { cause })
  }
}

function close(closing: Tracked[], escaping: ReadonlySet<object>): void {
  if (closing.length > releasing.length) releasing = new Float64Array(2 * closing.length)
  let count = 0
  for (const tensor of closing) {
    if (isKept(tensor) || tensor.handle === disposedHandle) continue
    if (escaping.has(tensor)) {
      track(tensor)
      if (!scope) native.leaveToCollector(tensor.handle)
      continue
    }
    releasing[count++] = tensor.handle
    tensor.handle = disposedHandle
  }
  native.release(releasing, count)
}

/**
 * Runs `fn` and releases every tensor made in it, except those that it returns, that were kept, or
 * that a module, optimizer or metric owns. When it throws, all are released. Scopes nest; none spans
 * an `await`.
 *
 * What `fn` returns is searched for tensors: elements of arrays and sets, keys and values of maps,
 * and the properties that objects and instances of classes have of their own. Not searched is what
 * would run code or cannot be seen: getters, iterators and generators, functions, private fields,
 * properties named by symbols.
 * @throws OptionError for what is no function, TorchError SCOPE when it returns a promise.
 */
export function tidy<T>(fn: () => T): T {
  checkFunction('tidy', fn)
  return inScope(fn, result => {
    refusePromise('tidy', result, 'await outside of tidy and keep() what must live across it')
    return findEscaping(result)
  })
}

/** The same, but where `fn` returns a promise all of it stays: it may still be needed. */
export function tidyUnlessPromise<T>(fn: () => T): T {
  return inScope(fn, (result, made) =>
    types.isPromise(result) ? new Set(made) : findEscaping(result),
  )
}

function inScope<T>(
  fn: () => T,
  escapingOf: (result: T, made: readonly Tracked[]) => ReadonlySet<object>,
): T {
  const outer = scope
  const own: Tracked[] = []
  setScope(own)
  let escaping = nothing
  try {
    const result = fn()
    escaping = escapingOf(result, own)
    return result
  } finally {
    setScope(outer)
    close(own, escaping)
  }
}

/**
 * Runs `fn`, and when it throws releases every tensor made in it, kept ones too: for constructors,
 * whose owner will never exist.
 */
export function releaseOnError<T>(fn: () => T): T {
  const outer = attempt
  const made: Tracked[] = []
  attempt = made
  try {
    const result = fn()
    if (outer) for (const tensor of made) outer.push(tensor)
    return result
  } catch (error) {
    made.forEach(dispose)
    throw error
  } finally {
    attempt = outer
  }
}
