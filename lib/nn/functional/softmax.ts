/** Soft scores and other functions of all values along a dimension, or of each one. */
import { TorchError } from '../../base/errors'
import { operator, operators, tidy, type Tensor } from '../../tensor'
import type { DType } from '../../base/dtype'
import { define } from './define'
import { implicitDim } from './implicitDim'

export interface SoftmaxArgs {
  input: Tensor
  /** Without it 0 for up to one dimension or three of them, else 1, as PyTorch has it. */
  dim?: number | null
  /** Ignored: PyTorch's counts frames of a warning. */
  _stacklevel?: number
  /** Computes in it and returns it. */
  dtype?: DType | null
}

const gatedLinearUnit = operator('aten::glu')
const names = ['dim', '_stacklevel', 'dtype'] as const

function dimOf(what: string, { input, dim }: SoftmaxArgs): number {
  return typeof dim === 'number' ? dim : implicitDim(what, input)
}

/** exp(x)/Σexp(x) along a dimension. PyTorch: `nn.functional.softmax`. */
export const softmax = define('softmax', ['input'], names, (args: SoftmaxArgs) =>
  operators.softmax(args.input, dimOf('softmax', args), { dtype: args.dtype }),
)

/** log softmax(x). PyTorch: `nn.functional.log_softmax`. */
export const logSoftmax = define('logSoftmax', ['input'], names, (args: SoftmaxArgs) =>
  operators.logSoftmax(args.input, dimOf('logSoftmax', args), { dtype: args.dtype }),
)

/** softmax(−x). PyTorch: `nn.functional.softmin`. */
export const softmin = define('softmin', ['input'], names, (args: SoftmaxArgs) =>
  tidy(() => operators.softmax(args.input.neg(), dimOf('softmin', args), { dtype: args.dtype })),
)

export interface GumbelArgs {
  logits: Tensor
  /** Temperature. */
  tau?: number
  /** One-hot samples, with the gradient of the soft ones. */
  hard?: boolean
  eps?: number
  dim?: number
}

/** A sample of the Gumbel-softmax distribution. PyTorch: `nn.functional.gumbel_softmax`. */
export const gumbelSoftmax = define(
  'gumbelSoftmax',
  ['logits'],
  ['tau', 'hard', 'eps', 'dim'],
  ({ logits, tau = 1, hard = false, dim = -1 }: GumbelArgs) =>
    tidy(() => {
      const noise = operators.emptyLike(logits).exponential_().log().neg()
      const soft = logits.add(noise).div(tau).softmax(dim)
      if (!hard) return soft
      const [, index] = soft.max(dim, true)
      const oneHot = operators.zerosLike(logits).scatter_(dim, index, 1)
      return oneHot.sub(soft.detach()).add(soft)
    }),
)

export interface Input {
  input: Tensor
}

/** x/(1 + |x|). PyTorch: `nn.functional.softsign`. */
export const softsign = define('softsign', ['input'], [], ({ input }: Input) =>
  tidy(() => input.div(input.abs().add(1))),
)
/** x − tanh(x). PyTorch: `nn.functional.tanhshrink`. */
export const tanhshrink = define('tanhshrink', ['input'], [], ({ input }: Input) =>
  tidy(() => input.sub(input.tanh())),
)
/** 1/(1 + exp(−x)). PyTorch: `nn.functional.sigmoid`. */
export const sigmoid = define('sigmoid', ['input'], [], ({ input }: Input) => input.sigmoid())
/** PyTorch: `nn.functional.tanh`. */
export const tanh = define('tanh', ['input'], [], ({ input }: Input) => input.tanh())

/** a·sigmoid(b) of the halves a and b along a dimension. PyTorch: `nn.functional.glu`. */
export const glu = define(
  'glu',
  ['input'],
  ['dim'],
  ({ input, dim = -1 }: Input & { dim?: number }) => gate(input, dim),
)

function gate(input: Tensor, dim: number): Tensor {
  if (input.ndim > 0) return gatedLinearUnit(input, dim) as Tensor
  throw new TorchError('VALUE', 'nn.functional.glu: expected 1 or more dimensions, found 0')
}
