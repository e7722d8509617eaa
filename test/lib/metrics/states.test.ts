/** States that are not those of the metric they are given to. */
import torch, { OptionError, metrics, type Tensor } from '../../../lib'

const integers = (values: number[]) => torch.tensor(values, { dtype: 'int64' })

test('a state of another metric is refused, and nothing is lost', () => {
  using error = new metrics.MeanSquaredError()
  error.update(torch.tensor([1, 2]), torch.tensor([1, 4]))
  using f1 = new metrics.F1Score({ numClasses: 3 })
  f1.update(integers([0, 1]), integers([0, 2]))
  for (const method of ['merge', 'loadStateDict'] as const) {
    expect(() => f1[method](error.stateDict())).toThrow(
      `F1Score.${method}: the state does not fit, nothing was taken of it:\n` +
        "  missing 'confusion'\n  unexpected 'total'\n  unexpected 'count'",
    )
    expect(() => f1[method]({ foo: torch.ones([]) })).toThrow(OptionError)
    expect(() => f1[method](null as never)).toThrow(/tensors by name, found null/)
    expect(() => f1[method]({ confusion: 3 as never })).toThrow(/expected a tensor, found 3/)
  }
  expect(f1.compute()).toBe(0.5)
})

test('a state of other sizes is refused, and nothing is lost', () => {
  using three = new metrics.ConfusionMatrix({ numClasses: 3 })
  using four = new metrics.ConfusionMatrix({ numClasses: 4 })
  three.update(integers([0, 1]), integers([0, 2]))
  four.update(integers([3]), integers([3]))
  for (const method of ['merge', 'loadStateDict'] as const)
    expect(() => three[method](four.state())).toThrow(
      "'confusion': expected shape [3, 3], found [4, 4]",
    )
  expect(three.compute().flat()).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0])
  using curve = new metrics.ROC({ task: 'binary' })
  const uneven = { preds: torch.ones([3]), target: integers([1, 0]) }
  expect(() => curve.loadStateDict(uneven)).toThrow("'target': expected shape [3], found [2]")
})

test('a metric takes its own state, and that of one without batches', () => {
  using mean = new metrics.Mean()
  mean.update(torch.tensor(3))
  expect(mean.loadStateDict(mean.state()).merge({}).compute()).toBe(3)
  expect(mean.loadStateDict({}).compute()).toBeNaN()
})

test('a collection takes all states or none', () => {
  const make = () => ({ accuracy: new metrics.Accuracy(), error: new metrics.R2Score() })
  using all = new metrics.MetricCollection(make())
  using other = new metrics.MetricCollection(make())
  const values = integers([0, 1, 3])
  all.update(values, values)
  for (const method of ['merge', 'loadStateDict'] as const)
    expect(() => all[method]({ ...other.state(), error: { foo: values } })).toThrow(
      "unexpected 'foo'",
    )
  expect(all.compute()).toEqual({ accuracy: 1, error: 1 })
})

test('a collection takes a batch or none of it', () => {
  using all = new metrics.MetricCollection({
    matrix: new metrics.ConfusionMatrix({ numClasses: 3, validate: false }),
    kappa: new metrics.CohenKappa({ numClasses: 3 }),
  })
  expect(() => all.update(integers([0, 1]), integers([0, 7]))).toThrow('CohenKappa: expected')
  expect(all.state()).toEqual({ matrix: {}, kappa: {} })
  all.update(integers([0, 1, 2]), integers([0, 1, 2]))
  all.metrics.kappa.dispose()
  const before = torch.memory().tensors
  expect(() => torch.tidy(() => all.update(integers([1]), integers([1])))).toThrow(/a disposed one/)
  expect(torch.memory().tensors).toBe(before)
  expect(all.metrics.matrix.compute().flat()).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
})

test('a batch of other outputs than those before adds nothing', () => {
  using all = new metrics.MetricCollection({
    error: new metrics.MeanAbsoluteError(),
    score: new metrics.R2Score(),
  })
  const two = torch.tensor([1, 2, 4])
  all.update(two, two.add(1))
  const before = all.compute()
  const six = torch.ones([3, 2])
  expect(() => all.update(six, six)).toThrow(
    "R2Score.update: expected a batch that adds [] to 'sums', as those before, found [2]; " +
      'reset() forgets all batches',
  )
  expect(all.compute()).toEqual(before)
})

test('a metric with an update of its own is updated by it, in a collection too', () => {
  class OfTopClass extends metrics.MeanAbsoluteError {
    override update(preds: Tensor, target: Tensor): void {
      super.update(preds.argmax(1), target)
    }
  }
  using all = new metrics.MetricCollection({ error: new OfTopClass() })
  all.update(torch.eye(3), integers([0, 1, 0]))
  expect(all.compute().error).toBeCloseTo(2 / 3, 12)
})

test('R2 scores of other outputs are not added', () => {
  using two = new metrics.R2Score()
  using three = new metrics.R2Score()
  two.update(torch.ones([4, 2]), torch.ones([4, 2]))
  three.update(torch.ones([4, 3]), torch.ones([4, 3]))
  expect(() => two.merge(three.state())).toThrow("'sums': expected shape [2], found [3]")
  expect(two.loadStateDict(three.state()).compute()).toBe(1)
})
