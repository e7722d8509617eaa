import torch, { metrics } from '../../../lib'

const logits = torch.tensor([
  [1, 2],
  [3, 0],
  [0, 5],
])
const target = torch.tensor([1, 1, 1], { dtype: 'int64' })

test('accuracy of one batch and over batches of unequal size', () => {
  expect(metrics.accuracy(logits, target)).toBeCloseTo(2 / 3, 12)
  const accuracy = new metrics.Accuracy()
  accuracy.update(logits, target)
  accuracy.update(torch.tensor([[9, 0]]), torch.tensor([0], { dtype: 'int64' }))
  expect(accuracy.compute()).toBeCloseTo(3 / 4, 12)
  accuracy.reset()
  expect(accuracy.compute()).toBeNaN()
})

test('a mean lives across tidy and adds in double precision', () => {
  const mean = new metrics.Mean()
  for (let i = 0; i < 3; ++i) torch.tidy(() => mean.add(torch.tensor(0.1), 1))
  expect(mean.compute()).toBeCloseTo(0.1, 8)
})
