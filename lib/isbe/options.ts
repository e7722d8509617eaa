/** The options of the ISBE operators: names and defaults in one place. */
import { checkChoice, checkFlags, checkInteger, checkNumber, checkOptionNames } from '../base/check'
import type { Reduction } from '../nn/loss/reduction'
import type { Tensor } from '../tensor'

export const normalizations = [
  'softmax',
  'sigmoid',
  'hardsigmoid',
  'tanh',
  'hardtanh',
  'normalize',
] as const
/** F of Y = F(X). `normalize` (x/‖x‖₂) is the paper's negative example: it does not converge. */
export type Normalization = (typeof normalizations)[number]

export const reports = ['mse', 'mse_per_sample', 'potential', 'none'] as const
/**
 * The reported value: the mean square of E over N and K, the same divided by N only, the loss whose
 * exact gradient E is, or nothing.
 */
export type Report = (typeof reports)[number]

export interface NormalizationOptions {
  /** Default softmax. */
  normalization?: Normalization
  /** The slope of hardsigmoid: default ¼, the paper's formula; torch's function has ⅙. */
  slope?: number
  /** d of softmax(d⊙x − c), [K]. */
  dilation?: Tensor | null
  /** c of softmax(d⊙x − c), [K]. */
  relocation?: Tensor | null
}

export interface IsbeOptions extends NormalizationOptions {
  /**
   * The scale of E: 'sum' is the paper's Y − Y°; 'mean' (default) divides it as the gradient of a
   * mean cross-entropy is divided; 'none' is that of 'sum', with a value a sample.
   */
  reduction?: Reduction
  /** PyTorch's label_smoothing; see labelSmoothingFromMu and labelSmoothingFromEps. */
  labelSmoothing?: number
  /** The weight of each class, [K]. */
  weight?: Tensor | null
  /** Targets of this index do not count (default −100). */
  ignoreIndex?: number
  /** Sends d⊙E, the true gradient of a dilated softmax (Theorem A1), instead of E. */
  dilatedGradient?: boolean
  /** Default mse. */
  report?: Report
}

const normalizationNames = ['normalization', 'slope', 'dilation', 'relocation']
const optionNames = [
  ...normalizationNames,
  'reduction',
  'labelSmoothing',
  'weight',
  'ignoreIndex',
  'dilatedGradient',
  'report',
]

function checkOptional(
  option: string,
  value: string | undefined,
  choices: readonly string[],
): void {
  if (value !== undefined) checkChoice(option, value, choices)
}

/** Throws OptionError for an option or a choice that is not known. */
export function checkNormalizationOptions(what: string, options: NormalizationOptions): void {
  checkOptionNames(what, options, normalizationNames)
  checkOptional('normalization', options.normalization, normalizations)
}

/** Throws OptionError for an option or a choice that is not known. */
export function checkIsbeOptions(
  what: string,
  options: IsbeOptions,
  alsoKnown: readonly string[] = [],
): void {
  checkOptionNames(what, options, [...optionNames, ...alsoKnown])
  checkOptional('normalization', options.normalization, normalizations)
  checkOptional('reduction', options.reduction, ['none', 'mean', 'sum'])
  checkOptional('report', options.report, reports)
}

/**
 * Throws OptionError for a number, or a yes or no, that is none. Operators check theirs, and ranges,
 * with each call; a loss does when it is made.
 */
export function checkIsbeValues(what: string, options: IsbeOptions): void {
  const { slope, labelSmoothing, ignoreIndex } = options
  if (slope !== undefined) checkNumber(`${what}: slope`, slope)
  if (labelSmoothing !== undefined) checkNumber(`${what}: labelSmoothing`, labelSmoothing)
  if (ignoreIndex !== undefined) checkInteger(`${what}: ignoreIndex`, ignoreIndex)
  checkFlags(what, options, ['dilatedGradient'])
}
