import { TorchError } from '../../base/errors'
import { asTensor, operators, type Tensor } from '../../tensor'
import { defineInit, type RandomArgs } from './define'

interface Truncated extends RandomArgs {
  mean: number
  std: number
  a: number
  b: number
}

/** The share of N(mean, std²) below x. */
function normalShare(x: number, { mean, std }: Truncated): number {
  const score = asTensor((x - mean) / std / Math.SQRT2, { dtype: 'float64' })
  return (1 + score.erf().itemNumber()) / 2
}

/** Draws again what fell outside: quick while most values fall inside. */
function drawAgain({ tensor, mean, std, a, b, generator }: Truncated): void {
  const [low, high] = [a, b].map(bound => asTensor(bound, { dtype: tensor.dtype }).itemNumber())
  const normal = (values: Tensor): Tensor => values.normal_(mean, std, { generator })
  let result = normal(tensor)
  for (;;) {
    const outside = result.lt(low!).logicalOr(result.gt(high!))
    if (!outside.any().item()) break
    result = operators.where(outside, normal(operators.emptyLike(result)), result)
  }
  if (result !== tensor) tensor.copy_(result)
}

/** Takes uniform values with the odds of their density, where few values would fall inside. */
function acceptSome({ tensor, mean, std, a, b, generator }: Truncated): void {
  const mode = Math.max(a, Math.min(mean, b))
  const peak = -0.5 * ((mode - mean) / std) ** 2
  const uniform = (values: Tensor): Tensor => values.uniform_({ from: a, to: b, generator })
  const density = (x: Tensor): Tensor => x.sub(mean).div_(std).pow_(2).mul_(-0.5).sub_(peak)
  const odds = operators.emptyLike(tensor)
  const refused = (x: Tensor): Tensor =>
    odds.uniform_({ from: 0, to: 1, generator }).log_().gt(density(x))
  let result = uniform(tensor)
  let pending = refused(result)
  while (pending.any().item()) {
    const candidates = uniform(operators.emptyLike(tensor))
    result = operators.where(pending, candidates, result)
    pending = pending.logicalAnd(refused(candidates))
  }
  if (result !== tensor) tensor.copy_(result)
}

/**
 * N(mean, std²), drawn again where it falls outside of [a, b] (default ±2).
 * PyTorch: `torch.nn.init.trunc_normal_`.
 */
export const truncNormal_ = defineInit(
  'truncNormal_',
  ['mean', 'std', 'a', 'b', 'generator'],
  ({ mean = 0, std = 1, a = -2, b = 2, ...rest }: RandomArgs & Partial<Truncated>) => {
    if (rest.tensor.isMeta) return
    const args = { mean, std, a, b, ...rest }
    const share = normalShare(b, args) - normalShare(a, args)
    if (!(a < b) || !(std > 0)) {
      throw new TorchError(
        'VALUE',
        `nn.init.truncNormal_: expected a below b and std above 0, found ${a}, ${b} and ${std}`,
      )
    }
    if (share > 0.3) drawAgain(args)
    else acceptSome(args)
  },
)
