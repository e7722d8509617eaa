/** The tensors in a batch: anywhere in arrays, Maps and plain objects. */
import { types } from 'node:util'
import { isPlainObject } from '../../base/check'
import { DataError, DisposedError } from '../../base/errors'
import { Tensor, problemOfDepth, receive, type TensorTransfer } from '../../tensor'

function checkDepth(depth: number): void {
  const problem = problemOfDepth(depth)
  if (problem !== null) throw new DataError(`DataLoader: ${problem}`)
}

/** The value with `change` applied to every leaf. */
export function mapLeaves(value: unknown, change: (leaf: unknown) => unknown, depth = 0): unknown {
  checkDepth(depth)
  const inner = (entry: unknown): unknown => mapLeaves(entry, change, depth + 1)
  if (Array.isArray(value)) return value.map(inner)
  if (types.isMap(value)) return new Map([...value].map(([key, entry]) => [key, inner(entry)]))
  if (!isPlainObject(value) || isTransfer(value)) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inner(entry)]))
}

export function mapTensors(value: unknown, change: (tensor: Tensor) => Tensor): unknown {
  return mapLeaves(value, leaf => (leaf instanceof Tensor ? change(leaf) : leaf))
}

export function tensorsIn(value: unknown): Tensor[] {
  const found: Tensor[] = []
  mapTensors(value, tensor => {
    found.push(tensor)
    return tensor
  })
  return found
}

function isTransfer(value: unknown): value is TensorTransfer {
  return typeof (value as Partial<TensorTransfer> | null)?.isbeTensor === 'number'
}

/** Ready to be posted: tensors are given away, those that somebody else keeps are shared. */
export function pack(value: unknown): unknown {
  const sent = new Map<Tensor, TensorTransfer>()
  return mapTensors(value, tensor => {
    const known = sent.get(tensor)
    if (known) return known as unknown as Tensor
    const given = (tensor.kept ? tensor.detach() : tensor).transfer()
    sent.set(tensor, given)
    return given as unknown as Tensor
  })
}

/** What was posted, with its tensors. */
export function unpack(value: unknown): unknown {
  const received = new Map<number, Tensor>()
  return mapLeaves(value, leaf => {
    if (!isTransfer(leaf)) return leaf
    const known = received.get(leaf.isbeTensor) ?? receive(leaf)
    received.set(leaf.isbeTensor, known)
    return known
  })
}

/** Disposes of the tensors that nobody keeps, but for `except`. */
export function disposeOf(value: unknown, except: readonly Tensor[] = []): void {
  for (const tensor of tensorsIn(value))
    if (!tensor.kept && !except.includes(tensor)) tensor.dispose()
}

/**
 * Releases a batch that the loader owns. One that was collected, as by `[...loader]`, says so where
 * its tensors are used.
 */
export function releaseBatch(value: unknown, depth = 0): void {
  checkDepth(depth)
  if (value instanceof Tensor) {
    if (!value.kept) value.dispose()
  } else if (types.isMap(value)) for (const entry of value.values()) releaseBatch(entry, depth + 1)
  else if (Array.isArray(value) || isPlainObject(value)) {
    for (const [name, entry] of Object.entries(value) as [string, unknown][]) {
      releaseBatch(entry, depth + 1)
      const isReleased = entry instanceof Tensor && entry.isDisposed
      if (isReleased && Object.getOwnPropertyDescriptor(value, name)!.configurable)
        Object.defineProperty(value, name, { get: () => refuseReleased(name) })
    }
  }
}

function refuseReleased(name: string): never {
  throw new DisposedError(
    'DISPOSED',
    `DataLoader: expected the ${name} of the current batch, found one that was released when the ` +
      'loader went on; use each batch inside the loop, or call keep() on its tensors there',
  )
}
