/** What a step sends back to the network: the gradient of a loss, or an error directly. */
import type { GradScaler } from '../amp'
import { checkChoice } from '../base/check'
import { normalizations, softError, type IsbeOptions, type Normalization } from '../isbe'
import { CrossEntropyLoss } from '../nn/loss/crossEntropyLoss'
import { operators, type Tensor } from '../tensor'

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

/** The losses of the samples, each with an upstream gradient of 1: `none` as the paper runs it. */
export function vectorObjective(loss: Loss): Objective {
  return (logits, target) => {
    const values = loss.forward(logits, target)
    return {
      value: values.detach().mean(),
      backward: scaler => {
        const sent = scaler ? scaler.scale(values) : values
        sent.backward(operators.onesLike(sent))
      },
    }
  }
}

/** ISBE, the direct way: no loss value is differentiated. Paper: Appendix B.1. */
export function isbeObjective(
  normalization: Normalization,
  others: Omit<IsbeOptions, 'normalization'> = {},
): Objective {
  const options = { ...others, normalization }
  return (logits, target) => {
    // An error divided by the batch would lose digits in float16 before it is scaled up.
    const isHalf = logits.dtype === 'float16'
    const { error, value } = softError(isHalf ? logits.float() : logits, target, options)
    return {
      value,
      backward: scaler => {
        const sent = scaler ? scaler.scale(error) : error
        logits.backward(isHalf ? sent.half() : sent)
      },
    }
  }
}

export const objectiveNames = ['ce', ...normalizations.map(name => `isbe:${name}`)]

/** `ce` or `isbe:<normalisation>`. Throws OptionError for unknown names. */
export function parseObjective(name: string): Objective {
  checkChoice('loss', name, objectiveNames)
  if (name === 'ce') return lossObjective(new CrossEntropyLoss())
  return isbeObjective(name.slice('isbe:'.length) as Normalization)
}
