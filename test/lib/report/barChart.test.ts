import { barChart } from '../../../lib/report/barChart'

const bars = [
  { label: 'first & only <one>', value: 0.5, mark: 0.75 },
  { label: 'second', value: 1.25 },
]

test('draws a bar, a value and a mark where there is one', () => {
  const svg = barChart(bars, { title: 'Ratios', axis: 'ours / theirs' })
  expect(svg).toMatch(/^<svg [^]*<\/svg>\s*$/)
  for (const text of [
    'Ratios',
    'ours / theirs',
    'first &amp; only &lt;one&gt;',
    'second',
    '0.50',
    '1.25',
  ]) {
    expect(svg).toContain(`>${text}</text>`)
  }
  const filled = (color: string) => svg.split(`fill="${color}"`).length - 1
  expect(filled('#4269d0')).toBe(2)
  expect(filled('#c0392b')).toBe(1)
})

test('a value twice as large has a bar twice as long', () => {
  const svg = barChart(
    [
      { label: 'a', value: 1 },
      { label: 'b', value: 2 },
    ],
    { title: 't', axis: 'x' },
  )
  const lengths = [...svg.matchAll(/<path d="M[\d.]+ [\d.]+l([\d.]+) 0[^"]*" fill="#4269d0"/g)].map(
    ([, length]) => Number(length),
  )
  expect(lengths).toHaveLength(2)
  expect(lengths[1]! / lengths[0]!).toBeCloseTo(2, 5)
})
