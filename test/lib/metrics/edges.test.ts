/** Figures where something is empty, equal or at a limit. Expected: torchmetrics 1.9, or by hand. */
import torch, { OptionError, metrics, type Tensor } from '../../../lib'

const float = (...values: number[]): Tensor => torch.tensor(values, { dtype: 'float64' })
const int64 = (...values: number[]): Tensor => torch.tensor(values, { dtype: 'int64' })

test('correlations of all matrices of 0, 1 and 3', () => {
  const counts = [0, 1, 3]
  const found = counts.flatMap(tn =>
    counts.flatMap(fp =>
      counts.flatMap(fn =>
        counts.map(tp => {
          using metric = new metrics.MatthewsCorrCoef({ task: 'binary' })
          const confusion = float(tn, fp, fn, tp).reshape([2, 2])
          return metric.loadStateDict({ confusion }).compute()
        }),
      ),
    ),
  )
  const [third, half, quarter] = [0.35355341, 0.6123724, 0.25]
  const root = 0.57735026
  const expected = [
    ...[0, 1, 1, -1, 0, root, -1, -root, 0],
    ...[-1, 0, root, -1, -0.5, -quarter, -1, -half, -third],
    ...[-1, -root, 0, -1, -half, -third, -1, -0.75, -0.5],
    ...[1, 1, 1, 0, 0.5, half, -root, quarter, third],
    ...[0, 0.5, half, -0.5, 0, quarter, -half, -quarter, 0],
    ...[-root, quarter, third, -half, -quarter, 0, -0.75, -0.5, -quarter],
    ...[1, 1, 1, root, half, 0.75, 0, third, 0.5],
    ...[root, half, 0.75, -quarter, quarter, 0.5, -third, 0, quarter],
    ...[0, third, 0.5, -third, 0, quarter, -0.5, -quarter, 0],
  ]
  expect(found).toHaveLength(81)
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
})

test.each([
  [0.1, 0.7368421],
  [0.25, 0.71428573],
  [0.3, 0.73039216],
  [0.5, 0.75],
  [0.75, 0.76666665],
  [0.999, 0.78124976],
  [1, 0.78125],
])('the area up to a rate of %p', (maxFpr, expected) => {
  using metric = new metrics.AUROC({ task: 'binary', maxFpr })
  const scores = float(0.1, 0.2, 0.2, 0.4, 0.5, 0.6, 0.7, 0.9)
  metric.update(scores, int64(0, 1, 0, 0, 1, 0, 1, 1))
  expect(metric.compute()).toBeCloseTo(expected, 6)
})

test.each([0, -0.5, 1.01])('a rate of %p is refused', maxFpr => {
  const make = (task: 'binary' | 'multiclass', rate: number) => () =>
    new metrics.AUROC({ task, maxFpr: rate, ...(task === 'binary' ? {} : { numClasses: 3 }) })
  const message = 'AUROC: maxFpr: expected a number above 0, to 1, of the task binary, found '
  expect(make('binary', maxFpr)).toThrow(`${message}${maxFpr}`)
  expect(make('multiclass', 0.5)).toThrow(`${message}0.5`)
  expect(make('binary', 'x' as never)).toThrow("AUROC: maxFpr: expected a number, found 'x'")
  expect(make('binary', 1)).not.toThrow()
})

describe('R2 scores', () => {
  const score = (preds: Tensor, target: Tensor, options = {}): unknown => {
    using metric = new metrics.R2Score(options)
    metric.update(preds, target)
    return metric.compute()
  }

  test('of what does not vary, and of what is hit', () => {
    expect(score(float(2, 2, 2), float(2, 2, 2))).toBe(1)
    expect(score(float(2, 2, 3), float(2, 2, 2))).toBe(0)
    expect(score(float(1, 2, 3.01), float(1, 2, 3))).toBe(1) // a residual of 1e-4
    expect(score(float(1, 2, 3.02), float(1, 2, 3))).toBeCloseTo(1 - 4e-4 / 2, 10)
    expect(score(float(0, 0), float(1, 1.01))).toBe(0) // a variance of 5e-5
  })

  test('corrected for regressors, as long as there are samples left', () => {
    const [preds, target] = [float(1, 2, 3, 5), float(1, 2, 3, 4)]
    const plain = 1 - 1 / 5
    const adjusted = [0, 1, 2, 3, 4].map(count => score(preds, target, { adjusted: count }))
    const expected = [plain, 1 - (0.2 * 3) / 2, 1 - (0.2 * 3) / 1, plain, plain]
    adjusted.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12))
  })

  test('of several outputs', () => {
    const target = float(0, 0, 1, 2, 2, 4).reshape([3, 2])
    const preds = float(0, 0, 1, 2, 3, 4).reshape([3, 2])
    const of = (multioutput: string): unknown => score(preds, target, { multioutput })
    expect(of('raw_values')).toEqual([0.5, 1])
    expect(of('uniform_average')).toBe(0.75)
    expect(of('variance_weighted')).toBeCloseTo((0.5 * 2 + 1 * 8) / 10, 12)
    expect(score(float(1, 2), float(1, 3), { multioutput: 'raw_values' })).toBe(0.5)
  })

  test('need two samples, and vectors or matrices', () => {
    expect(() => score(float(1), float(1))).toThrow(
      'R2Score: needs at least two samples to calculate the score',
    )
    const found = (shape: number[]) => () => score(torch.ones(shape), torch.ones(shape))
    const message = 'R2Score: expected predictions [N] or [N, outputs], found ['
    expect(found([])).toThrow(`${message}]`)
    expect(found([2, 1, 1])).toThrow(`${message}2, 1, 1]`)
  })
})

test('errors of outputs are of the columns that are there', () => {
  const make = () => new metrics.MeanSquaredError({ numOutputs: 2 })
  for (const shape of [[4], [4, 3], [2, 2, 2]]) {
    using metric = make()
    expect(() => metric.update(torch.ones(shape), torch.ones(shape))).toThrow(
      `MeanSquaredError: expected predictions [N, 2], found [${shape.join(', ')}]`,
    )
  }
  using metric = make()
  metric.update(float(1, 2, 3, 4).reshape([2, 2]), float(0, 0, 0, 0).reshape([2, 2]))
  expect(metric.compute()).toEqual([5, 10])
  expect(() => metric.update(float(1), 3 as never)).toThrow(
    'MeanSquaredError: expected predictions and targets, found a Tensor and 3',
  )
  expect(() => new metrics.MeanAbsoluteError({ numOutputs: 0 })).toThrow(
    'MeanAbsoluteError: numOutputs: expected a positive integer, found 0',
  )
})

test('perplexities need logits of words and their tokens', () => {
  const logits = torch.zeros([1, 2, 4])
  const tokens = int64(0, 3).reshape([1, 2])
  using metric = new metrics.Perplexity({ ignoreIndex: 3 })
  metric.update(logits, tokens)
  expect(metric.compute()).toBeCloseTo(4, 6)
  expect(metric.state().count!.item()).toBe(1)
  const message = 'Perplexity: expected logits [N, T, V] and tokens [N, T], found '
  for (const [preds, target, found] of [
    [logits.squeeze(0), tokens.squeeze(0), 'float32[2, 4] and int64[2]'],
    [logits, int64(0, 1, 2).reshape([1, 3]), 'float32[1, 2, 4] and int64[1, 3]'],
    [logits.long(), tokens, 'int64[1, 2, 4] and int64[1, 2]'],
    [logits, tokens.float(), 'float32[1, 2, 4] and float32[1, 2]'],
  ] as const)
    expect(() => metric.update(preds, target)).toThrow(`${message}${found}`)
  expect(() => metric.update(1 as never, tokens)).toThrow(
    'Perplexity: expected logits and tokens, found 1 and a Tensor',
  )
  expect(() => metric.update(logits, tokens.add(1))).toThrow(/expected targets from 0 to 3/)
  expect(() => new metrics.Perplexity({ ignoreIndex: 0.5 })).toThrow(OptionError)
})

test('a certain mistake has a finite loss', () => {
  using loss = new metrics.LogLoss({ task: 'binary' })
  loss.update(float(0, 1), int64(1, 0))
  expect(loss.compute()).toBeCloseTo(-Math.log(Number.EPSILON), 12)
  loss.reset()
  loss.update(float(0, 1), int64(0, 1))
  expect(loss.compute()).toBeCloseTo(Number.EPSILON, 20)
})

test('confidences at the ends of intervals, of 0 and of 1', () => {
  using metric = new metrics.CalibrationError({ task: 'binary', nBins: 2, norm: 'l1' })
  metric.update(float(0, 0.49, 0.5, 1), int64(0, 1, 1, 0))
  const lists = Object.fromEntries(
    Object.entries(metric.state()).map(([name, sums]) => [name, sums.toArray()]),
  )
  expect(lists).toEqual({ counts: [2, 1, 1], hits: [1, 1, 0], confidences: [0.49, 0.5, 1] })
  expect(metric.compute()).toBeCloseTo((0.51 + 0.5 + 1) / 4, 12)
})

test('Cohen: mistakes count by how far they are off', () => {
  const figure = (weights: 'none' | 'linear' | 'quadratic'): number => {
    using metric = new metrics.CohenKappa({ numClasses: 3, weights })
    const confusion = float(2, 1, 0, 0, 3, 1, 2, 0, 1).reshape([3, 3])
    return metric.loadStateDict({ confusion }).compute()
  }
  // Seen: 4, 6 and 10 of weights; expected by chance from rows 3, 4, 3 and columns 4, 4, 2.
  expect(figure('none')).toBeCloseTo(1 - 4 / 6.6, 12)
  expect(figure('linear')).toBeCloseTo(1 - 6 / 8.4, 12)
  expect(figure('quadratic')).toBeCloseTo(1 - 10 / 12, 12)
})

test.each<[unknown, string]>([
  ['skip', "found 'skip'"],
  [NaN, 'found NaN'],
  [null, 'found null'],
])('the strategy %p is none', (nanStrategy, found) => {
  for (const name of ['Mean', 'RunningMean'] as const)
    expect(() => new metrics[name]({ nanStrategy: nanStrategy as never })).toThrow(
      `${name}: nanStrategy: expected warn, ignore, error, disable or a number, ${found}`,
    )
})
