/** ISBE: training classifiers by the error of the soft scores, without cross-entropy. */
export { IsbeLoss, type IsbeLossOptions } from './isbeLoss'
export { labelSmoothingFromEps, labelSmoothingFromMu } from './labelSmoothing'
export {
  normalizations,
  reports,
  type IsbeOptions,
  type Normalization,
  type NormalizationOptions,
  type Report,
} from './options'
export { softError, softError_, type SoftError, type SoftErrorOptions } from './softError'
export { softScores } from './softScores'
