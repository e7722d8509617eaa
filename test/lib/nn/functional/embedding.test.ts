/** Rows of small tables, as PyTorch 2.13 looks them up. */
import torch, { nn, type Tensor } from '../../../../lib'

const F = nn.functional

/** Rounded to four digits. */
function near(tensor: Tensor): unknown {
  return JSON.parse(
    JSON.stringify(tensor.double().toArray(), (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value,
    ),
  )
}

describe('rows of a table', () => {
  const table = (): Tensor => torch.tensor([[3, 4], [0, 1], [6, 8]]) // prettier-ignore
  const rows = (...values: number[]): Tensor => torch.tensor(values).long()

  test('that are too long become shorter where they are', () => {
    const weight = table().requiresGrad_()
    expect(near(F.embedding(rows(0, 1), weight, { maxNorm: 1 }))).toEqual([[0.6, 0.8], [0, 1]]) // prettier-ignore
    expect(near(weight)).toEqual([[0.6, 0.8], [0, 1], [6, 8]]) // prettier-ignore
    const options = { maxNorm: 1, normType: 1 }
    expect(near(F.embedding(rows(0), table(), options))).toEqual([[0.4286, 0.5714]])
    const bag = F.embeddingBag(rows(0), table(), rows(0), { maxNorm: 1 })
    expect(near(bag)).toEqual([[0.6, 0.8]])
  })

  test('in bags', () => {
    const grid = rows(0, 1, 2, 1).reshape([2, 2])
    const bags = (['sum', 'mean', 'max'] as const).map(mode => [
      near(F.embeddingBag(rows(0, 1, 2), table(), rows(0, 1), { mode })),
      near(
        F.embeddingBag(rows(0, 1, 2), table(), rows(0, 1, 3), { mode, includeLastOffset: true }),
      ),
      near(F.embeddingBag(grid, table(), { mode, paddingIdx: 1 })),
    ])
    const [sum, mean, max] = [[6, 9], [3, 4.5], [6, 8]].map(last => [[3, 4], last]) // prettier-ignore
    const padded = [[3, 4], [6, 8]] // prettier-ignore
    expect(bags).toEqual([[sum, sum, padded], [mean, mean, padded], [max, max, padded]]) // prettier-ignore
    const perSampleWeights = torch.tensor([[1, 2], [0.5, 3]]) // prettier-ignore
    const weighted = F.embeddingBag(grid, table(), { mode: 'sum', perSampleWeights })
    expect(near(weighted)).toEqual([[3, 6], [3, 7]]) // prettier-ignore
    expect(near(F.embeddingBag(grid, table(), { includeLastOffset: true }))).toEqual([[1.5, 2.5], [3, 4.5]]) // prettier-ignore
  })

  test('of padding have no gradient', () => {
    for (const paddingIdx of [1, -2]) {
      const weight = table().requiresGrad_()
      F.embedding(rows(0, 1), weight, paddingIdx).sum().backward()
      expect(weight.grad!.toArray()).toEqual([[1, 1], [0, 0], [0, 0]]) // prettier-ignore
    }
    for (const paddingIdx of [2, -3]) F.embedding(rows(0), table(), paddingIdx)
    for (const paddingIdx of [3, -4])
      expect(() => F.embedding(rows(0), table(), paddingIdx)).toThrow(
        new Error(`nn.functional.embedding: expected paddingIdx in 3 rows, found ${paddingIdx}`),
      )
  })

  test.each<[Tensor, object, string]>([
    [rows(0), {}, 'expected offsets of 1 dimension for an input of 1'],
    [rows(0), { offsets: rows(0).reshape([1, 1]) }, 'expected offsets of 1 dimension for an input of 1'], // prettier-ignore
    [rows(0).at(0), {}, 'expected an input of 1 or 2 dimensions, found 0'],
    [rows(0).reshape([1, 1, 1]), {}, 'expected an input of 1 or 2 dimensions, found 3'],
    [rows(0).reshape([1, 1]), { offsets: rows(0) }, 'expected no offsets for an input of 2 dimensions'], // prettier-ignore
    [
      rows(0).reshape([1, 1]),
      { perSampleWeights: torch.ones([1, 1]) },
      "expected mode 'sum' with perSampleWeights, found 'mean'",
    ],
    [
      rows(0, 1).reshape([1, 2]),
      { perSampleWeights: torch.ones([2, 1]), mode: 'sum' },
      "expected perSampleWeights of the input's shape",
    ],
    [rows(0).reshape([1, 1]), { mode: 'max', sparse: true }, "mode 'max' does not support sparse gradients"], // prettier-ignore
    [rows(0).reshape([1, 1]), { mode: 'max', scaleGradByFreq: true }, "mode 'max' does not support scaleGradByFreq"], // prettier-ignore
  ])('are not bagged from %p with %j', (input, options, problem) => {
    expect(() => F.embeddingBag(input, table(), options)).toThrow(
      new Error(`nn.functional.embeddingBag: ${problem}`),
    )
  })

  test('are a matrix', () => {
    expect(() => F.embeddingBag(rows(0).reshape([1, 1]), torch.ones([2]))).toThrow(
      new Error('nn.functional.embeddingBag: expected a weight of 2 dimensions, found 1'),
    )
  })
})
