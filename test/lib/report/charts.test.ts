/** Charts as a whole: everything that can be asked of one. */
import { join } from 'node:path'
import { barChart } from '../../../lib/report/barChart'
import { ink, muted, rule } from '../../../lib/report/colors'
import { lineChart, type ChartPanel, type ChartSeries } from '../../../lib/report/lineChart'
import { renderPng } from '../../../lib/report/png'
import { expectAsKept, linesOfSvg } from '../experiments/kept'

const kept = (name: string): string => join(__dirname, 'kept', `${name}.txt`)

const steps = (count: number): [x: number, y: number][] =>
  Array.from({ length: count }, (_, i) => [i + 1, (i * i) % 7])

const series: ChartSeries[] = [
  { name: 'plain', points: steps(4), color: '#111111' },
  { name: 'dashed', points: steps(25), color: '#222222', dashed: true },
  { name: 'long', points: steps(26), color: '#333333' },
  { name: 'faint', points: steps(3), color: '#444444', faint: true },
  { name: 'dots', points: steps(5), color: '#555555', dots: true },
]

const panels: Record<string, ChartPanel> = {
  lines: {
    title: 'A title & <more>',
    x: 'epoch',
    y: 'loss',
    series,
    lines: [
      { y: 2.5, name: 'first', color: '#666666' },
      { y: 4, name: 'second', color: '#777777' },
    ],
  },
  square: {
    title: 'square',
    x: 'score',
    y: 'share',
    square: true,
    series: [{ name: 'a', points: [[0.25, 0.3] as const, [0.75, 0.6] as const], color: '#111111' }],
  },
  logarithmic: {
    title: 'logarithmic',
    x: 'learning rate',
    y: '%',
    logarithmicX: true,
    series: series
      .slice(0, 1)
      .map(each => ({ ...each, points: [[0.001, 90] as const, [0.1, 95] as const] })),
  },
}

test.each(Object.keys(panels))('lines: %s', name => {
  expectAsKept(kept(name), linesOfSvg(lineChart(panels[name]!)))
})

test('bars, with marks and digits', () => {
  const bars = [
    { label: 'first', value: 0.5, mark: 0.75 },
    { label: 'second', value: 12.345 },
    { label: 'third', value: 3, mark: 4 },
  ]
  expectAsKept(kept('bars'), linesOfSvg(barChart(bars, { title: 'Bars', axis: 'x', digits: 1 })))
})

test('an epoch has no fractions on its axis, another axis may', () => {
  const [first] = series
  const points = [[1, 0] as const, [2, 1] as const]
  const labels = (x: string): string[] =>
    [
      ...lineChart({ title: '', x, y: 'y', series: [{ ...first!, points }] }).matchAll(
        /text-anchor="middle"[^>]*>([\d.]+)<\/text>/g,
      ),
    ].map(([, label]) => label!)
  expect(labels('epoch')).toEqual(['1', '2'])
  expect(labels('score').length).toBeGreaterThan(2)
})

test('a picture of a chart is twice as large', () => {
  const png = renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="7" height="3"/>')
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([14, 6])
})

test('words that stand for colours are those of no series', () => {
  expect([ink, muted, rule]).toEqual(['#010203', '#010204', '#010205'])
})
