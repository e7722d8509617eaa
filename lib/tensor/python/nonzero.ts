import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

interface NonzeroOptions {
  /** One tensor of positions for each dimension, as indexing takes them. */
  asTuple?: boolean
  out?: Tensor | null
}

const positions = operator('aten::nonzero')
const byDimension = operator('aten::nonzero_numpy')

/**
 * The positions of the values that are not 0: [count, dimensions], or with `asTuple` a tensor
 * [count] for each dimension. PyTorch: `torch.nonzero`.
 */
export function nonzero(input: Tensor, options: { asTuple: true }): Tensor[]
export function nonzero(input: Tensor, options?: { asTuple?: false; out?: Tensor | null }): Tensor
export function nonzero(options: NonzeroOptions & { input: Tensor }): Tensor | Tensor[]
export function nonzero(...args: unknown[]): Tensor | Tensor[] {
  const given = bindByName<NonzeroOptions & { input: Tensor }>(
    'nonzero',
    ['input!'],
    ['asTuple', 'out'],
    args,
  )
  checkTensor('nonzero', given.input)
  if (given.asTuple && given.out) {
    throw new TorchError('VALUE', 'nonzero: expected no out with asTuple, found one')
  }
  if (given.asTuple) return byDimension(given.input) as Tensor[]
  return positions(given.input, given.out ? { out: given.out } : undefined) as Tensor
}
