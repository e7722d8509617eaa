/** What a step sends back to the network: the gradient of a loss, or an error directly. */
import type { GradScaler } from '../amp'
import { OptionError, didYouMean } from '../errors'
import { normalizations, softError, type Normalization } from '../isbe'
import { CrossEntropyLoss } from '../nn/loss'
import type { Tensor } from '../tensor'

/** The outcome of the forward phase, ready for the backward one. */
export interface Signal {
  /** The figure to report, one element. */
  value: Tensor
  /** Sends it through the network; scaled, where float16 needs that. */
  backward(scaler?: GradScaler): void
}

export type Objective = (logits: Tensor, target: Tensor) => Signal

/** Anything with the face of a loss module, such as `nn.CrossEntropyLoss` or `isbe.IsbeLoss`. */
export interface Loss {
  forward(logits: Tensor, target: Tensor): Tensor
}

/** The gradient of a loss value, by autograd. */
export function lossObjective(loss: Loss): Objective {
  return (logits, target) => {
    const value = loss.forward(logits, target)
    return { value, backward: scaler => (scaler ? scaler.scale(value) : value).backward() }
  }
}

function scaled(error: Tensor, factor: number, scaler?: GradScaler): Tensor {
  if (scaler) return scaler.scale(error, factor)
  return factor === 1 ? error : error.mul(factor)
}

/** ISBE, the direct way: no loss value is differentiated. Paper: Appendix B.1. */
export function isbeObjective(normalization: Normalization): Objective {
  return (logits, target) => {
    // Errors of float16 keep their digits when the scale, not they themselves, are divided by the count.
    const reduction = logits.dtype === 'float16' ? 'sum' : 'mean'
    const { error, value } = softError(logits, target, { normalization, reduction })
    const factor = reduction === 'sum' ? 1 / target.size(0) : 1
    return { value, backward: scaler => logits.backward(scaled(error, factor, scaler)) }
  }
}

export const objectiveNames = ['ce', ...normalizations.map(name => `isbe:${name}`)]

/** `ce` or `isbe:<normalisation>`. Throws OptionError for unknown names. */
export function parseObjective(name: string): Objective {
  if (!objectiveNames.includes(name)) {
    throw new OptionError(
      `loss: expected ${objectiveNames.join(', ')}, found '${name}'${didYouMean(name, objectiveNames)}`)
  }
  if (name === 'ce') return lossObjective(new CrossEntropyLoss())
  return isbeObjective(name.slice('isbe:'.length) as Normalization)
}
