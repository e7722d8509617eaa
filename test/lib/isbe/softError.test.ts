import torch, { OptionError, TorchError, isbe } from '../../../lib'

const logits = [[2, -1, 0.5], [-3, 0.25, 4]]
const target = [2, 0]

const scores: Record<isbe.Normalization, (row: number[]) => number[]> = {
  softmax: row => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0)
    return row.map(x => Math.exp(x) / sum)
  },
  sigmoid: row => row.map(x => 1 / (1 + Math.exp(-x))),
  hardsigmoid: row => row.map(x => Math.min(Math.max(x / 4 + 0.5, 0), 1)),
  tanh: row => row.map(Math.tanh),
  hardtanh: row => row.map(x => Math.min(Math.max(x, -1), 1)),
}

/** Y − Y° in plain TypeScript. */
function reference(normalization: isbe.Normalization): number[] {
  const low = normalization === 'tanh' || normalization === 'hardtanh' ? -1 : 0
  return logits.flatMap((row, b) =>
    scores[normalization](row).map((y, k) => y - (k === target[b] ? 1 : low)))
}

test.each(isbe.normalizations)('%s: error, value and correct are those of the plain reference', name => {
  const x = torch.tensor(logits, { dtype: 'float64' })
  const t = torch.tensor(target, { dtype: 'int64' })
  const { error, value, correct } = isbe.softError(x, t, { normalization: name, reduction: 'sum' })
  const expected = reference(name)
  const found = error.flatten().toArray() as number[]
  found.forEach((e, i) => expect(e).toBeCloseTo(expected[i]!, 12))
  expect(value.item()).toBeCloseTo(expected.reduce((sum, e) => sum + e * e, 0) / 6, 12)
  expect(correct.item()).toBe(0)
  const mean = isbe.softError(x, t, { normalization: name }).error
  expect(torch.allclose(mean.mul(2), error)).toBe(true)
})

test('the slope of hardsigmoid: 1/6 is the function of torch', () => {
  const x = torch.linspace(-4, 4, 9).reshape([3, 3])
  const t = torch.zeros([3], { dtype: 'int64' })
  const options = { normalization: 'hardsigmoid', reduction: 'sum', slope: 1 / 6 } as const
  const expected = torch.hardsigmoid(x).sub(torch.oneHot(t, { numClasses: 3 }))
  expect(torch.allclose(isbe.softError(x, t, options).error, expected, { atol: 1e-6 })).toBe(true)
})

test('the loss multiplies by the upstream gradient', () => {
  const x = torch.tensor(logits, { requiresGrad: true })
  const t = torch.tensor(target, { dtype: 'int64' })
  const loss = new isbe.IsbeLoss({ normalization: 'sigmoid' }).forward(x, t)
  loss.mul(3).backward()
  const { error, value } = isbe.softError(x, t, { normalization: 'sigmoid' })
  expect(torch.allclose(x.grad!, error.mul(3))).toBe(true)
  expect(loss.item()).toBeCloseTo(Number(value.item()), 5)
})

test('wrong options, shapes and labels are refused', () => {
  const x = torch.tensor(logits)
  const t = torch.tensor(target, { dtype: 'int64' })
  expect(() => isbe.softError(x, t, { normalization: 'sotfmax' as never })).toThrow(/did you mean 'softmax'/)
  expect(() => isbe.softError(x, t, { normalisation: 'softmax' } as never)).toThrow(OptionError)
  expect(() => isbe.softError(x, t, { reduction: 'avg' as never })).toThrow(OptionError)
  expect(() => isbe.softError(x, torch.ones([3]))).toThrow(/\[N, K\] and class indices \[N\]/)
  expect(() => isbe.softError(x, torch.tensor([0, 7], { dtype: 'int64' }))).toThrow(TorchError)
})
