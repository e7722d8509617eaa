/**
 * Who releases a tensor. Inside `tidy` results belong to the scope; outside, and for tensors that
 * escape a scope, a FinalizationRegistry is the backstop.
 */
import { refusePromise } from '../base/check'
import { native, type Handle } from '../native'

/** The part of a Tensor that lifetimes are about. */
export interface Tracked {
  handle: Handle
  kept: boolean
}

/** The handle of a disposed tensor: no slot ever has it. */
export const disposedHandle: Handle = 0

let scope: Tracked[] | null = null
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
  if (scope) scope.push(tensor)
  else watch(tensor)
}

function watch(tensor: Tracked): void {
  backstop.register(tensor, tensor.handle, tensor)
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
  if (tensor.kept) watch(tensor)
  else track(tensor)
}

/**
 * Takes a tensor out of its `tidy`, so that it lives until `dispose()` or until nothing refers to
 * it any more. Modules, optimizers and metrics keep what they own.
 */
export function keep<T extends Tracked>(tensor: T): T {
  if (!tensor.kept) {
    tensor.kept = true
    if (scope) watch(tensor)
  }
  return tensor
}

function isTracked(value: object): value is Tracked {
  return 'handle' in value && 'kept' in value
}

function collect(value: unknown, found: Set<object>): void {
  if (typeof value !== 'object' || value === null || found.has(value)) return
  found.add(value)
  if (isTracked(value) || ArrayBuffer.isView(value)) return
  const inner = value instanceof Map ? value.values() : value instanceof Set ? value : undefined
  for (const element of inner ?? Object.values(value)) collect(element, found)
}

function close(closing: Tracked[], result: unknown): void {
  const escaping = new Set<object>()
  collect(result, escaping)
  if (closing.length > releasing.length) releasing = new Float64Array(2 * closing.length)
  let count = 0
  for (const tensor of closing) {
    if (tensor.kept || tensor.handle === disposedHandle) continue
    if (escaping.has(tensor)) {
      track(tensor)
      continue
    }
    releasing[count++] = tensor.handle
    tensor.handle = disposedHandle
  }
  native.release(releasing, count)
}

/**
 * Runs `fn` and releases every tensor made in it, except those that it returns (also inside
 * arrays, maps and plain objects), that were kept, or that a module, optimizer or metric owns.
 * When it throws, all are released. Scopes nest; none spans an `await`.
 * @throws TorchError SCOPE when `fn` returns a promise.
 */
export function tidy<T>(fn: () => T): T {
  const outer = scope
  const own: Tracked[] = []
  scope = own
  let result: T | undefined
  try {
    const made = fn()
    refusePromise('tidy', made, 'await outside of tidy and keep() what must live across it')
    return (result = made)
  } finally {
    scope = outer
    close(own, result)
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
