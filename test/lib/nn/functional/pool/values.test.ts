/** Poolings of small tensors, which are those of PyTorch 2.13. */
import torch, { nn, type Tensor } from '../../../../../lib'

const F = nn.functional

function near(tensor: Tensor): unknown {
  return JSON.parse(
    JSON.stringify(tensor.double().toArray(), (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value,
    ),
  )
}

const image = torch.arange(16).float().reshape([1, 1, 4, 4])
const cube = torch.arange(64).float().reshape([1, 1, 4, 4, 4])

describe('power means', () => {
  const row = torch.tensor([[[1, -2, 3, -4, 5]]])
  const pool = (p: number): unknown[] =>
    [undefined, 1].flatMap(stride =>
      [false, true].map(ceil => near(F.lpPool1d(row, p, 2, stride, ceil))),
    )

  test.each<[power: number, values: (number | null)[][]]>([
    [1, [[-1, -1], [-1, -1, 10], [-1, 1, -1, 1], [-1, 1, -1, 1]]],
    [2, [[2.2361, 5], [2.2361, 5, 7.0711], [2.2361, 3.6056, 5, 6.4031], [2.2361, 3.6056, 5, 6.4031]]],
    [3, [[null, null], [null, null, 6.2996], [null, 2.6684, null, 3.9365], [null, 2.6684, null, 3.9365]]],
    [Infinity, [[2, 4], [2, 4, 5], [2, 3, 4, 5], [2, 3, 4, 5]]],
    [-Infinity, [[1, 3], [1, 3, 5], [1, 2, 3, 4], [1, 2, 3, 4]]],
  ])('of power %d', (power, values) => {
    expect(pool(power)).toEqual(values.map(row => [[row]]))
  }) // prettier-ignore

  test('of windows that are no squares', () => {
    expect(near(F.lpPool2d(image, 2, [1, 2]))).toEqual([
      [
        [
          [1, 3.6056],
          [6.4031, 9.2195],
          [12.0416, 14.8661],
          [17.6918, 20.5183],
        ],
      ],
    ])
    const overlapping = near(F.lpPool2d(image, 2, 2, 1)) as number[][][][]
    expect(overlapping[0]![0]![0]).toEqual([6.4807, 8.124, 9.8995])
    expect(near(F.lpPool3d(torch.ones([1, 1, 2, 2, 2]), 2, 2))).toEqual([[[[[2.8284]]]]])
  })
})

describe('maxima put back', () => {
  const [values, places] = [torch.tensor([[[5, 6]]]), torch.tensor([[[1, 2]]]).long()]

  test('to the size that kernel, stride and padding give, or one near it', () => {
    const back = (...args: unknown[]): unknown =>
      (F.maxUnpool1d as (...args: unknown[]) => Tensor)(values, places, ...args).toArray()
    expect(back(2)).toEqual([[[0, 5, 6, 0]]])
    expect(back(2, 1)).toEqual([[[0, 5, 6]]])
    expect(back(2, 1, 0, [3])).toEqual([[[0, 5, 6]]])
    expect(back(3, 2, 1)).toEqual([[[0, 5, 6]]])
    expect(back(3, 2, 1, [1, 1, 4])).toEqual([[[0, 5, 6, 0]]])
    expect(back(2, { outputSize: [5] })).toEqual([[[0, 5, 6, 0, 0]]])
    expect(back(2, { outputSize: [3] })).toEqual([[[0, 5, 6]]])
  })

  test.each([[[6]], [[2]], [[1, 4]], [[1, 1, 1, 4]]])('not to %j', outputSize => {
    expect(() => F.maxUnpool1d(values, places, 2, { outputSize })).toThrow(
      new Error(
        'nn.functional.maxUnpool1d: expected an outputSize less than a stride from [4], found ' +
          `[${outputSize.join(', ')}]`,
      ),
    )
  })

  test('in two and three dimensions', () => {
    const two = F.maxPool2d(image, [2, 1], { returnIndices: true })
    const flat = F.maxUnpool2d(...two, [2, 1])
    expect([flat.shape, flat.at(0, 0, 1).toArray()]).toEqual([image.shape, [4, 5, 6, 7]])
    expect(flat.at(0, 0, 2).toArray()).toEqual([0, 0, 0, 0])
    const three = F.maxPool3d(cube, [1, 2, 4], { returnIndices: true })
    const deep = F.maxUnpool3d(...three, [1, 2, 4])
    expect([deep.shape, deep.sum().item()]).toEqual([cube.shape, three[0].sum().item()])
    expect(deep.at(0, 0, 3, 3).toArray()).toEqual([0, 0, 0, 63])
    const options = { outputSize: [4, 4, 9] }
    expect(() =>
      F.maxUnpool3d(...F.maxPool3d(cube, 2, { returnIndices: true }), 2, options),
    ).toThrow(
      /^nn\.functional\.maxUnpool3d: expected an outputSize less than a stride from \[4, 4, 4\]/,
    )
  })
})

describe('maxima of windows of random places', () => {
  test('have the share of the size that the ratio says, rounded down', () => {
    const shapeOf = (tensor: Tensor, ratio: number | number[]): number[] =>
      F.fractionalMaxPool2d(tensor, 1, { outputRatio: ratio }).shape
    const wide = torch.arange(63).float().reshape([1, 7, 9])
    expect(shapeOf(wide, 0.5)).toEqual([1, 3, 4])
    expect(shapeOf(wide.unsqueeze(0), [0.9, 0.25])).toEqual([1, 1, 6, 2])
    const third = F.fractionalMaxPool3d(cube, 1, { outputRatio: [0.5, 0.75, 0.25] })
    expect(third.shape).toEqual([1, 1, 2, 3, 1])
  })

  test('take samples that are given, and keep them', () => {
    const samples = torch.zeros([1, 1, 2])
    const [values, places] = F.fractionalMaxPool2dWithIndices(image.at(0), {
      kernelSize: 2,
      outputSize: 2,
      _randomSamples: samples,
    })
    expect([values.toArray(), places.toArray()]).toEqual([[[[5, 7], [13, 15]]], [[[5, 7], [13, 15]]]]) // prettier-ignore
    expect(samples.isDisposed).toBe(false)
    const before = torch.memory().tensors
    F.fractionalMaxPool2d(image, 2, 2).dispose()
    F.adaptiveMaxPool2d(image, 2).dispose()
    expect(torch.memory().tensors).toBe(before)
  })

  test.each([2, 3] as const)('refuse neither size nor ratio in %d dimensions', dimensions => {
    const pool = F[`fractionalMaxPool${dimensions}d`] as (...args: unknown[]) => unknown
    expect(() => pool(cube.at(0), 2, null, null)).toThrow(
      new Error(
        `nn.functional.fractionalMaxPool${dimensions}d: expected an outputSize or an outputRatio`,
      ),
    )
  })
})

test('sizes that are null are those of the input', () => {
  expect(F.adaptiveAvgPool2d(image, [null, 2]).toArray()).toEqual([
    [[[0.5, 2.5], [4.5, 6.5], [8.5, 10.5], [12.5, 14.5]]],
  ]) // prettier-ignore
  expect(F.adaptiveMaxPool2d(image, [2, null]).toArray()).toEqual([
    [[[4, 5, 6, 7], [12, 13, 14, 15]]],
  ]) // prettier-ignore
  expect(F.adaptiveMaxPool2d(image, null).toArray()).toEqual(image.toArray())
  const [values, places] = F.adaptiveMaxPool3d(cube, [1, null, 1], true)
  expect([values.flatten().toArray(), places.shape]).toEqual([[51, 55, 59, 63], [1, 1, 1, 4, 1]]) // prettier-ignore
  expect(F.adaptiveAvgPool3d(cube, [1, 1, null]).flatten().toArray()).toEqual([30, 31, 32, 33])
})

test('windows of maxima step by their size, over padding and gaps', () => {
  const row = torch.tensor([[[3, 1, 2, 5, 4]]])
  expect(F.maxPool1d(row, 2).toArray()).toEqual([[[3, 5]]])
  expect(F.maxPool1d(row, 2, null, 1).toArray()).toEqual([[[3, 2, 5]]])
  expect(F.maxPool1d(row, 2, 1, 0, 2).toArray()).toEqual([[[3, 5, 4]]])
  expect(F.maxPool1d(row, 2, { ceilMode: true }).toArray()).toEqual([[[3, 5, 4]]])
  const [values, places] = F.maxPool1d(row, 2, { ceilMode: true, returnIndices: true })
  expect([values.toArray(), places.toArray()]).toEqual([[[[3, 5, 4]]], [[[0, 3, 4]]]])
})
