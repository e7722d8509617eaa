/** Targets and predicted labels that are of no class. */
import torch, { TorchError, metrics, type Tensor } from '../../../lib'
import { LabelChecks, gatherable } from '../../../lib/metrics/labels'

type AnyMetric = metrics.Metric<[Tensor, Tensor], unknown>
type Options = Record<string, unknown>

const scoresOnly = ['AUROC', 'AveragePrecision', 'ROC', 'PrecisionRecallCurve']
const noLabels = ['BrierScore', 'CalibrationError', 'LogLoss']
const counting = ['Accuracy', 'ConfusionMatrix', 'F1Score', 'FBetaScore', 'MatthewsCorrCoef']
const more = ['Precision', 'Recall', 'Specificity']
const ofLabels = [...scoresOnly, ...counting, ...more]
const all = [...ofLabels, ...noLabels, 'CohenKappa']
const ofPredictions = [...counting, ...more, 'CohenKappa']

function make(name: string, options: Options): AnyMetric {
  const Class = metrics[name as 'Accuracy'] as unknown as new (options: object) => AnyMetric
  return new Class(options)
}

const integers = (values: unknown): Tensor => torch.tensor(values as number[], { dtype: 'int64' })

function expectRefusal(
  name: string,
  options: Options,
  good: [Tensor, Tensor],
  bad: [Tensor, Tensor],
  message: string,
): void {
  using metric = make(name, options)
  using untouched = make(name, options)
  metric.update(...good)
  untouched.update(...good)
  const expected = { name: 'TorchError', code: 'VALUE', message: `${name}: ${message}` }
  expect(() => metric.update(...bad)).toThrow(expect.objectContaining(expected) as Error)
  expect(metric.compute()).toEqual(untouched.compute())
}

const scores = torch.tensor([0.1, 0.8, 0.6])
const rows = torch.tensor([
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.3, 0.3, 0.4],
])

test.each(all)('%s refuses targets of no class, and adds nothing', name => {
  torch.tidy(() => {
    const [binary, several] = [{ task: 'binary' }, { numClasses: 3 }]
    const two: [Tensor, Tensor] = [scores, integers([0, 1, 1])]
    const three: [Tensor, Tensor] = [rows, integers([0, 1, 2])]
    const ofTwo = 'expected targets of 0 or 1'
    const ofThree = 'expected targets from 0 to 2'
    expectRefusal(name, binary, two, [scores, integers([0, 2, 5])], `${ofTwo}, found 5`)
    expectRefusal(name, binary, two, [scores, integers([0, 1, -1])], `${ofTwo}, found -1`)
    expectRefusal(name, several, three, [rows, integers([0, 7, -3])], `${ofThree}, found -3`)
    expectRefusal(name, several, three, [rows, integers([0, 3, 2])], `${ofThree}, found 3`)
  })
})

test.each(all)('%s leaves out what is ignored, and refuses the rest', name => {
  torch.tidy(() => {
    for (const ignoreIndex of [-100, 1, 9]) {
      const options = { numClasses: 3, ignoreIndex }
      const good: [Tensor, Tensor] = [rows, integers([0, ignoreIndex, 2])]
      const message = `expected targets from 0 to 2, or the ignoreIndex ${ignoreIndex}, found`
      expectRefusal(name, options, good, [rows, integers([ignoreIndex, 7, 0])], `${message} 7`)
      expectRefusal(name, options, good, [rows, integers([0, -3, ignoreIndex])], `${message} -3`)
    }
  })
})

test.each(ofLabels)('%s refuses targets of labels that are neither 0 nor 1', name => {
  torch.tidy(() => {
    const options = { task: 'multilabel', numLabels: 3, ignoreIndex: -1 }
    const good = integers([
      [0, 1, 0],
      [1, 0, 1],
      [1, -1, 0],
    ])
    const message = 'expected targets of 0 or 1, or the ignoreIndex -1, found 2'
    expectRefusal(name, options, [rows, good], [rows, good.eq(1).mul(2)], message)
  })
})

test.each(ofPredictions)('%s refuses predictions of no class', name => {
  torch.tidy(() => {
    const classes = integers([0, 1, 2])
    const good: [Tensor, Tensor] = [classes, classes]
    const message = 'expected predictions from 0 to 2, found'
    expectRefusal(name, { numClasses: 3 }, good, [integers([0, 1, 3]), classes], `${message} 3`)
    expectRefusal(name, { numClasses: 3 }, good, [integers([0, -1, 2]), classes], `${message} -1`)
    const yes = integers([0, 1, 1])
    const ofTwo = 'expected predictions of 0 or 1, found 2'
    expectRefusal(name, { task: 'binary' }, [yes, yes], [yes.mul(2), yes], ofTwo)
  })
})

test('a prediction for an ignored target may be anything', () => {
  using accuracy = new metrics.Accuracy({ numClasses: 3, ignoreIndex: -1 })
  accuracy.update(integers([0, 9, 1]), integers([0, -1, 2]))
  expect(accuracy.compute()).toBe(0.5)
})

test('scores are logits where they are not from 0 to 1, as in torchmetrics', () => {
  using score = new metrics.BrierScore({ task: 'binary' })
  score.update(torch.tensor([-40, 40]), integers([0, 1]))
  expect(score.compute()).toBeCloseTo(0, 12)
})

test('validate: false takes labels as they are; so does an accuracy that knows no classes', () => {
  using matrix = new metrics.ConfusionMatrix({ numClasses: 3, validate: false })
  matrix.update(integers([0, 1]), integers([0, 7]))
  expect(matrix.compute().flat()).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0])
  using accuracy = new metrics.Accuracy()
  accuracy.update(integers([0, 7]), integers([7, 7]))
  expect(accuracy.compute()).toBe(0.5)
  expect(() => new metrics.ROC({ task: 'binary', validate: 1 as never })).toThrow(/true or false/)
})

test.each(['int32', 'uint8', 'int8', 'int16', 'uint16', 'uint32', 'bool'] as const)(
  'targets may be %s',
  dtype => {
    using accuracy = new metrics.Accuracy({ task: 'binary' })
    accuracy.update(scores, integers([0, 1, 1]).to(dtype))
    expect(accuracy.compute()).toBe(1)
    if (dtype === 'bool') return
    expect(() => accuracy.update(scores, integers([0, 3, 1]).to(dtype))).toThrow(/found 3$/)
  },
)

test('Perplexity refuses tokens that are not in the vocabulary', () => {
  using perplexity = new metrics.Perplexity({ ignoreIndex: -100 })
  const logits = torch.zeros([1, 3, 4])
  perplexity.update(logits, integers([[0, 3, -100]]))
  expect(() => perplexity.update(logits, integers([[0, 4, -100]]))).toThrow(
    'Perplexity: expected targets from 0 to 3, or the ignoreIndex -100, found 4',
  )
  expect(perplexity.compute()).toBeCloseTo(4, 6)
})

describe('labels that are not on the CPU', () => {
  const range = { metric: 'Recall', role: 'targets', count: 3, ignoreIndex: -1 } as const

  test('are refused when the figure is read, until they are forgotten', () => {
    const before = torch.memory().tensors
    const checks = new LabelChecks()
    torch.tidy(() => {
      for (const values of [
        [0, 2],
        [7, 1],
        [-1, 2],
      ])
        torch.tidy(() => {
          const target = integers(values)
          checks.defer(target, target, range)
        })
      const message =
        'Recall: expected targets from 0 to 2, or the ignoreIndex -1, found 7; ' +
        'reset() forgets all batches'
      expect(() => checks.settle()).toThrow(message)
      expect(() => checks.settle()).toThrow(TorchError)
      checks.clear()
      checks.settle()
      const good = integers([0, 2, -1])
      checks.defer(good, good, range)
      checks.settle()
    })
    checks.clear()
    expect(torch.memory().tensors).toBe(before)
  })

  test('are gathered at within their range', () => {
    const labels = integers([7, -3])
    expect(gatherable(labels, 3)).toBe(labels)
    const elsewhere = { device: 'cuda:0', clamp: (...limits: number[]) => limits }
    expect(gatherable(elsewhere as never, 3)).toEqual([0, 2])
  })
})
