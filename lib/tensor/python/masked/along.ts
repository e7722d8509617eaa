/** Functions of the input's shape, along a dimension, of the values that a mask leaves. */
import { describeValue } from '../../../base/check'
import type { DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { operator } from '../../ops/operator'
import { tidy } from '../../scope'
import type { Tensor } from '../../tensor'
import {
  bindMasked,
  canonicalDim,
  fillMasked,
  largest,
  one,
  smallest,
  zero,
  type Identity,
  type MaskOptions,
} from './mask'
import { norm } from './reductions'

export interface Along {
  (input: Tensor, dim: number, options?: MaskOptions): Tensor
  (input: Tensor, options: { dim: number } & MaskOptions): Tensor
  (options: { input: Tensor; dim: number } & MaskOptions): Tensor
}

type AlongArgs = { input: Tensor; dim: number } & MaskOptions

const softmaxOf = operator('aten::softmax')
const logSoftmaxOf = operator('aten::log_softmax')
const maximum = operator('aten::maximum')
const keywords = ['dtype', 'mask']

function along(
  name: string,
  identity: Identity,
  body: (values: Tensor, dim: number, dtype: DType) => unknown,
): Along {
  const what = `masked.${name}`
  return ((...args: unknown[]) => {
    const bound = bindMasked<AlongArgs>(what, ['input!', 'dim!'], keywords, args)
    const { input, mask } = bound
    const dim = canonicalDim(what, bound.dim, input.ndim)
    const dtype = bound.dtype ?? input.dtype
    return tidy(() => body(fillMasked(what, input, mask, identity), dim, dtype))
  }) as Along
}

/** exp(x)/Σexp(x). PyTorch: `torch.masked.softmax`. */
export const softmax = along('softmax', smallest, (values, dim, dtype) =>
  softmaxOf(values, dim, { dtype }),
)

/** log softmax(x). PyTorch: `torch.masked.log_softmax`. */
export const logSoftmax = along('logSoftmax', smallest, (values, dim, dtype) =>
  logSoftmaxOf(values, dim, { dtype }),
)

/** softmax(−x). PyTorch: `torch.masked.softmin`. */
export const softmin = along('softmin', largest, (values, dim, dtype) =>
  softmaxOf(values.neg(), dim, { dtype }),
)

/** Sums up to each place. PyTorch: `torch.masked.cumsum`. */
export const cumsum = along('cumsum', zero, (values, dim, dtype) =>
  values.cumsum(dim, { dtype }).to(dtype),
)

/** Products up to each place. PyTorch: `torch.masked.cumprod`. */
export const cumprod = along('cumprod', one, (values, dim, dtype) =>
  values.cumprod(dim, { dtype }).to(dtype),
)

export interface NormalizeOptions extends MaskOptions {
  /** What the norm is at least, 1e-12 by default. */
  eps?: number
}

export interface Normalize {
  (input: Tensor, ord: number, dim: number, options?: NormalizeOptions): Tensor
  (input: Tensor, ord: number, options: { dim: number } & NormalizeOptions): Tensor
  (input: Tensor, options: { ord: number; dim: number } & NormalizeOptions): Tensor
  (options: { input: Tensor; ord: number; dim: number } & NormalizeOptions): Tensor
}

type NormalizeArgs = { input: Tensor; ord: number; dim: number } & NormalizeOptions

/** x/‖x‖. PyTorch: `torch.masked.normalize`. */
export const normalize = ((...args: unknown[]) => {
  const what = 'masked.normalize'
  const names = ['input!', 'ord!', 'dim!']
  const bound = bindMasked<NormalizeArgs>(what, names, ['eps', ...keywords], args)
  const { input, ord, dim, eps = 1e-12, dtype = null, mask = null } = bound
  if (typeof eps !== 'number') {
    throw new TorchError('TYPE', `${what}: expected eps as a number, found ${describeValue(eps)}`)
  }
  return tidy(() => {
    const length = norm(input, ord, dim, { keepdim: true, dtype, mask })
    const divisor = maximum(length, length.newFull([], eps)) as Tensor
    return fillMasked(what, input, mask, zero).div(divisor)
  })
}) as Normalize

export interface LogaddexpOptions {
  dtype?: DType | null
  /** Which values of `input` count. Default: all. */
  inputMask?: Tensor | null
  /** Which values of `other` count. Default: all. */
  otherMask?: Tensor | null
}

export interface Logaddexp {
  (input: Tensor, other: Tensor, options?: LogaddexpOptions): Tensor
  (input: Tensor, options: { other: Tensor } & LogaddexpOptions): Tensor
  (options: { input: Tensor; other: Tensor } & LogaddexpOptions): Tensor
}

type LogaddexpArgs = { input: Tensor; other: Tensor } & LogaddexpOptions

/** log(exp(x) + exp(y)), each with a mask of its own. PyTorch: `torch.masked.logaddexp`. */
export const logaddexp = ((...args: unknown[]) => {
  const what = 'masked.logaddexp'
  const names = ['input!', 'other!']
  const options = ['dtype', 'inputMask', 'otherMask']
  const bound = bindMasked<LogaddexpArgs>(what, names, options, args)
  const { input, other, inputMask, otherMask } = bound
  return tidy(() =>
    fillMasked(what, input, inputMask, smallest)
      .logaddexp(fillMasked(what, other, otherMask, smallest))
      .to(bound.dtype ?? input.dtype),
  )
}) as Logaddexp
