/** What the losses share that PyTorch writes in Python. */
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'

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
