/** Learning curves, and what lies beyond the paper, in their details. */
import { calibrated } from '../../../lib/experiments/beyond/calibrated'
import { overlap } from '../../../lib/experiments/beyond/overlap'
import { rates } from '../../../lib/experiments/beyond/rates'
import { tail } from '../../../lib/experiments/beyond/tail'
import { labelled, maxima, spanNote, spans, within } from '../../../lib/experiments/figure/cifar'
import {
  colorOf,
  curve,
  curvesOf,
  progressive,
  seriesRows,
} from '../../../lib/experiments/figure/curves'
import type { Results } from '../../../lib/experiments/results'
import { encodeScores } from '../../../lib/experiments/run/result'
import { madeUp, madeUpPreset } from './madeUp'

let made: Results[] = []
afterEach(() => {
  for (const { sets } of made) sets.dispose()
  made = []
})

function results(options: Parameters<typeof madeUp>[0] = {}): Results {
  const one = madeUp(options)
  made.push(one)
  return one
}

/** VGG-16 in so many epochs. */
function longer(epochs: number): Results {
  const vgg16 = { ...madeUpPreset.nets.vgg16!, epochs }
  return results({ nets: ['vgg16'], preset: { ...madeUpPreset, nets: { vgg16 } }, steps: {} })
}

test('a curve has the mean of several seeds, over the epochs that all of them have', () => {
  const runs = results().runs('paper', 'n0', 'ce:mean')
  expect(runs).toHaveLength(2)
  const [first, second] = runs.map(({ result }) => result.epochs)
  const means = first!.map((row, i): [number, number] => [
    i + 1,
    (row.trainLoss + second![i]!.trainLoss) / 2,
  ])
  expect(curve(runs, 'trainLoss')).toEqual(means)
  const shares = first!.map(
    ({ testAccuracy }, i) => (100 * (testAccuracy + second![i]!.testAccuracy)) / 2,
  )
  curve(runs, 'testAccuracy').forEach(([, y], i) => expect(y).toBeCloseTo(shares[i]!, 10))
  second!.pop()
  expect(curve(runs, 'trainLoss')).toEqual(means.slice(0, 2))
})

test('values batch by batch are averaged to at most as many points as asked for', () => {
  const [run] = results().runs('paper', 'n1', 'ce:mean')
  run!.result.epochs = [
    { ...run!.result.epochs[0]!, epoch: 1, progressive: [8, 6] },
    { ...run!.result.epochs[0]!, epoch: 2, progressive: [5, 3, 1, 0] },
  ]
  const all = [0.5, 1, 1.25, 1.5, 1.75, 2].map((x, i) => [x, [8, 6, 5, 3, 1, 0][i]])
  expect(progressive(run!)).toEqual(all)
  expect(progressive(run!, 6)).toEqual(all)
  expect(progressive(run!, 5)).toEqual([
    [1, 7],
    [1.5, 4],
    [2, 0.5],
  ])
  expect(progressive(run!, 2)).toEqual([
    [1.25, 19 / 3],
    [2, 4 / 3],
  ])
  run!.result.epochs = [
    { ...run!.result.epochs[0]!, epoch: 1, progressive: Array.from({ length: 301 }, () => 1) },
  ]
  expect(progressive(run!)).toHaveLength(151)
})

test('series are named after the loss, with the network where asked', () => {
  const options = { net: 'n1', losses: ['isbe:tanh', 'ce:sum'], quantity: 'trainLoss' } as const
  const names = (more: object): string[] =>
    curvesOf(results(), { ...options, ...more }).map(({ name }) => name)
  expect(names({})).toEqual(['tanh', 'CE sum'])
  expect(names({ named: true })).toEqual(['N1 tanh', 'N1 CE sum'])
  expect(colorOf('isbe:hardtanh')).toBe('#a463f2')
  expect(colorOf('another')).toBe('#8a8f98')
})

test('the spans are the second and the last third of the epochs', () => {
  const of = (epochs: number): unknown[] => spans(longer(epochs)).map(Object.values)
  expect(of(120)).toEqual([
    [40, 80],
    [80, 120],
  ])
  expect(of(20)).toEqual([
    [7, 13],
    [13, 20],
  ])
  expect(of(3)).toEqual([
    [1, 2],
    [2, 3],
  ])
  expect(of(1)).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(spanNote(longer(120))).toBe('Epochs 40–80 and 80–120, as in the paper.')
  expect(spanNote(longer(20))).toBe(
    'The paper shows epochs 40–80 and 80–120 of 120; these are the second and last third of 20 ' +
      'epochs: 7–13 and 13–20.',
  )
})

test('within a span both of its ends are kept; its maxima have the colours of their series', () => {
  const series = [
    { name: 'a', color: '#111111', points: [2, 5, 3, 4].map((y, i) => [i + 1, y] as const) },
    { name: 'b', color: '#222222', points: [[2, -1] as const] },
  ]
  const some = within(series, { from: 2, to: 3 })
  expect(some).toEqual([
    { ...series[0], points: series[0]!.points.slice(1, 3) },
    { ...series[1], points: [[2, -1]] },
  ])
  expect(maxima(some)).toEqual([
    { y: 5, name: 'a', color: '#111111' },
    { y: -1, name: 'b', color: '#222222' },
  ])
  const panel = { title: 't', x: 'x', y: 'y', series: [...some, { ...series[0]!, points: [] }] }
  expect(seriesRows([panel])).toEqual([
    { panel: 't', series: 'a', points: 2, last: 3, least: 3, most: 5 },
    { panel: 't', series: 'b', points: 1, last: -1, least: -1, most: -1 },
  ])
  const head = { id: 'i', label: 'l', title: 'VGG-16 on CIFAR-10: x', text: [] }
  expect(labelled(head, results())).toEqual({ ...head, title: 'VGG-16 on CIFAR-10 (made up): x' })
})

test('calibration draws bins from five images on', () => {
  const found = results({ nets: ['n0'], isFinished: ({ config }) => config.loss === 'ce:sum' })
  const { result } = found.runs('paper', 'n0', 'ce:sum')[0]!
  const scores = [...Array<number>(5).fill(0.5), ...Array<number>(4).fill(0.7)]
  result.confidences = encodeScores([...scores, ...Array<number>(71).fill(0.99)])
  const made1 = calibrated(found)
  const [panel] = made1.panels
  expect(panel!.series[0]!.points.map(([x]) => Number(x.toFixed(2)))).toEqual([0.5, 0.99])
  expect(made1.rows).toMatchObject([{ loss: 'CE sum', sure: 71 }])
})

describe('misclassified images', () => {
  const labels = (found: Results): readonly number[] => found.sets.labels('mnist')
  const two = (wrong: readonly [number, number], first = 0): Results => {
    const found = results({
      nets: ['n0'],
      isFinished: ({ config }) => ['ce:mean', 'isbe:tanh'].includes(config.loss),
    })
    for (const [i, loss] of (['ce:mean', 'isbe:tanh'] as const).entries()) {
      const predictions = labels(found).map((label, image) =>
        image >= i * first && image < i * first + wrong[i]! ? (label + 1) % 10 : label,
      )
      for (const { result } of found.runs('paper', 'n0', loss))
        result.predictions = Buffer.from(predictions).toString('base64')
    }
    return found
  }

  test('are as many as both get wrong of those that one gets wrong', () => {
    const { rows, findings, pictures } = overlap(two([4, 6], 3))
    expect(rows).toEqual([
      { loss: 'CE mean', errors: 4, 'CE mean': 100, tanh: 100 / 9 },
      { loss: 'tanh', errors: 6, 'CE mean': 100 / 9, tanh: 100 },
    ])
    expect(findings[0]!.text).toMatch(
      /^N0: 9 test images are misclassified by at least one loss, 1 of them by all 2\. Two losses share between 11 and 11 % /,
    )
    expect(pictures.map(({ alt }) => alt)).toEqual(['1 digits that are hard to read'])
  })

  test('are not shown where no image is wrong for all, and at most forty are', () => {
    const apart = overlap(two([2, 2], 2))
    expect(apart.pictures).toEqual([])
    expect(apart.rows[0]).toMatchObject({ errors: 2, 'CE mean': 100, tanh: 0 })
    expect(overlap(two([0, 0])).rows[0]).toMatchObject({ errors: 0, tanh: NaN })
    const many = overlap(two([80, 80])).pictures[0]!
    expect(many.alt).toBe('40 digits that are hard to read')
    expect(many.caption).toMatch(
      /^The first 40 of 80 test images that every loss on N0 gets wrong; row by row they are labelled 0 4 8 3 (\d ){35}\d$/,
    )
  })

  test('need two runs', () => {
    const one = results({ nets: ['n0'], isFinished: ({ config }) => config.loss === 'ce:mean' })
    expect(overlap(one).notes).toEqual(['Not shown: fewer than two runs on MNIST are finished.'])
  })
})

test('rare classes: what is not finished is left out of what is said', () => {
  const of = (isWanted: (loss: string, balance: string) => boolean): unknown[] => {
    const isFinished = ({ config }: { config: { loss: string; balance: string } }): boolean =>
      isWanted(config.loss, config.balance)
    const [finding] = tail(results({ nets: ['n0'], isFinished })).findings
    return [finding!.holds, finding!.text.replace(/\d+\.\d/g, '#')]
  }
  expect(of(loss => loss === 'ce:mean')).toEqual([
    null,
    'Mean recall of the rarest three digits: cross-entropy # %, weighted # %. The best mean recall ' +
      'over all digits has CE mean with none.',
  ])
  expect(of((_, balance) => balance === 'dilation')).toEqual([
    null,
    'Mean recall of the rarest three digits: , ISBE with dilation # %. The best mean recall over ' +
      'all digits has ISBE softmax with dilation.',
  ])
})

test('rare classes: a dilation that is better than plain cross-entropy helps', () => {
  const found = results({ nets: ['n0'], isFinished: ({ study }) => study === 'tail' })
  const labels = found.sets.labels('mnist')
  const all = { right: (_: number) => false }
  const set = (balance: string, isRight: (label: number) => boolean): void => {
    for (const { config, result } of found.runs('tail', 'n0', undefined)) {
      if (config.balance !== balance) continue
      const predictions = labels.map(label => (isRight(label) ? label : (label + 1) % 10))
      result.predictions = Buffer.from(predictions).toString('base64')
    }
  }
  for (const { balance } of found.runs('tail', 'n0').map(({ config }) => config))
    set(balance, all.right)
  expect(tail(found).findings[0]!.holds).toBe(false)
  set('inverse dilation', label => label === 7)
  const { findings, rows } = tail(found)
  expect(findings[0]!.holds).toBe(true)
  expect(findings[0]!.text).toMatch(/has ISBE softmax with inverse dilation\.$/)
  expect(rows.find(({ balance }) => balance === 'inverse dilation')).toMatchObject({
    ...{ mean: 10, rare: 100 / 3, '6': 0, '7': 100, '8': 0 },
  })
})

test('learning rates: a run that is not finished is a gap', () => {
  const found = rates(
    results({
      nets: ['n0'],
      isFinished: ({ study, config: { loss, lr } }) =>
        study === 'rates' && (lr === 0.1 || loss === 'isbe:tanh'),
    }),
  )
  expect(found.rows.find(({ loss }) => loss === 'CE sum')).toMatchObject({ '0.001': null })
  expect(found.panels[0]!.series.map(({ points }) => points.length)).toEqual([
    1, 1, 1, 1, 1, 1, 1, 2, 1,
  ])
  expect(found.notes).toEqual(['1 epoch of 600 images, seed 1.'])
  const longerPreset = { ...madeUpPreset, extraEpochs: 2 }
  expect(rates(results({ nets: ['n0'], preset: longerPreset })).notes).toEqual([
    '2 epochs of 600 images, seed 1.',
  ])
})
