/** What is ignored decides nothing. Expected: torchmetrics 1.9. */
import torch, { metrics, type Tensor } from '../../../lib'

const integers = (values: number[]): Tensor => torch.tensor(values, { dtype: 'int64' })

const binary = { task: 'binary', ignoreIndex: -1 } as const
const two = { task: 'multiclass', numClasses: 2, ignoreIndex: -1 } as const

interface Figure {
  update(preds: Tensor, target: Tensor): void
  compute(): unknown
  dispose(): void
}

describe('scores are probabilities where those that count are', () => {
  test.each<[Figure, unknown]>([
    [
      new metrics.ConfusionMatrix(binary),
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [new metrics.CohenKappa(binary), 1],
    [new metrics.MatthewsCorrCoef(binary), 1],
    [new metrics.CalibrationError(binary), 0.4],
    [new metrics.BrierScore(binary), 0.16],
    [new metrics.LogLoss(binary), -Math.log(0.6)],
    [new metrics.AUROC(binary), 1],
    // Hits and misses look at all, here as there.
    [new metrics.Accuracy(binary), 0.5],
    [new metrics.F1Score(binary), 2 / 3],
  ])('%p, of two classes', (metric, expected) => {
    metric.update(torch.tensor([0.6, 0.4, -5]), integers([1, 0, -1]))
    const figure = metric.compute()
    metric.dispose()
    if (typeof expected === 'number') expect(figure).toBeCloseTo(expected, 6)
    else expect(figure).toEqual(expected)
  })

  test.each<[Figure, number]>([
    [new metrics.CalibrationError(two), 0.35],
    [new metrics.BrierScore(two), (0.08 + 0.5) / 2],
    [new metrics.LogLoss(two), -(Math.log(0.8) + Math.log(0.5)) / 2],
  ])('%p, of several', (metric, expected) => {
    const scores = torch.tensor([
      [0.8, 0.2],
      [0.5, 0.5],
      [9, -9],
    ])
    metric.update(scores, integers([0, 1, -1]))
    expect(metric.compute()).toBeCloseTo(expected, 6)
    metric.dispose()
  })

  test('labels are looked at with what is ignored', () => {
    using matrix = new metrics.ConfusionMatrix({
      task: 'multilabel',
      numLabels: 3,
      ignoreIndex: -1,
    })
    const scores = torch.tensor([
      [0.6, 0.4, 0.7],
      [0.3, -5, 0.9],
    ])
    matrix.update(
      scores,
      torch
        .tensor([
          [1, 0, 1],
          [0, -1, 1],
        ])
        .long(),
    )
    expect(matrix.compute().flat(2)).toEqual([0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 2])
  })
})

describe('a calibration error of no samples', () => {
  const several = { task: 'multiclass', numClasses: 3, ignoreIndex: -1 } as const

  test.each([
    ['l1', NaN],
    ['l2', 0],
    ['max', 0],
  ] as const)('with %s is %p', (norm, expected) => {
    using ofTwo = new metrics.CalibrationError({ ...binary, norm })
    using ofThree = new metrics.CalibrationError({ ...several, norm })
    const figures = () => [ofTwo.compute(), ofThree.compute()]
    expect(figures()).toEqual([expected, expected])
    ofTwo.update(torch.zeros([0]), integers([]))
    ofThree.update(torch.zeros([0, 3]), integers([]))
    expect(figures()).toEqual([expected, expected])
    ofTwo.update(torch.tensor([0.2, 0.3]), integers([-1, -1]))
    ofThree.update(torch.ones([2, 3]), integers([-1, -1]))
    expect(figures()).toEqual([expected, expected])
  })
})
