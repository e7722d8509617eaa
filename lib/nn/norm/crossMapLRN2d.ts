import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import { isDifferentiable } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { operators, tidy, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { floatText, listed, numberOf } from '../options'
import type { ResponseNormOptions } from './localResponseNorm'

/**
 * x·(k + alpha/size·Σ x² over channels around)^−beta, of [N, C, H, W], with the sums of PyTorch's
 * code: forward, channel 0 stays in all windows that come after it; backward, the window lies
 * before the channel rather than around it. PyTorch: `torch.nn.CrossMapLRN2d`.
 */
export class CrossMapLRN2d extends Module<[input: Tensor]> {
  readonly alpha: number
  readonly beta: number
  readonly k: number

  constructor(
    readonly size: number,
    options: ResponseNormOptions = {},
  ) {
    super()
    checkOptionNames('CrossMapLRN2d', options, ['alpha', 'beta', 'k'])
    checkPositiveInteger('CrossMapLRN2d: size', size)
    this.alpha = numberOf('CrossMapLRN2d', 'alpha', options.alpha, 1e-4)
    this.beta = numberOf('CrossMapLRN2d', 'beta', options.beta, 0.75)
    this.k = numberOf('CrossMapLRN2d', 'k', options.k, 1)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      this.checkInput(input)
      checkDtype(input)
      return tidy(() => normalize(this, input))
    }, input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', 'H', 'W']]
  }

  override extraRepr(): string {
    const { size, alpha, beta, k } = this
    return `${size}, ${listed({ alpha: floatText(alpha), beta: floatText(beta), k: k === 1 ? k : floatText(k) })}`
  }
}

function checkDtype({ dtype }: Tensor): void {
  if (isDifferentiable(dtype)) return
  throw new TorchError('TYPE', `expected an input of a floating or complex dtype, found ${dtype}`)
}

/** The matrix of ones where `counts` says that one channel counts for another. */
function windows(like: Tensor, counts: (channel: number, other: number) => boolean): Tensor {
  const channels = like.shape[1]!
  const rows = Array.from({ length: channels }, (_, c) =>
    Array.from({ length: channels }, (_, other) => (counts(c, other) ? 1 : 0)),
  )
  return like.newTensor(rows)
}

function sums(matrix: Tensor, values: Tensor): Tensor {
  return operators.einsum('cd,ndhw->nchw', matrix, values)
}

function normalize({ size, alpha, beta, k }: CrossMapLRN2d, input: Tensor): Tensor {
  const reach = Math.trunc((size - 1) / 2)
  const around = windows(input, (c, other) => other === 0 || Math.abs(other - c) <= reach)
  const scale = sums(around, input.detach().square())
    .mul(alpha / size)
    .add(k)
  const factor = scale.pow(-beta)
  const output = input.mul(factor)
  if (!input.requiresGrad) return output
  // A term without value whose gradient is what PyTorch's backward subtracts.
  const first = Math.trunc((size + 1) / 2)
  const behind = windows(input, (c, other) => other >= c - first && other < c - first + size)
  const ratio = output.detach().div(scale)
  const penalty = sums(behind.t(), input.square())
    .mul(ratio)
    .mul((-alpha * beta) / size)
  return output.add(penalty.sub(penalty.detach()))
}
