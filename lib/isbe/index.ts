/** ISBE: training classifiers by the error of the soft scores, without cross-entropy. */
export { IsbeLoss, type IsbeLossOptions } from './isbeLoss'
export { normalizations, type Normalization } from './normalization'
export { softError, type SoftError, type SoftErrorOptions } from './softError'
