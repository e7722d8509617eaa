/** Figures over many batches, without waiting for the device until they are read. */
export { Accuracy, accuracy, correctCount } from './accuracy'
export { Mean } from './mean'
export { Metric, type MetricState } from './metric'
