/** Normalising small tensors, as PyTorch 2.13 does. */
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

test('the response of channels around, of as many before as after or one more', () => {
  const x = torch.arange(6).float().mul(0.7).add(1).sin().reshape([1, 3, 2])
  const even = F.localResponseNorm(x, 2, 1, 0.5, 2).flatten()
  expect(near(even)).toEqual([0.5484, 0.6282, 0.4203, 0.0263, -0.3937, -0.6209])
  const odd = F.localResponseNorm(x, 3, 1, 0.5, 2).flatten()
  expect(near(odd)).toEqual([0.5445, 0.6499, 0.4261, 0.0256, -0.4055, -0.6419])
  const empty = torch.ones([2, 0, 3])
  expect(F.localResponseNorm(empty, 2)).toBe(empty)
})

test('normalize writes into a tensor that is given', () => {
  const out = torch.zeros([1, 2])
  expect(F.normalize(torch.tensor([[3, 4]]), { out })).toBe(out)
  expect(near(out)).toEqual([[0.6, 0.8]])
  const x = torch.tensor([[1, -3], [3, 4]]) // prettier-ignore
  expect(near(F.normalize(x, 1, 0))).toEqual([[0.25, -0.4286], [0.75, 0.5714]]) // prettier-ignore
})

describe('one value per channel', () => {
  const one = 'expected more than 1 value per channel when training, found an input of'
  test.each<[string, () => unknown, string]>([
    [
      'batchNorm',
      () => F.batchNorm(torch.ones([1, 3, 1]), null, null, { training: true }),
      `${one} [1, 3, 1]`,
    ],
    ['instanceNorm', () => F.instanceNorm(torch.ones([4, 3, 1])), `${one} [4, 3, 1]`],
    ['groupNorm', () => F.groupNorm(torch.ones([1, 4]), 4), `${one} [1, 4]`],
    ['groupNorm', () => F.groupNorm(torch.ones([4]), 4), 'expected 2 or more dimensions, found 1'],
    ['groupNorm', () => F.groupNorm(torch.ones([1, 4]), 0), 'numGroups: expected a positive integer, found 0'], // prettier-ignore
    ['localResponseNorm', () => F.localResponseNorm(torch.ones([1, 4]), 2), 'expected 3 or more dimensions, found 2'], // prettier-ignore
  ])('%s refuses it %#', (name, call, problem) => {
    expect(call).toThrow(new Error(`nn.functional.${name}: ${problem}`))
  })

  test('is taken where there are several, or none is looked at', () => {
    expect(F.batchNorm(torch.ones([2, 3]), null, null, { training: true }).shape).toEqual([2, 3])
    expect(F.batchNorm(torch.ones([1, 3, 2]), null, null, { training: true }).shape).toEqual([1, 3, 2]) // prettier-ignore
    const [zeros, ones] = [torch.zeros([3]), torch.ones([3])]
    expect(F.batchNorm(torch.ones([1, 3]), zeros, ones).shape).toEqual([1, 3])
    const running = { runningMean: zeros, runningVar: ones, useInputStats: false }
    expect(F.instanceNorm(torch.ones([1, 3, 1]), running).shape).toEqual([1, 3, 1])
    expect(F.groupNorm(torch.ones([1, 4]), 2).shape).toEqual([1, 4])
    expect(F.groupNorm(torch.ones([2, 4]), 4).shape).toEqual([2, 4])
    expect(F.groupNorm(torch.ones([1, 4, 2]), 4).shape).toEqual([1, 4, 2])
  })

  test.each<[number, boolean, string | null]>([
    [0, true, 'above 0 while training, found 0'],
    [-1, true, 'above 0 while training, found -1'],
    [-1, false, 'of at least 0, found -1'],
    [0, false, null],
    [1e-9, true, null],
  ])('batchNorm with eps %d, training %p', (eps, training, problem) => {
    const [zeros, ones] = [torch.zeros([3]), torch.ones([3])]
    const call = (): Tensor => F.batchNorm(torch.ones([2, 3]), zeros, ones, { training, eps })
    if (problem === null) expect(call().shape).toEqual([2, 3])
    else expect(call).toThrow(new Error(`batch norm: expected an eps ${problem}`))
  })
})
