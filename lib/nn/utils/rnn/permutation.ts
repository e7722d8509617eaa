import { checkTensor, operators, tidy, type Tensor } from '../../../tensor'

/**
 * Where each element of a permutation went: result[permutation[i]] = i; null of null.
 * PyTorch: `torch.nn.utils.rnn.invert_permutation`.
 */
export function invertPermutation(permutation: Tensor): Tensor
export function invertPermutation(permutation: Tensor | null): Tensor | null
export function invertPermutation(permutation: Tensor | null): Tensor | null {
  if (permutation === null) return null
  checkTensor('invertPermutation: permutation', permutation)
  return tidy(() => {
    const { dtype, device } = permutation
    const positions = operators.arange(0, permutation.numel(), { dtype, device })
    return operators.emptyLike(permutation).scatter_(0, permutation, positions)
  })
}
