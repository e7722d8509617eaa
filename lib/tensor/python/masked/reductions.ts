/** Sums, products and extrema of the values that a mask leaves. PyTorch: torch/masked/_ops.py. */
import { isDifferentiable, isFloating, type DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { operator } from '../../ops/operator'
import { tidy } from '../../scope'
import type { Tensor } from '../../tensor'
import {
  bindMasked,
  canonicalDim,
  canonicalDims,
  fillMasked,
  isComplex,
  largest,
  notANumber,
  one,
  smallest,
  zero,
  type Dims,
  type Identity,
  type MaskOptions,
} from './mask'

export interface ReductionOptions extends MaskOptions {
  keepdim?: boolean | null
}

/** A reduction over `dim`, by position or by name. */
export interface Reduction<Dim, Own = object> {
  (input: Tensor, dim?: Dim, options?: ReductionOptions & Own): Tensor
  (input: Tensor, options: { dim?: Dim } & ReductionOptions & Own): Tensor
  (options: { input: Tensor; dim?: Dim } & ReductionOptions & Own): Tensor
}

export interface ReductionArgs<Dim> extends ReductionOptions {
  input: Tensor
  dim?: Dim
}

export const reductionKeywords = ['keepdim', 'dtype', 'mask'] as const

const vectorNorm = operator('aten::linalg_vector_norm')

/** What `body` gets: the masked-out values are `identity`, and the options have their defaults. */
interface Filled<Dim> {
  values: Tensor
  dim: Dim | undefined
  dims: () => number[]
  keepdim: boolean
  dtype: DType
  /** Small integers and booleans are added up as int64 where no dtype is said. */
  sumDtype: DType
}

function reduction<Dim extends Dims>(
  name: string,
  identity: Identity,
  body: (filled: Filled<Dim>) => Tensor,
): Reduction<Dim> {
  const what = `masked.${name}`
  return (...args: unknown[]) => {
    const bound = bindMasked<ReductionArgs<Dim>>(what, ['input!', 'dim'], reductionKeywords, args)
    const { input, dim, keepdim, mask } = bound
    return tidy(() =>
      body({
        values: fillMasked(what, input, mask, identity),
        dim,
        dims: () => canonicalDims(what, dim, input.ndim),
        keepdim: keepdim ?? false,
        dtype: bound.dtype ?? input.dtype,
        sumDtype: bound.dtype ?? (isDifferentiable(input.dtype) ? input.dtype : 'int64'),
      }),
    )
  }
}

/** Σx. PyTorch: `torch.masked.sum`. */
export const sum = reduction<Dims>('sum', zero, ({ values, dims, keepdim, sumDtype }) =>
  values.sum(dims(), keepdim, { dtype: sumDtype }),
)

/** ∏x. PyTorch: `torch.masked.prod`. */
export const prod = reduction<Dims>('prod', one, ({ values, dims, keepdim, sumDtype }) =>
  dims().reduceRight((product, dim) => product.prod(dim, keepdim), values.to(sumDtype)),
)

/** The largest values. PyTorch: `torch.masked.amax`. */
export const amax = reduction<Dims>('amax', smallest, ({ values, dims, keepdim, dtype }) =>
  values.amax(dims(), keepdim).to(dtype),
)

/** The smallest values. PyTorch: `torch.masked.amin`. */
export const amin = reduction<Dims>('amin', largest, ({ values, dims, keepdim, dtype }) =>
  values.amin(dims(), keepdim).to(dtype),
)

/** Where the largest value is, in the input's dtype as PyTorch has it: `torch.masked.argmax`. */
export const argmax = reduction<number | null>('argmax', smallest, ({ values, ...rest }) =>
  values.argmax(rest.dim, rest.keepdim).to(rest.dtype),
)

/** Where the smallest value is, in the input's dtype as PyTorch has it: `torch.masked.argmin`. */
export const argmin = reduction<number | null>('argmin', largest, ({ values, ...rest }) =>
  values.argmin(rest.dim, rest.keepdim).to(rest.dtype),
)

/** log Σexp(x). PyTorch: `torch.masked.logsumexp`. */
export const logsumexp = reduction<Dims>(
  'logsumexp',
  dtype => (isComplex(dtype) ? -Infinity : smallest(dtype)),
  ({ values, dims, keepdim, dtype }) => values.logsumexp(dims(), keepdim).to(dtype),
)

/**
 * The median along a dimension, the last by default; NaN where everything is masked out.
 * PyTorch: `torch.masked.median`.
 * @throws TorchError VALUE for such a row where the dtype has no NaN.
 */
export const median: Reduction<number> = (...args: unknown[]) => {
  const what = 'masked.median'
  const bound = bindMasked<ReductionArgs<number>>(what, ['input!', 'dim'], reductionKeywords, args)
  const { input, keepdim, mask } = bound
  const index = canonicalDim(what, bound.dim ?? -1, input.ndim)
  return tidy(() => {
    const isFloat = isFloating(input.dtype)
    const filled = fillMasked(what, isFloat ? input : input.to('float32'), mask, notANumber)
    const [values] = filled.nanmedian(index, keepdim ?? false)
    if (isFloat) return values
    if (!values.isnan().any().item()) return values.to(bound.dtype ?? input.dtype)
    throw new TorchError(
      'VALUE',
      `${what}: expected a value in every row, or an input of floats, whose rows without one are NaN`,
    )
  })
}

export interface NormOptions {
  /** An exponent, 2 by default; Infinity, −Infinity and 0 as in `torch.linalg.vectorNorm`. */
  ord?: number
}

export interface MaskedNorm {
  (input: Tensor, ord?: number, dim?: Dims, options?: ReductionOptions): Tensor
  (input: Tensor, ord: number, options: { dim?: Dims } & ReductionOptions): Tensor
  (input: Tensor, options: NormOptions & { dim?: Dims } & ReductionOptions): Tensor
  (options: { input: Tensor; dim?: Dims } & NormOptions & ReductionOptions): Tensor
}

/** (Σ|x|^ord)^(1/ord). PyTorch: `torch.masked.norm`. */
export const norm = ((...args: unknown[]) => {
  const what = 'masked.norm'
  const names = ['input!', 'ord', 'dim']
  const bound = bindMasked<ReductionArgs<Dims> & NormOptions>(what, names, reductionKeywords, args)
  const { input, ord = 2, dim, keepdim, mask } = bound
  const identity: Identity =
    ord === -Infinity ? dtype => (isFloating(dtype) ? Infinity : undefined) : zero
  return tidy(() => {
    const dims = canonicalDims(what, dim, input.ndim)
    const values = fillMasked(what, input, mask, identity)
    const dtype = bound.dtype ?? input.dtype
    return vectorNorm(values, ord, dims, keepdim ?? false, { dtype }) as Tensor
  })
}) as MaskedNorm
