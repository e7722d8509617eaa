/** The normalisations F of the paper: logits X -> soft scores Y = F(X), class dimension 1. */
import { OptionError, didYouMean } from '../errors'
import { operators } from '../ops'
import type { Tensor } from '../tensor'

export const normalizations = ['softmax', 'sigmoid', 'hardsigmoid', 'tanh', 'hardtanh'] as const
export type Normalization = (typeof normalizations)[number]

/** Throws OptionError for a name that is no normalisation. */
export function checkNormalization(name: string): asserts name is Normalization {
  if ((normalizations as readonly string[]).includes(name)) return
  throw new OptionError(
    `normalization: expected ${normalizations.join(', ')}, found '${name}'` +
      didYouMean(name, normalizations))
}

/** Whether targets lie in [−1, 1] instead of [0, 1]: Y° = 2y° − 1. */
export function hasSymmetricRange(normalization: Normalization): boolean {
  return normalization === 'tanh' || normalization === 'hardtanh'
}

/** clip(slope·x + ½, 0, 1); slope ¼ is the paper's formula, ⅙ is `torch.hardsigmoid`. */
function hardsigmoid(logits: Tensor, slope: number): Tensor {
  return operators.clamp(operators.add(operators.mul(logits, slope), 0.5), { min: 0, max: 1 })
}

/** Y = F(X) for logits [N, K, …]. */
export function normalize(logits: Tensor, normalization: Normalization, slope: number): Tensor {
  switch (normalization) {
    case 'softmax': return operators.softmax(logits, 1)
    case 'sigmoid': return operators.sigmoid(logits)
    case 'hardsigmoid': return hardsigmoid(logits, slope)
    case 'tanh': return operators.tanh(logits)
    case 'hardtanh': return operators.hardtanh(logits)
  }
}
