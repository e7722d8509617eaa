import type { Tensor } from './tensor'

/** A tensor in few words, for messages: `Tensor(float32[2, 3], cpu)`. */
export function describeTensor(tensor: Tensor): string {
  return tensor.isDisposed
    ? 'Tensor(disposed)'
    : `Tensor(${tensor.dtype}[${tensor.shape.join(', ')}], ${tensor.device})`
}
