/** Checks of arguments that are tensors. */
import { describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import type { Handle, HandleOrHandles } from '../native'
import { Tensor } from './tensor'

/** A tensor, or several. */
export type TensorOrTensors = Tensor | readonly Tensor[]

/** PyTorch: `torch.is_tensor`. */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor
}

function refuse(what: string, expected: string, value: unknown): never {
  throw new TorchError('TYPE', `${what}: expected ${expected}, found ${describeValue(value)}`)
}

/** Throws TorchError TYPE for what is no tensor. */
export function checkTensor(what: string, value: unknown): asserts value is Tensor {
  if (!(value instanceof Tensor)) refuse(what, 'a Tensor', value)
}

/** One tensor as a list. Throws TorchError TYPE for what is neither a tensor nor an array of them. */
export function tensorList(what: string, value: unknown): readonly Tensor[] {
  if (value instanceof Tensor) return [value]
  if (!Array.isArray(value)) refuse(what, 'a Tensor or an array of Tensors', value)
  return value.map((element: unknown, i) => {
    checkTensor(`${what}[${i}]`, element)
    return element
  })
}

/** The same, where null stands for a tensor that is not given, and nothing for no list. */
export function optionalTensors(what: string, value: unknown): readonly (Tensor | null)[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) return tensorList(what, value)
  return value.map((element: unknown, i) => {
    if (element === null || element === undefined) return null
    checkTensor(`${what}[${i}]`, element)
    return element
  })
}

/** The handle of a tensor; null for anything else, which autograd does not see. */
export function handleOrNull(value: unknown): Handle | null {
  return value instanceof Tensor ? value.handle : null
}

/** As tensors cross to the addon, and null for anything else. */
export function handlesOf(values: readonly unknown[]): HandleOrHandles {
  const [first] = values
  if (values.length === 1 && first instanceof Tensor) return first.handle
  return values.map(handleOrNull)
}

/** As they come back. */
export function tensorsOf(handles: HandleOrHandles): (Tensor | null)[] {
  if (typeof handles === 'number') return [new Tensor(handles)]
  return handles.map(handle => (handle === null ? null : new Tensor(handle)))
}
