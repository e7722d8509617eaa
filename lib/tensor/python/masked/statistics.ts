/** Means and deviations of the values that a mask leaves; NaN where it leaves none. */
import { checkBoolean, describeValue } from '../../../base/check'
import { isDifferentiable, type DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { operator } from '../../ops/operator'
import { tidy } from '../../scope'
import type { Tensor } from '../../tensor'
import { bindMasked, canonicalDims, fillMasked, inputMask, zero, type Dims } from './mask'
import {
  reductionKeywords,
  type Reduction,
  type ReductionArgs,
  type ReductionOptions,
} from './reductions'

const ones = operator('aten::ones')

/** Of each slice, how many values there are and their sum. */
function countAndSum(
  what: string,
  { input, mask }: ReductionArgs<Dims>,
  dims: number[],
  keepdim: boolean,
  dtype: DType,
): [count: Tensor, total: Tensor] {
  const { device, shape } = input
  const counted = mask ? inputMask(what, input, mask) : (ones(shape, { device }) as Tensor)
  const total = fillMasked(what, input, mask, zero).sum(dims, keepdim, { dtype })
  return [counted.sum(dims, keepdim, { dtype: 'int64' }), total]
}

/**
 * Σx/n. PyTorch: `torch.masked.mean`.
 * @throws TorchError TYPE for integers without a `dtype` of floats.
 */
export const mean = ((...args: unknown[]) => {
  const what = 'masked.mean'
  const bound = bindMasked<ReductionArgs<Dims>>(what, ['input!', 'dim'], reductionKeywords, args)
  const { input, dim, keepdim } = bound
  const dtype = bound.dtype ?? input.dtype
  if (!isDifferentiable(dtype)) {
    throw new TorchError(
      'TYPE',
      `${what}: expected a dtype of floats or complex values, found ${dtype}; name one: { dtype: 'float32' }`,
    )
  }
  return tidy(() => {
    const dims = canonicalDims(what, dim, input.ndim)
    const [count, total] = countAndSum(what, bound, dims, keepdim ?? false, dtype)
    return total.div(count)
  })
}) as Reduction<Dims>

export interface DeviationOptions {
  /** What is taken off n, 1 by default. */
  correction?: number | null
  /** The same as a boolean: true is 1, false is 0. */
  unbiased?: boolean | null
}

export interface Deviation {
  (
    input: Tensor,
    dim?: Dims,
    unbiased?: boolean | null,
    options?: ReductionOptions & Pick<DeviationOptions, 'correction'>,
  ): Tensor
  (input: Tensor, dim: Dims, options: ReductionOptions & DeviationOptions): Tensor
  (input: Tensor, options: { dim?: Dims } & ReductionOptions & DeviationOptions): Tensor
  (options: { input: Tensor; dim?: Dims } & ReductionOptions & DeviationOptions): Tensor
}

function correctionOf(what: string, { correction, unbiased }: DeviationOptions): number {
  const isSaid = (correction ?? null) !== null
  if (isSaid && (unbiased ?? null) !== null) {
    throw new TorchError('VALUE', `${what}: expected either unbiased or correction, found both`)
  }
  if (!isSaid) {
    checkBoolean(`${what}: unbiased`, unbiased ?? true)
    return Number(unbiased ?? true)
  }
  if (typeof correction === 'number') return correction
  throw new TorchError(
    'TYPE',
    `${what}: expected correction as a number, found ${describeValue(correction)}`,
  )
}

const realOf: Partial<Record<DType, DType>> = {
  complex32: 'float16',
  complex64: 'float32',
  complex128: 'float64',
}

function variance(what: string, args: ReductionArgs<Dims> & DeviationOptions): Tensor {
  const { input, keepdim } = args
  const correction = correctionOf(what, args)
  const dims = canonicalDims(what, args.dim, input.ndim)
  const dtype = args.dtype ?? (isDifferentiable(input.dtype) ? input.dtype : 'float32')
  const computed = isDifferentiable(dtype) ? dtype : 'float32'
  const [count, total] = countAndSum(what, args, dims, true, dtype)
  const apart = input.sub(total.div(count))
  const square = fillMasked(what, apart.mul(apart.conj()), args.mask, zero)
  const squares = square.sum(dims, keepdim ?? false, { dtype: computed })
  const freedom = count.reshape([...squares.shape])
  const divisor =
    correction === 0
      ? freedom
      : freedom
          .to(realOf[computed] ?? computed)
          .sub(correction)
          .clamp(0)
  return squares.div(divisor).to(dtype)
}

function deviation(name: string, finish: (variance: Tensor) => Tensor): Deviation {
  const what = `masked.${name}`
  const names = ['input!', 'dim', 'unbiased']
  const keywords = ['correction', ...reductionKeywords]
  return (...args: unknown[]) => {
    const bound = bindMasked<ReductionArgs<Dims> & DeviationOptions>(what, names, keywords, args)
    return tidy(() => finish(variance(what, bound)))
  }
}

/** Σ(x − mean)²/(n − correction). PyTorch: `torch.masked.var`. */
export const variances = deviation('var', variance => variance)

/** The root of `var`. PyTorch: `torch.masked.std`. */
export const std = deviation('std', variance => variance.sqrt())
