/** Dropout of values and of whole channels; training is the default, as in PyTorch. */
import { checkProbability } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, tidy, type Tensor } from '../../tensor'
import { define } from './define'

export interface DropoutArgs {
  input: Tensor
  /** The probability of zeroing (default 0.5). */
  p?: number
  training?: boolean
  inplace?: boolean
}

const names = ['p', 'training', 'inplace'] as const

function dropping(name: string, schema: string, trainsByDefault: boolean) {
  const apply = operator(`aten::${schema}`)
  const overwrite = operator(`aten::${schema}_`)
  return ({ input, p = 0.5, training = trainsByDefault, inplace }: DropoutArgs): Tensor => {
    checkProbability(`nn.functional.${name}: p`, p)
    return (inplace ? overwrite : apply)(input, p, training) as Tensor
  }
}

/** Zeroes values at random and scales the others by 1/(1 − p). PyTorch: `nn.functional.dropout`. */
export const dropout = define('dropout', ['input'], names, dropping('dropout', 'dropout', true))
/** Keeps mean and variance of SELU's outputs. PyTorch: `nn.functional.alpha_dropout`. */
export const alphaDropout = define(
  'alphaDropout',
  ['input'],
  names,
  dropping('alphaDropout', 'alpha_dropout', false),
)
/** The same for whole channels. PyTorch: `nn.functional.feature_alpha_dropout`. */
export const featureAlphaDropout = define(
  'featureAlphaDropout',
  ['input'],
  names,
  dropping('featureAlphaDropout', 'feature_alpha_dropout', false),
)

/** Of channels of `dimensions` dimensions, also without the batch where `unbatched` says so. */
function channels(name: string, ranks: readonly number[], unbatched: number) {
  const drop = dropping(name, 'feature_dropout', true)
  return (args: DropoutArgs): Tensor => {
    const { input, inplace } = args
    if (!ranks.includes(input.ndim) && ranks.length > 0) {
      throw new TorchError(
        'VALUE',
        `nn.functional.${name}: expected ${ranks.join(' or ')} dimensions, found ${input.ndim}`,
      )
    }
    if (input.ndim !== unbatched) return drop(args)
    if (inplace) {
      tidy(() => void drop({ ...args, input: input.unsqueeze(0) }))
      return input
    }
    return tidy(() => drop({ ...args, input: input.unsqueeze(0) }).squeeze(0))
  }
}

/** Zeroes channels of [N, C, L] or [C, L]. PyTorch: `nn.functional.dropout1d`. */
export const dropout1d = define('dropout1d', ['input'], names, channels('dropout1d', [2, 3], 2))
/** Zeroes channels of [N, C, H, W]; three dimensions are [N, C, L]. PyTorch: `nn.functional.dropout2d`. */
export const dropout2d = define('dropout2d', ['input'], names, channels('dropout2d', [], -1))
/** Zeroes channels of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `nn.functional.dropout3d`. */
export const dropout3d = define('dropout3d', ['input'], names, channels('dropout3d', [], 4))
