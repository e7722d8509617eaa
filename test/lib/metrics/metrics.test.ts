import torch, { OptionError, TorchError, metrics, type Tensor } from '../../../lib'

const logits = torch.tensor([
  [1, 2],
  [3, 0],
  [0, 5],
])
const target = torch.tensor([1, 1, 1], { dtype: 'int64' })

function live(): number {
  return torch.memory().tensors
}

describe('Accuracy', () => {
  test('of one batch and over batches of unequal size', () => {
    expect(metrics.accuracy(logits, target)).toBeCloseTo(2 / 3, 12)
    const accuracy = new metrics.Accuracy()
    accuracy.update(logits, target)
    accuracy.update(torch.tensor([[9, 0]]), torch.tensor([0], { dtype: 'int64' }))
    expect(accuracy.compute()).toBeCloseTo(3 / 4, 12)
    accuracy.reset()
    expect(accuracy.compute()).toBeNaN()
  })

  test('of pixels is a share of pixels', () => {
    const scores = torch.randn([2, 3, 4, 5])
    const classes = scores.argmax({ dim: 1 })
    const half = classes.clone()
    half.narrow(2, 0, 1).add_(1)
    const accuracy = new metrics.Accuracy()
    accuracy.update(scores, classes)
    expect(accuracy.compute()).toBe(1)
    accuracy.update(scores, half)
    expect(accuracy.compute()).toBe(1 - 8 / 80)
    expect(metrics.accuracy(scores, half)).toBe(0.8)
  })

  test.each<[string, Tensor, Tensor, RegExp]>([
    ['another batch', logits, torch.zeros([2], { dtype: 'int64' }), /found \[3, 2\] and \[2\]/],
    ['a column', logits, target.reshape([3, 1]), /found \[3, 2\] and \[3, 1\]/],
    ['distributions', logits, logits, /class indices \[N, …\]/],
    ['floats', logits, target.float(), /write target\.long\(\)/],
    ['numbers', 1 as never, target, /found 1 and a Tensor/],
  ])('refuses %s as targets', (_, scores, classes, message) => {
    const accuracy = new metrics.Accuracy()
    expect(() => accuracy.update(scores, classes)).toThrow(message)
    expect(() => metrics.accuracy(scores, classes)).toThrow(TorchError)
    expect(accuracy.compute()).toBeNaN()
  })
})

describe('Mean', () => {
  test('lives across tidy and adds in double precision', () => {
    const mean = new metrics.Mean()
    for (let i = 0; i < 3; ++i) torch.tidy(() => mean.update(torch.tensor(0.1)))
    expect(mean.compute()).toBeCloseTo(0.1, 8)
  })

  test('weighs values by the size of their batch', () => {
    const mean = new metrics.Mean()
    mean.update(torch.tensor(1), 3)
    mean.update(torch.tensor([5]), 1)
    expect(mean.compute()).toBe(2)
  })

  // Expected: torchmetrics 1.9, MeanMetric
  test('takes values of any shape, and weights that broadcast to them', () => {
    const mean = new metrics.Mean()
    mean.update(1)
    mean.update(torch.tensor([2, 3]))
    expect(mean.compute()).toBe(2)
    mean.update(torch.ones([2, 3]), torch.tensor([1, 2, 3]))
    mean.update(torch.tensor([[4], [5]]), torch.tensor([[0.5], [0.25]]))
    mean.update(torch.zeros([0]))
    expect(mean.compute()).toBeCloseTo(1.3492063, 6)
  })

  test.each<[metrics.NanStrategy, number]>([
    ['ignore', 2.5],
    ['warn', 2.5],
    [9, 4.6666667],
    ['disable', NaN],
  ])('does about NaN what it is told: %s', (nanStrategy, expected) => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const mean = new metrics.Mean({ nanStrategy })
    mean.update(torch.tensor([1, NaN, 3]), torch.tensor([1, 1, 3]))
    mean.update(torch.tensor([5, 6]), torch.tensor([NaN, 0]))
    mean.update(2, 0)
    const value = mean.compute()
    if (Number.isNaN(expected)) expect(value).toBeNaN()
    else expect(value).toBeCloseTo(expected, 6)
    expect(warn.mock.calls.length > 0).toBe(nanStrategy === 'warn')
    warn.mockRestore()
  })

  test('refuses what are no values, weights that do not fit, and NaN where told to', () => {
    const mean = new metrics.Mean()
    expect(() => mean.update('3' as never)).toThrow(/a number or a tensor as value, found '3'/)
    expect(() => mean.update(torch.ones([]), NaN)).toThrow(OptionError)
    expect(() => mean.update(torch.ones([2]), torch.ones([3]))).toThrow(/weights that broadcast/)
    expect(() => mean.update(torch.ones([2]), torch.ones([1, 2]))).toThrow(/weights that broadcast/)
    const strict = new metrics.Mean({ nanStrategy: 'error' })
    expect(() => strict.update(NaN)).toThrow(/encountered NaN/)
    expect(() => new metrics.Mean({ nanStrategy: 'skip' as never })).toThrow(OptionError)
  })
})

describe('every metric', () => {
  test('merges what others saw, as one that saw it all', () => {
    const [first, second, all] = [0, 1, 2].map(() => new metrics.Accuracy())
    first!.update(logits, target)
    second!.update(logits.neg(), target)
    all!.update(logits, target)
    all!.update(logits.neg(), target)
    expect(first!.merge(second!.state()).compute()).toBe(all!.compute())
    expect(new metrics.Accuracy().merge(all!.state()).compute()).toBe(all!.compute())
    expect(() => first!.merge({ corect: logits })).toThrow(/'corect' \(did you mean 'correct'/)
  })

  test('leaves no tensor behind, and is not used after dispose', () => {
    const before = live()
    const accuracy = new metrics.Accuracy()
    accuracy.update(logits, target)
    accuracy.update(logits, target)
    accuracy.compute()
    expect(live()).toBeGreaterThan(before)
    accuracy.dispose()
    accuracy.dispose()
    expect(live()).toBe(before)
    expect(() => accuracy.update(logits, target)).toThrow(/found a disposed one/)
    expect(() => accuracy.compute()).toThrow(/found a disposed one/)
  })
})

describe('figures of each sample', () => {
  const pixels = { preds: torch.tensor([[1, 0, 2]]), target: torch.tensor([[1, 1, 2]]) }
  const classes = { numClasses: 3, multidimAverage: 'samplewise' } as const

  it('are typed as arrays', () => {
    using shares = new metrics.Accuracy(classes)
    const none: number[] = shares.compute()
    expect(none).toEqual([])
    shares.update(pixels.preds.long(), pixels.target.long())
    shares.update(torch.zeros([0, 3]).long(), torch.zeros([0, 3]).long())
    expect(shares.compute()[0]).toBeCloseTo(2 / 3, 12)
    using recalls = new metrics.Recall({ ...classes, average: 'none', zeroDivision: 1 })
    recalls.update(pixels.preds.long(), pixels.target.long())
    const each: number[][] = recalls.compute()
    expect(each).toEqual([[1, 0.5, 1]])
  })

  it('need something to be figures of', () => {
    using shares = new metrics.Accuracy(classes)
    const labels = torch.tensor([0, 1]).long()
    expect(() => shares.update(labels, labels)).toThrow(
      "Accuracy: multidimAverage 'samplewise': expected targets of at least 2 dimensions, found [2]",
    )
    expect(shares.compute()).toEqual([])
    expect(() => new metrics.Precision({ numClasses: 3, zeroDivision: 2 as 1 })).toThrow(
      'Precision: zeroDivision: expected 0 or 1, found 2',
    )
    expect(() => new metrics.Accuracy({ multidimAverage: 'samplewise' })).toThrow('numClasses')
  })
})
