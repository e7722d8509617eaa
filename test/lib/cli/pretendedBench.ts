/** Benchmarks that measure nothing: to be imported before anything of lib/. */
export const benchmarks = {
  loss: jest.fn(),
  files: jest.fn(),
  data: jest.fn(),
  overhead: jest.fn(),
  steps: jest.fn(),
  optim: jest.fn(),
  metrics: jest.fn(),
  /** Instead of a chart's file. */
  chart: jest.fn(),
}

jest.mock('../../../lib/bench/loss', () => ({ benchmarkLoss: benchmarks.loss }))
jest.mock('../../../lib/bench/files', () => ({ benchmarkFiles: benchmarks.files }))
jest.mock('../../../lib/bench/data', () => ({ benchmarkData: benchmarks.data }))
jest.mock('../../../lib/bench/overhead', () => ({ benchmarkOverhead: benchmarks.overhead }))
jest.mock('../../../lib/bench/optim', () => ({ benchmarkOptim: benchmarks.optim }))
jest.mock('../../../lib/bench/metrics', () => ({ benchmarkMetrics: benchmarks.metrics }))
jest.mock('../../../lib/bench/step', () => ({
  benchmarkSteps: benchmarks.steps,
  stepModels: ['mlp', 'n0'],
}))
jest.mock('../../../lib/cli/command/bench/show', () => {
  const show = '../../../lib/cli/command/bench/show'
  return { ...jest.requireActual<object>(show), writeChart: benchmarks.chart }
})
