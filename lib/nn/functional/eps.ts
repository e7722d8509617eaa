import { TorchError } from '../../base/errors'

/** @throws TorchError VALUE for an eps that would let batch norm divide by 0 */
export function checkEps(eps: number, usesBatch: boolean): void {
  if (eps > 0 || (eps === 0 && !usesBatch)) return
  const least = usesBatch ? 'above 0 while training' : 'of at least 0'
  throw new TorchError('VALUE', `batch norm: expected an eps ${least}, found ${eps}`)
}
