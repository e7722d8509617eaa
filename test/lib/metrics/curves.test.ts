/** Precision and recall of classes that no target has. Expected: torchmetrics 1.9. */
import torch, { metrics, type Tensor } from '../../../lib'

const scores = torch.tensor([
  [0.5, 0.3, 0.2],
  [0.2, 0.5, 0.3],
  [0.3, 0.3, 0.4],
])
const all = (label: number): Tensor => torch.full([3], label, { dtype: 'int64' })

test('where all targets are of class 0, every recall is 1', () => {
  using curve = new metrics.PrecisionRecallCurve({ numClasses: 3 })
  curve.update(scores, all(0))
  const { precision, recall } = curve.compute()
  expect(precision).toEqual([
    [1, 1, 1, 1],
    [0, 0, 1],
    [0, 0, 0, 1],
  ])
  expect(recall).toEqual([
    [1, 1, 1, 0],
    [1, 1, 0],
    [1, 1, 1, 0],
  ])
})

test('where all are of another class, there is no recall of the rest', () => {
  using curve = new metrics.PrecisionRecallCurve({ numClasses: 3 })
  curve.update(scores, all(1))
  const { recall } = curve.compute()
  expect(recall[0]).toEqual([NaN, NaN, NaN, 0])
  expect(recall[1]!.map(value => Number(value.toFixed(6)))).toEqual([1, 0.333333, 0])
  expect(recall[2]).toEqual([NaN, NaN, NaN, 0])
})

test.each([null, 3])('average precisions count absent classes as 0: thresholds %p', thresholds => {
  const figure = (average: 'none' | 'macro' | 'weighted'): unknown => {
    using metric = new metrics.AveragePrecision({ numClasses: 3, average, thresholds })
    metric.update(scores, all(0))
    return metric.compute()
  }
  expect((figure('none') as number[]).map(value => value + 0)).toEqual([1, 0, 0])
  expect(figure('macro')).toBeCloseTo(1 / 3, 12)
  expect(figure('weighted')).toBe(1)
})
