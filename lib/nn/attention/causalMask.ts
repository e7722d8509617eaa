import { checkCount, checkOptionNames } from '../../base/check'
import { getDefaultDtype, operators, tidy, type Tensor } from '../../tensor'
import { factoryNames, type FactoryOptions } from '../options'

/**
 * The mask [size, size] under which each position sees itself and those before it: 0, and −∞ (true in
 * a mask of booleans) above the diagonal. PyTorch: `nn.Transformer.generate_square_subsequent_mask`.
 */
export function generateSquareSubsequentMask(size: number, options: FactoryOptions = {}): Tensor {
  checkCount('generateSquareSubsequentMask: size', size)
  checkOptionNames('generateSquareSubsequentMask', options, factoryNames)
  const { dtype = getDefaultDtype(), device } = options
  return tidy(() => {
    const above = operators.ones([size, size], { dtype: 'bool', device }).triu(1)
    if (dtype === 'bool') return above
    return operators.zeros([size, size], { dtype, device }).maskedFill_(above, -Infinity)
  })
}

/** What the caller says, or else whether the mask is the causal one of this length. */
export function isCausalMask(
  mask: Tensor | null,
  isCausal: boolean | null,
  length: number,
): boolean {
  if (isCausal !== null || mask === null) return isCausal === true
  return tidy(() => {
    if (String(mask.shape) !== String([length, length])) return false
    const { dtype, device } = mask
    return mask.eq(generateSquareSubsequentMask(length, { dtype, device })).all().item() === true
  })
}

/** The length of sequences [L, N, E], [N, L, E] or [L, E]. */
export function lengthOf({ shape }: Tensor, batchFirst: boolean): number {
  return shape.length === 3 && batchFirst ? shape[1]! : shape[0]!
}
