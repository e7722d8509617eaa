/** Checks of what is to be written. */
import { describeValue, isPlainObject } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { Tensor } from '../tensor'

export function refuse(what: string, expected: string, value: unknown): never {
  throw new OptionError(`${what}: expected ${expected}, found ${describeValue(value)}`)
}

/** A live tensor whose values lie in memory: neither disposed, sparse, quantized nor meta. */
export function checkHasValues(what: string, tensor: Tensor): void {
  if (tensor.isDisposed) refuse(what, 'a live tensor', tensor)
  const { isNested, isQuantized, isMeta } = tensor
  const kind = isNested
    ? 'nested'
    : tensor.layout !== 'strided'
      ? tensor.layout
      : isQuantized
        ? 'quantized'
        : isMeta
          ? 'meta'
          : null
  if (kind === null) return
  const remedy = { nested: 'unbind() it', quantized: 'dequantize() it', meta: 'give it values' }
  throw new TorchError(
    'TYPE',
    `${what}: expected a tensor with plain values, found a ${kind} one; ` +
      `${remedy[kind as keyof typeof remedy] ?? 'toDense() it'} first`,
  )
}

/** An object or Map of tensors by name, as a plain object. */
export function tensorsByName(what: string, value: unknown): Record<string, Tensor> {
  const entries: [unknown, unknown][] | null =
    value instanceof Map ? [...value] : isPlainObject(value) ? Object.entries(value) : null
  if (!entries) refuse(what, 'an object of tensors by name', value)
  for (const [name, tensor] of entries) {
    if (typeof name !== 'string') refuse(what, 'names that are strings', name)
    if (!(tensor instanceof Tensor)) refuse(`${what}: '${name}'`, 'a Tensor', tensor)
    checkHasValues(`${what}: '${name}'`, tensor)
  }
  return Object.fromEntries(entries) as Record<string, Tensor>
}
