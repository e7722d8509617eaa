/** The losses that the paper compares, in the order of its tables. */
import { checkChoice } from '../base/check'
import { IsbeLoss, type IsbeOptions, type Normalization } from '../isbe'
import { CrossEntropyLoss } from '../nn'
import { isbeObjective, lossObjective, vectorObjective, type Objective } from '../train'

export type Reduction = 'mean' | 'none' | 'sum'
/** Direct: `logits.backward(E)`. Autograd: a loss whose backward sends E. Paper: Appendix B. */
export type Way = 'direct' | 'autograd'

export interface CrossEntropy {
  name: string
  label: string
  kind: 'ce'
  reduction: Reduction
}

export interface Isbe {
  name: string
  label: string
  kind: 'isbe'
  normalization: Normalization
}

export type PaperLoss = CrossEntropy | Isbe

export const crossEntropies: readonly CrossEntropy[] = (['mean', 'none', 'sum'] as const).map(
  reduction => ({ name: `ce:${reduction}`, label: `CE ${reduction}`, kind: 'ce', reduction }),
)

const isbeOrder: readonly Normalization[] = [
  'hardsigmoid',
  'hardtanh',
  'sigmoid',
  'softmax',
  'tanh',
]

function isbe(normalization: Normalization): Isbe {
  return {
    name: `isbe:${normalization}`,
    label: `ISBE ${normalization}`,
    kind: 'isbe',
    normalization,
  }
}

export const isbeOptions: readonly Isbe[] = isbeOrder.map(isbe)

/** The eight of Tables 1 and 3. */
export const paperLosses: readonly PaperLoss[] = [...crossEntropies, ...isbeOptions]

/** The paper's negative example: it must fail to converge. */
export const negativeControl: Isbe = isbe('normalize')

const byName = new Map([...paperLosses, negativeControl].map(loss => [loss.name, loss]))
export const paperLossNames: readonly string[] = [...byName.keys()]

/** Throws OptionError for a name that is not among `paperLossNames`. */
export function paperLoss(name: string): PaperLoss {
  checkChoice('loss', name, paperLossNames)
  return byName.get(name)!
}

/** What an objective is made of besides its name. */
export type ObjectiveOptions = Pick<
  IsbeOptions,
  'weight' | 'dilation' | 'relocation' | 'dilatedGradient'
>

/**
 * The objective of a loss, on the paper's scale: E = Y − Y°, undivided. What it reports is a mean
 * over the samples: of cross-entropy, or of ‖Y − Y°‖² (section 4.1.3).
 */
export function makeObjective(
  loss: PaperLoss,
  way: Way = 'direct',
  options: ObjectiveOptions = {},
): Objective {
  if (loss.kind === 'ce') return crossEntropyObjective(loss.reduction, options)
  const isbeOptions = {
    ...options,
    normalization: loss.normalization,
    reduction: 'sum',
    report: 'mse_per_sample',
  } as const
  return way === 'direct'
    ? isbeObjective(loss.normalization, isbeOptions)
    : lossObjective(new IsbeLoss(isbeOptions))
}

function crossEntropyObjective(reduction: Reduction, { weight }: ObjectiveOptions): Objective {
  const loss = new CrossEntropyLoss({ reduction, weight })
  if (reduction === 'none') return vectorObjective(loss)
  if (reduction === 'mean') return lossObjective(loss)
  const objective = lossObjective(loss)
  return (logits, target) => {
    const signal = objective(logits, target)
    const value = signal.value.detach().div(target.size(0))
    return { value, backward: scaler => signal.backward(scaler) }
  }
}
