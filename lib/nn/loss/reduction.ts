import { checkChoice } from '../../base/check'

export const reductions = ['none', 'mean', 'sum'] as const

/** What becomes of the losses of the samples. */
export type Reduction = (typeof reductions)[number]

/** libtorch's number for a reduction. Throws OptionError for a word that is none. */
export function reductionCode(reduction: Reduction): number {
  checkChoice('reduction', reduction, reductions)
  return reductions.indexOf(reduction)
}
