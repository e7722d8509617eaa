/** What the tests of the boundary share. */
import torch, { Tensor, TorchError } from '../../lib/index'
import { native } from '../../lib/native'

/** Calls an operator without the conversions of TypeScript: every argument by position. */
export function call(fullName: string, ...args: unknown[]): unknown {
  const [name, overload = ''] = fullName.split('.')
  return native.call(native.operator(`aten::${name}`, overload), ...args)
}

/** The nested values of the tensor that an operator makes. */
export function made(fullName: string, ...args: unknown[]): unknown {
  const tensor = new Tensor(call(fullName, ...args) as number)
  try {
    return tensor.toArray()
  } finally {
    tensor.dispose()
  }
}

/** The TorchError that `run` must throw. */
export function failure(run: () => unknown): TorchError {
  try {
    run()
  } catch (error) {
    if (error instanceof TorchError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** A native object that is not a Generator. */
export function packedWeights(matrix: Tensor): unknown {
  return torch.ops.quantized!.linear_prepack_fp16!(matrix, { B: torch.tensor([0.5, 0.5]) })
}
