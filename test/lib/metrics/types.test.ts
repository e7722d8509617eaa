/** What `compute` is said to return follows the options. */
import torch, { metrics } from '../../../lib'

const labels = torch.tensor([1, 0]).long()
const scores = torch.tensor([0.75, 0.25])
const rows = torch.tensor([
  [0.25, 0.75],
  [0.75, 0.25],
])
const yes = labels.unsqueeze(1).expand([2, 2])

test('a confusion matrix for each label, else one', () => {
  using ofLabels = new metrics.ConfusionMatrix({ task: 'multilabel', numLabels: 3 })
  const several: number[][][] = ofLabels.compute()
  expect(several[2]![1]![0]).toBe(0)
  using ofClasses = new metrics.ConfusionMatrix({ numClasses: 3, normalize: 'true' })
  const one: number[][] = ofClasses.compute()
  expect(one[2]![1]).toBe(0)
  // @ts-expect-error -- of labels it is no matrix
  const matrix: number[][] = ofLabels.compute()
  expect(matrix).toEqual(several)
  const options: metrics.ConfusionMatrixOptions = { task: 'binary' }
  using any = new metrics.ConfusionMatrix(options)
  const unknown: number[][] | number[][][] = any.compute()
  expect(unknown).toHaveLength(2)
})

test('errors of one output are numbers, of several arrays', () => {
  using squared = new metrics.MeanSquaredError({ squared: false })
  using absolute = new metrics.MeanAbsoluteError()
  const figures: [number, number] = [squared.compute(), absolute.compute()]
  expect(figures).toEqual([NaN, NaN])
  using each = new metrics.MeanSquaredError({ numOutputs: 2 })
  const several: number[] = each.compute()
  expect(several).toHaveLength(2)
  const numOutputs = Number('2')
  using some = new metrics.MeanAbsoluteError({ numOutputs })
  // @ts-expect-error -- it may be an array
  const figure: number = some.compute()
  expect(figure).toEqual([NaN, NaN])
})

test('R2 scores are arrays with raw_values alone', () => {
  using mean = new metrics.R2Score()
  using weighted = new metrics.R2Score({ multioutput: 'variance_weighted' })
  using raw = new metrics.R2Score({ multioutput: 'raw_values', adjusted: 0 })
  for (const score of [mean, weighted, raw]) score.update(rows, rows)
  const figures: [number, number] = [mean.compute(), weighted.compute()]
  expect(figures).toEqual([1, 1])
  const each: number | number[] = raw.compute()
  expect(each).toEqual([1, 1])
})

test('curves of two classes are lists, of several lists of lists', () => {
  using binary = new metrics.ROC({ task: 'binary' })
  using recalls = new metrics.PrecisionRecallCurve({ task: 'binary', thresholds: [0.5] })
  for (const curve of [binary, recalls]) curve.update(scores, labels)
  const { fpr } = binary.compute()
  const { recall, thresholds }: { recall: number[]; thresholds: number[] } = recalls.compute()
  const all: number[] = [...fpr, ...recall, ...thresholds]
  expect(all).toEqual([0, 0, 1, 1, 0, 0.5])
  using several = new metrics.ROC({ numClasses: 2 })
  using ofLabels = new metrics.PrecisionRecallCurve({ task: 'multilabel', numLabels: 2 })
  several.update(rows, labels)
  ofLabels.update(rows, yes)
  const lists: number[][] = [...several.compute().tpr, ...ofLabels.compute().precision]
  expect(lists.every(Array.isArray)).toBe(true)
})

test('thresholds are a list of lists where they are the scores of several classes', () => {
  using exact = new metrics.ROC({ numClasses: 2 })
  using binned = new metrics.ROC({ numClasses: 2, thresholds: 2 })
  for (const curve of [exact, binned]) curve.update(rows, labels)
  const own: number[][] = exact.compute().thresholds
  const shared: number[] = binned.compute().thresholds
  expect([own.length, shared]).toEqual([2, [1, 0]])
  // @ts-expect-error -- all classes share them
  const lists: number[][] = binned.compute().thresholds
  expect(lists).toEqual(shared)
})

test('figures of two classes are numbers, whatever the average', () => {
  const binary = { task: 'binary', average: 'none' } as const
  using accuracy = new metrics.Accuracy(binary)
  using f1 = new metrics.F1Score(binary)
  using recall = new metrics.Recall({ ...binary, multidimAverage: 'samplewise' })
  using area = new metrics.AUROC(binary)
  using precision = new metrics.AveragePrecision({ ...binary, thresholds: 3 })
  for (const metric of [accuracy, f1, area, precision]) metric.update(scores, labels)
  recall.update(yes, yes)
  const figures: number[] = [
    accuracy.compute(),
    f1.compute(),
    area.compute(),
    precision.compute(),
    ...recall.compute(),
  ]
  expect(figures).toEqual([1, 1, 1, 1, 1, 0])
  using ofLabels = new metrics.AUROC({ task: 'multilabel', numLabels: 2, average: 'none' })
  ofLabels.update(rows, yes)
  const each: number[] = ofLabels.compute()
  expect(each).toHaveLength(2)
})

test('curves of several classes are none of two', () => {
  using several = new metrics.ROC({ numClasses: 2 })
  // @ts-expect-error -- they are lists of lists
  const curve: metrics.RocCurve<'binary', null> = several.compute()
  expect(curve.fpr).toEqual([])
})
