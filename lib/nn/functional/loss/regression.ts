/** Losses between two tensors of numbers. */
import { warnOnce } from '../../../base/warn'
import { describeValue } from '../../../base/check'
import { isDifferentiable } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { getDefaultDtype, noGrad, operator, operators, tidy, Tensor } from '../../../tensor'
import { define, type LegacyReduction } from '../define'
import { legacy, reduceLoss, sameSize, type LossArgs, type Weighted } from './shared'

const absolute = operator('aten::l1_loss')
const squared = operator('aten::mse_loss')
const smooth = operator('aten::smooth_l1_loss')
const huber = operator('aten::huber_loss')
const softMargin = operator('aten::soft_margin_loss')
const poisson = operator('aten::poisson_nll_loss')
const hinge = operator('aten::hinge_embedding_loss')

/** Sizes that differ are mostly a mistake: [N, 1] and [N] make [N, N]. */
function broadcast(what: string, { input, target }: LossArgs): readonly [Tensor, Tensor] {
  if (String(input.shape) !== String(target.shape)) {
    warnOnce(
      `${what}: using a target of size [${target.shape.join(', ')}] that is different to the input ` +
        `of size [${input.shape.join(', ')}]: this will likely lead to incorrect results due to ` +
        'broadcasting; give both the same size',
    )
  }
  return operators.broadcastTensors(input, target) as [Tensor, Tensor]
}

/** The mean of weighted losses is per weight, not per element. */
function weightedLoss(
  what: string,
  losses: Tensor,
  { input, weight, reduction }: Weighted,
): Tensor {
  sameSize(what, input, weight!, 'weight')
  const scaled = losses.mul(weight!)
  return reduction === 'mean' ? scaled.sum().div(weight!.sum()) : reduceLoss(scaled, reduction)
}

/** |input − target|. PyTorch: `nn.functional.l1_loss`. */
export const l1Loss = define(
  'l1Loss',
  ['input', 'target'],
  [...legacy, 'weight'],
  (args: Weighted) =>
    tidy(() => {
      const [input, target] = broadcast('l1Loss', args)
      if (args.weight) return weightedLoss('l1Loss', input.sub(target).abs(), args)
      return absolute(input, target, args.reduction) as Tensor
    }),
)

/** (input − target)². PyTorch: `nn.functional.mse_loss`. */
export const mseLoss = define(
  'mseLoss',
  ['input', 'target'],
  [...legacy, 'weight'],
  (args: Weighted) =>
    tidy(() => {
      const [input, target] = broadcast('mseLoss', args)
      if (args.weight) return weightedLoss('mseLoss', input.sub(target).pow(2), args)
      return squared(input, target, args.reduction) as Tensor
    }),
)

/** Squared below beta, absolute above. PyTorch: `nn.functional.smooth_l1_loss`. */
export const smoothL1Loss = define(
  'smoothL1Loss',
  ['input', 'target'],
  [...legacy, 'beta'],
  ({ beta = 1, ...args }: LossArgs & { beta?: number }) =>
    tidy(() => {
      const pair = broadcast('smoothL1Loss', args)
      if (beta === 0) return absolute(...pair, args.reduction) as Tensor
      return smooth(...pair, args.reduction, beta) as Tensor
    }),
)

/** Squared below delta, delta times absolute above. PyTorch: `nn.functional.huber_loss`. */
export const huberLoss = define(
  'huberLoss',
  ['input', 'target'],
  ['reduction', 'delta', 'weight'],
  ({ delta = 1, ...args }: Weighted & { delta?: number }) =>
    tidy(() => {
      const { input, weight, reduction } = args
      if (!weight) return huber(...broadcast('huberLoss', args), reduction, delta) as Tensor
      sameSize('huberLoss', input, weight, 'weight')
      const losses = huber(...broadcast('huberLoss', args), 'none', delta) as Tensor
      return reduceLoss(losses.mul(weight), reduction)
    }),
)

/** log(1 + exp(−target·input)). PyTorch: `nn.functional.soft_margin_loss`. */
export const softMarginLoss = define(
  'softMarginLoss',
  ['input', 'target'],
  legacy,
  ({ input, target, reduction }: LossArgs) => softMargin(input, target, reduction) as Tensor,
)

/** Of targets ±1. PyTorch: `nn.functional.hinge_embedding_loss`. */
export const hingeEmbeddingLoss = define(
  'hingeEmbeddingLoss',
  ['input', 'target'],
  ['margin', ...legacy],
  ({ input, target, margin = 1, reduction }: LossArgs & { margin?: number }) =>
    hinge(input, target, margin, reduction) as Tensor,
)

export interface PoissonArgs extends LossArgs {
  logInput?: boolean
  full?: boolean
  eps?: number
}

/** Of Poisson targets. PyTorch: `nn.functional.poisson_nll_loss`. */
export const poissonNllLoss = define(
  'poissonNllLoss',
  ['input', 'target'],
  ['logInput', 'full', 'sizeAverage', 'eps', 'reduce', 'reduction'],
  ({ input, target, logInput = true, full = false, eps = 1e-8, reduction }: PoissonArgs) =>
    poisson(input, target, logInput, full, eps, reduction) as Tensor,
)

export interface GaussianArgs extends Omit<LossArgs, keyof LegacyReduction> {
  /** Variances: one number, of the input's shape, or one for each row. */
  var: Tensor | number
  full?: boolean
  eps?: number
}

function variances(input: Tensor, given: unknown): Tensor {
  if (typeof given === 'number') {
    const dtype = isDifferentiable(input.dtype) ? input.dtype : getDefaultDtype()
    return operators.fullLike(input, given, { dtype })
  }
  if (!(given instanceof Tensor)) {
    const found = describeValue(given)
    throw new TorchError(
      'TYPE',
      `nn.functional.gaussianNllLoss: expected var as a tensor or a number, found ${found}`,
    )
  }
  if (String(given.shape) === String(input.shape)) return given
  if (String(given.shape) === String(input.shape.slice(0, -1))) return given.unsqueeze(-1)
  const differing = given.shape.filter((size, i) => size !== input.shape[i])
  const isBroadcast = differing.reduce((sum, size) => sum + size, 0) === 1
  if (given.ndim === input.ndim && isBroadcast) return given
  throw new TorchError(
    'VALUE',
    `nn.functional.gaussianNllLoss: expected var of shape [${input.shape.join(', ')}], or with ` +
      `one size of 1, found [${given.shape.join(', ')}]`,
  )
}

/** Of Gaussian targets with the given variances. PyTorch: `nn.functional.gaussian_nll_loss`. */
export const gaussianNllLoss = define(
  'gaussianNllLoss',
  ['input', 'target'],
  ['var!', 'full', 'eps', 'reduction'],
  ({ input, target, full = false, eps = 1e-6, reduction, ...args }: GaussianArgs) =>
    tidy(() => {
      const given = variances(input, args.var)
      if (given.lt(0).any().item()) {
        throw new TorchError(
          'VALUE',
          'nn.functional.gaussianNllLoss: expected variances of 0 or more, found negative ones',
        )
      }
      const clamped = given.clone()
      noGrad(() => void clamped.clampMin_(eps))
      const losses = clamped.log().add(input.sub(target).pow(2).div(clamped)).mul(0.5)
      return reduceLoss(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses, reduction)
    }),
)
