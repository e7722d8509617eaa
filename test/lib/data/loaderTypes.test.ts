/** What a loader is said to hand out follows the dataset, `batchSize` and `collate`. */
import { data, type Tensor } from '../../../lib'

const samples = [
  { x: Float32Array.of(1, 2), label: 'a', n: 3 },
  { x: Float32Array.of(3, 4), label: 'b', n: 5 },
]

interface Alone {
  x: Tensor
  label: string
  n: number
}

test('samples alone where batchSize is null', () => {
  const seen: string[] = []
  for (const sample of new data.DataLoader(samples, { batchSize: null })) {
    const alone: Alone = sample
    seen.push(`${alone.label}${sample.n.toFixed(1)}${sample.x.shape.join()}`)
    // @ts-expect-error -- a number is no tensor
    const tensor: Tensor = sample.n
    expect(tensor).toBe(alone.n)
  }
  expect(seen).toEqual(['a3.02', 'b5.02'])
})

test('batches where it is a number, or not given', () => {
  for (const options of [{ batchSize: 2 }, undefined]) {
    for (const { x, label, n } of new data.DataLoader(samples, options)) {
      const labels: string[] = label
      expect([x.shape[1], labels.length]).toEqual([2, n.size(0)])
    }
  }
})

test('either where that shows when it runs', () => {
  for (const batchSize of [null, 2]) {
    for (const { n } of new data.DataLoader(samples, { batchSize })) {
      const either: number | Tensor = n
      expect(typeof either).toBe(batchSize === null ? 'number' : 'object')
    }
  }
})

test('what collate makes', () => {
  const collate = (some: readonly { n: number }[]): number => some.length
  for (const count of new data.DataLoader(samples, { batchSize: 2, collate }))
    expect(count.toFixed()).toBe('2')
  const alone = new data.DataLoader(samples, {
    batchSize: null,
    collate: (sample: { n: number }) => sample.n,
  })
  expect([...alone].map(n => n.toFixed())).toEqual(['3', '5'])
})
