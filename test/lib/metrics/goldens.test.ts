/** Every metric on random and degenerate inputs, against torchmetrics. */
import torch, { metrics, type DType, type Tensor } from '../../../lib'
import { camelCase } from '../../../lib/optim/naming'
import { readGoldens } from '../goldens'

type Numbers = number | null | Numbers[]
type Case = [metric: string, inputs: string, options: Record<string, unknown>, expected: Numbers]

interface Inputs {
  preds: never
  target: never
  dtypes: [DType, DType]
}

const goldens = readGoldens<{ inputs: Record<string, Inputs>; cases: Case[] }>('metrics.json')

type AnyMetric = metrics.Metric<[Tensor, Tensor], unknown>

function make(name: string, options: Record<string, unknown>): AnyMetric {
  const given = Object.entries(options).map(([key, value]) => [camelCase(key), value])
  const Class = metrics[name as 'Accuracy'] as unknown as new (options: object) => AnyMetric
  return new Class(Object.fromEntries(given) as object)
}

function inputsOf(name: string): [Tensor, Tensor] {
  const { preds, target, dtypes } = goldens.inputs[name]!
  return [torch.tensor(preds, { dtype: dtypes[0] }), torch.tensor(target, { dtype: dtypes[1] })]
}

/** Curves come as objects here, as tuples there. */
function plain(value: unknown): Numbers {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value
  return (Array.isArray(value) ? value : Object.values(value as object)).map(plain)
}

function expectClose(actual: Numbers, expected: Numbers, path: string): void {
  if (!Array.isArray(expected)) {
    const [a, e] = [actual ?? NaN, expected ?? NaN] as [number, number]
    const isClose = Object.is(a, e) || Math.abs(a - e) <= 1e-6 * (1 + Math.abs(e))
    expect([path, isClose ? e : a]).toEqual([path, e])
    return
  }
  expect([path, (actual as Numbers[]).length]).toEqual([path, expected.length])
  expected.forEach((element, i) => expectClose((actual as Numbers[])[i]!, element, path))
}

const kinds = [...new Set(goldens.cases.map(([metric]) => metric))]

test.each(kinds)('%s gives what torchmetrics gives, at once, merged, and from a state', kind => {
  const cases = goldens.cases.filter(([metric]) => metric === kind)
  expect(cases.length).toBeGreaterThan(1)
  const before = torch.memory().tensors
  torch.tidy(() => {
    for (const [, inputs, options, expected] of cases) {
      const path = `${kind} of ${inputs} ${JSON.stringify(options)}`
      const [preds, target] = inputsOf(inputs)
      const half = preds.size(0) >> 1
      const parts = [0, half].map((start, i): [Tensor, Tensor] => [
        preds.narrow(0, start, i === 0 ? half : preds.size(0) - half),
        target.narrow(0, start, i === 0 ? half : preds.size(0) - half),
      ])
      using whole = make(kind, options)
      using one = make(kind, options)
      using other = make(kind, options)
      parts.forEach(part => whole.update(...part))
      one.update(...parts[0]!)
      other.update(...parts[1]!)
      one.merge(other.state())
      using loaded = make(kind, options)
      loaded.loadStateDict(one.stateDict())
      for (const metric of [whole, one, loaded])
        expectClose(plain(metric.compute()), expected, path)
    }
  })
  expect(torch.memory().tensors).toBe(before)
})

test('an empty batch, and none, are no samples', () => {
  const empty = { scores: torch.zeros([0, 3]), classes: torch.zeros([0], { dtype: 'int64' }) }
  const make3 = <O extends object>(options: O) => ({ numClasses: 3, ...options })
  for (const metric of [
    new metrics.Precision(make3({ average: 'macro' as const })),
    new metrics.CalibrationError(make3({ norm: 'max' as const })),
    new metrics.AUROC(make3({ thresholds: 5 })),
    new metrics.AUROC(make3({})),
  ]) {
    expect(metric.compute()).toBe(0)
    metric.update(empty.scores, empty.classes)
    expect(metric.compute()).toBe(0)
    metric.dispose()
  }
  using matrix = new metrics.ConfusionMatrix({ task: 'binary' })
  expect(matrix.compute()).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('a collection updates, reads, keeps and merges all of its metrics', () => {
  const collect = () =>
    new metrics.MetricCollection({
      accuracy: new metrics.Accuracy(),
      recall: new metrics.Recall({ numClasses: 2, average: 'none' }),
    })
  const before = torch.memory().tensors
  torch.tidy(() => {
    using all = collect()
    using other = collect()
    const logits = torch.tensor([
      [1, 2],
      [3, 0],
    ])
    all.update(logits, torch.tensor([1, 1], { dtype: 'int64' }))
    other.loadStateDict(all.stateDict())
    other.merge(all.state())
    expect(other.compute()).toEqual({ accuracy: 0.5, recall: [0, 0.5] })
    other.reset()
    expect(other.compute().accuracy).toBeNaN()
    expect(() => other.merge({ accuracy: {} })).toThrow(/states of accuracy, recall/)
  })
  expect(torch.memory().tensors).toBe(before)
  expect(() => new metrics.MetricCollection({} as never)).toThrow(/object of metrics/)
  expect(() => new metrics.MetricCollection({ a: 3 as never })).toThrow(/a: expected a metric/)
})

test('a running mean forgets what was before its window', () => {
  using mean = new metrics.RunningMean({ window: 2 })
  expect(mean.compute()).toBeNaN()
  for (const value of [1, 2, 6]) mean.update(torch.tensor(value))
  expect(mean.compute()).toBe(4)
})

test.each<[string, () => unknown, RegExp]>([
  ['no classes', () => new metrics.Precision(), /numClasses: expected a positive integer/],
  ['one class', () => new metrics.Recall({ numClasses: 1 }), /at least 2/],
  ['a task', () => new metrics.F1Score({ task: 'x' as never }), /binary, multiclass, multilabel/],
  ['labels', () => new metrics.CohenKappa({ task: 'multilabel', numLabels: 2 }), /binary/],
  ['an average', () => new metrics.Accuracy({ average: 'x' as never }), /micro, macro/],
  ['too many', () => new metrics.Accuracy({ numClasses: 2, topK: 3 }), /at most the 2 classes/],
  ['thresholds', () => new metrics.ROC({ task: 'binary', thresholds: [0.5, 0.1] }), /ascending/],
  ['a threshold', () => new metrics.Recall({ task: 'binary', threshold: 2 }), /probability/],
  ['beta', () => new metrics.FBetaScore({ task: 'binary', beta: 0 }), /above 0/],
  ['a norm', () => new metrics.CalibrationError({ task: 'binary', norm: 'x' as never }), /l1/],
  ['a name', () => new metrics.AUROC({ classes: 3 } as never), /unknown option 'classes'/],
  [
    'shapes',
    () => new metrics.MeanSquaredError().update(torch.ones([2]), torch.ones([3])),
    /of one shape, found \[2\] and \[3\]/,
  ],
  ['one sample', () => new metrics.R2Score().compute(), /at least two samples/],
])('refuses %s', (_, run, message) => expect(run).toThrow(message))
