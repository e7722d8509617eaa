/** Normalisations. */
import { checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, operators, tidy, type Tensor } from '../../tensor'
import { define } from './define'
import { checkEps } from './eps'

export interface Affine {
  input: Tensor
  weight?: Tensor | null
  bias?: Tensor | null
  eps?: number
}

export interface Running extends Affine {
  runningMean?: Tensor | null
  runningVar?: Tensor | null
  /** The share of the batch in the running statistics (default 0.1). */
  momentum?: number
}

const batch = operator('aten::batch_norm')
const instance = operator('aten::instance_norm')
const layer = operator('aten::layer_norm')
const group = operator('aten::group_norm')
const averages = operator('aten::avg_pool2d')
const rms = operator('aten::rms_norm')

/** @throws TorchError VALUE where each channel has one value, whose variance says nothing. */
function checkSeveral(what: string, counted: readonly number[], input: Tensor): void {
  if (counted.reduce((product, size) => product * size, 1) !== 1) return
  throw new TorchError(
    'VALUE',
    `nn.functional.${what}: expected more than 1 value per channel when training, found ` +
      `an input of [${input.shape.join(', ')}]`,
  )
}

/** Over batch and space, of each channel. PyTorch: `nn.functional.batch_norm`. */
export const batchNorm = define(
  'batchNorm',
  ['input'],
  ['runningMean!', 'runningVar!', 'weight', 'bias', 'training', 'momentum', 'eps'],
  (
    args: Running & {
      runningMean: Tensor | null
      runningVar: Tensor | null
      training?: boolean
    },
  ) => {
    const { input, weight = null, bias = null, runningMean, runningVar } = args
    const { training = false, momentum = 0.1, eps = 1e-5 } = args
    checkEps(eps, training)
    if (training) checkSeveral('batchNorm', input.shape.toSpliced(1, 1), input)
    const statistics = [runningMean, runningVar, training]
    return batch(input, weight, bias, ...statistics, momentum, eps, true) as Tensor
  },
)

/** Over space, of each channel of each sample. PyTorch: `nn.functional.instance_norm`. */
export const instanceNorm = define(
  'instanceNorm',
  ['input'],
  ['runningMean', 'runningVar', 'weight', 'bias', 'useInputStats', 'momentum', 'eps'],
  (args: Running & { useInputStats?: boolean }) => {
    const { input, weight = null, bias = null, runningMean = null, runningVar = null } = args
    const { useInputStats = true, momentum = 0.1, eps = 1e-5 } = args
    if (useInputStats) checkSeveral('instanceNorm', input.shape.slice(2), input)
    const statistics = [runningMean, runningVar, useInputStats]
    return instance(input, weight, bias, ...statistics, momentum, eps, true) as Tensor
  },
)

/** Over the last dimensions, of shape `normalizedShape`. PyTorch: `nn.functional.layer_norm`. */
export const layerNorm = define(
  'layerNorm',
  ['input'],
  ['normalizedShape!', 'weight', 'bias', 'eps'],
  ({
    input,
    normalizedShape,
    weight,
    bias,
    eps,
  }: Affine & { normalizedShape: readonly number[] }) =>
    layer(input, normalizedShape, weight, bias, eps) as Tensor,
)

/** Over groups of channels. PyTorch: `nn.functional.group_norm`. */
export const groupNorm = define(
  'groupNorm',
  ['input'],
  ['numGroups!', 'weight', 'bias', 'eps'],
  ({ input, numGroups, weight, bias, eps }: Affine & { numGroups: number }) => {
    if (input.ndim < 2) {
      throw new TorchError(
        'VALUE',
        `nn.functional.groupNorm: expected 2 or more dimensions, found ${input.ndim}`,
      )
    }
    checkPositiveInteger('nn.functional.groupNorm: numGroups', numGroups)
    const [samples, channels, ...space] = input.shape as [number, number, ...number[]]
    checkSeveral('groupNorm', [(samples * channels) / numGroups, ...space], input)
    return group(input, numGroups, weight, bias, eps) as Tensor
  },
)

/** By the root mean square of the last dimensions. PyTorch: `nn.functional.rms_norm`. */
export const rmsNorm = define(
  'rmsNorm',
  ['input'],
  ['normalizedShape!', 'weight', 'eps'],
  ({
    input,
    normalizedShape,
    weight,
    eps,
  }: Omit<Affine, 'bias' | 'eps'> & { normalizedShape: readonly number[]; eps?: number | null }) =>
    rms(input, normalizedShape, weight, eps) as Tensor,
)

export interface NormalizeArgs {
  input: Tensor
  p?: number
  dim?: number | readonly number[]
  eps?: number
  out?: Tensor | null
}

/** x/max(‖x‖p, eps) along a dimension. PyTorch: `nn.functional.normalize`. */
export const normalize = define(
  'normalize',
  ['input'],
  ['p', 'dim', 'eps', 'out'],
  ({ input, p = 2, dim = 1, eps = 1e-12, out = null }: NormalizeArgs) =>
    tidy(() => {
      const length = input.norm(p, dim, true).clampMin(eps).expandAs(input)
      return out ? operators.div(input, length, { out }) : input.div(length)
    }),
)

export interface ResponseArgs {
  input: Tensor
  /** Channels that count, around each. */
  size: number
  alpha?: number
  beta?: number
  k?: number
}

/**
 * x/(k + alpha·mean of x² over the channels around)^beta, of [N, C, *].
 * PyTorch: `nn.functional.local_response_norm`.
 */
export const localResponseNorm = define(
  'localResponseNorm',
  ['input'],
  ['size!', 'alpha', 'beta', 'k'],
  ({ input, size, alpha = 1e-4, beta = 0.75, k = 1 }: ResponseArgs) => {
    if (input.ndim < 3) {
      throw new TorchError(
        'VALUE',
        `nn.functional.localResponseNorm: expected 3 or more dimensions, found ${input.ndim}`,
      )
    }
    if (input.shape.includes(0)) return input
    return tidy(() => {
      const before = Math.floor(size / 2)
      const flat = input.mul(input).flatten(2).unsqueeze(1)
      const padded = operators.constantPadNd(flat, [0, 0, before, Math.floor((size - 1) / 2)])
      const mean = averages(padded, [size, 1], 1) as Tensor
      const scale = mean.squeeze(1).reshape(input.shape).mul(alpha).add(k).pow(beta)
      return input.div(scale)
    })
  },
)
