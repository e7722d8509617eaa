/** What the losses share that PyTorch writes in Python. */
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'
import type { LegacyReduction } from '../define'

export interface LossArgs extends LegacyReduction {
  input: Tensor
  target: Tensor
  reduction?: 'none' | 'mean' | 'sum'
}

export interface Weighted extends LossArgs {
  /** A weight of each class or element. */
  weight?: Tensor | null
}

/** The order in which PyTorch has them, the deprecated ones first. */
export const legacy = ['sizeAverage', 'reduce', 'reduction'] as const

/** One number for all losses, or each of them. */
export function reduceLoss(losses: Tensor, reduction: string | undefined): Tensor {
  if (reduction === 'none') return losses
  return reduction === 'sum' ? losses.sum() : losses.mean()
}

function text(tensor: Tensor): string {
  return `[${tensor.shape.join(', ')}]`
}

/** @throws TorchError VALUE where the second tensor is not of the first one's shape. */
export function sameSize(what: string, input: Tensor, other: Tensor, name = 'target'): void {
  if (text(input) === text(other)) return
  throw new TorchError(
    'VALUE',
    `nn.functional.${what}: expected a ${name} of the input's shape ${text(input)}, found ` +
      text(other),
  )
}
