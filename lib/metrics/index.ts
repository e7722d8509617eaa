/** Figures over many batches, without waiting for the device until they are read. */
export { Accuracy, accuracy, correctCount } from './accuracy'
export { AUROC, type AurocOptions } from './auroc'
export {
  type Average,
  type AverageOptions,
  type Averaged,
  type MultidimAverage,
  type RatioOptions,
} from './average'
export { AveragePrecision, type AveragePrecisionOptions } from './averagePrecision'
export { BrierScore } from './brierScore'
export { CalibrationError, type CalibrationErrorOptions } from './calibrationError'
export { CohenKappa, type CohenKappaOptions } from './cohenKappa'
export { MetricCollection, type Figures } from './collection'
export {
  ConfusionMatrix,
  type ConfusionMatrixOptions,
  type MatrixOf,
  type Normalize,
} from './confusionMatrix'
export {
  type CurveAverage,
  type CurveFigure,
  type CurveOptions,
  type Points,
  type Thresholds,
  type ThresholdsOf,
} from './curve'
export { F1Score, FBetaScore, type FBetaOptions } from './fBeta'
export { LogLoss } from './logLoss'
export { MatthewsCorrCoef } from './matthews'
export { Mean } from './mean'
export { MeanAbsoluteError } from './meanAbsoluteError'
export { MeanSquaredError, type MeanSquaredErrorOptions } from './meanSquaredError'
export { type MeanErrorOptions, type OfOutputs } from './regression'
export { Metric, type MetricState } from './metric'
export { Perplexity, type PerplexityOptions } from './perplexity'
export { Precision } from './precision'
export { PrecisionRecallCurve, type PrCurve } from './precisionRecallCurve'
export { R2Score, type Multioutput, type R2Figure, type R2Options } from './r2Score'
export { Recall } from './recall'
export { ROC, type RocCurve } from './roc'
export { RunningMean, type RunningMeanOptions } from './runningMean'
export { Specificity } from './specificity'
export { type Task, type TaskOptions } from './task'
export { type MeanOptions, type NanStrategy } from './weighted'
