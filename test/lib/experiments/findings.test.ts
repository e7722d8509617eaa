/** What is said of results that turn out otherwise, and where some of them are not there. */
import { calibrated } from '../../../lib/experiments/beyond/calibrated'
import { control } from '../../../lib/experiments/beyond/control'
import { overlap } from '../../../lib/experiments/beyond/overlap'
import { rates } from '../../../lib/experiments/beyond/rates'
import { tail } from '../../../lib/experiments/beyond/tail'
import { ways } from '../../../lib/experiments/beyond/ways'
import type { Exhibit } from '../../../lib/experiments/exhibit'
import { figure1, mainNet } from '../../../lib/experiments/figure/figure1'
import { figure2 } from '../../../lib/experiments/figure/figure2'
import { figure3 } from '../../../lib/experiments/figure/figure3'
import { figure4 } from '../../../lib/experiments/figure/figure4'
import { figure5 } from '../../../lib/experiments/figure/figure5'
import { figure6 } from '../../../lib/experiments/figure/figure6'
import { figure7 } from '../../../lib/experiments/figure/figure7'
import { figure8 } from '../../../lib/experiments/figure/figure8'
import type { FinishedRun, Results } from '../../../lib/experiments/results'
import { table1 } from '../../../lib/experiments/table/table1'
import { table2 } from '../../../lib/experiments/table/table2'
import { table3 } from '../../../lib/experiments/table/table3'
import { table4 } from '../../../lib/experiments/table/table4'
import { madeUp, madeUpPreset } from './madeUp'

type Make = (results: Results) => Exhibit

let made: Results[] = []
afterEach(() => {
  for (const { sets } of made) sets.dispose()
  made = []
})

function results(options: Parameters<typeof madeUp>[0]): Results {
  const one = madeUp(options)
  made.push(one)
  return one
}

function findings({ findings: found }: Exhibit): [holds: boolean | null, text: string][] {
  return found.map(({ holds, text }) => [holds, text])
}

const none: Parameters<typeof madeUp>[0] = { isFinished: () => false, steps: {} }

test.each<[Make, string, string, string]>([
  [table1, 'table-1', 'Table 1', 'no times were measured'],
  [table2, 'table-2', 'Table 2', 'no times were measured'],
  [table3, 'table-3', 'Table 3', 'no run is finished'],
  [table4, 'table-4', 'Table 4', 'no run of ISBE and of cross-entropy is finished'],
  [figure1, 'figure-1', 'Figure 1', 'no run on MNIST is finished'],
  [figure2, 'figure-2', 'Figure 2', 'no run on MNIST is finished'],
  [figure3, 'figure-3', 'Figure 3', 'no run on MNIST is finished'],
  [figure4, 'figure-4', 'Figure 4', 'it needs finished runs of both N0 and N1'],
  [figure6, 'figure-6', 'Figure 6', 'no run of VGG-16 is finished'],
  [figure7, 'figure-7', 'Figure 7', 'no run of VGG-16 is finished'],
  [figure8, 'figure-8', 'Figure 8', 'no run of VGG-16 is finished'],
  [control, 'control', 'Negative control', 'its run, or that of softmax on N0, is not finished'],
  [ways, 'ways', 'Direct and autograd', 'no times were measured'],
  [overlap, 'overlap', 'Misclassified images', 'fewer than two runs on MNIST are finished'],
  [calibrated, 'calibration', 'Calibration', 'no run on MNIST is finished'],
  [tail, 'tail', 'Rare classes', 'none of its runs is finished'],
  [rates, 'rates', 'Learning rate', 'none of its runs is finished'],
])('%p of nothing says why it is not shown', (make, id, label, reason) => {
  expect(make(results(none))).toMatchObject({
    ...{ id, label, notes: [`Not shown: ${reason}.`] },
    ...{ rows: [], columns: [], panels: [], pictures: [], findings: [] },
  })
})

test('figures of CIFAR-10 say whether its images, its runs or the plan of them are missing', () => {
  const isFinished = ({ config }: { config: { net: string } }): boolean => config.net !== 'vgg16'
  const missing = { cifar10: 'CIFAR-10: expected its files. Fetch them.' }
  const unplanned = { ...madeUpPreset, nets: { n0: madeUpPreset.nets.n0! } }
  for (const make of [figure6, figure7, figure8]) {
    const notes = (options: Parameters<typeof madeUp>[0]): string[] => make(results(options)).notes
    expect(notes({ isFinished, missing })).toEqual([
      'Not shown: CIFAR-10: expected its files. Fetch them.',
    ])
    expect(notes({ isFinished })).toEqual(['Not shown: no run of VGG-16 is finished.'])
    const notTrained = ['Not shown: the preset made up does not train VGG-16.']
    expect(notes({ preset: unplanned })).toEqual(notTrained)
    expect(notes({ preset: unplanned, missing })).toEqual(notTrained)
  }
})

test('Figure 5 shows the datasets that are there, and says why another one is not', () => {
  const found = figure5(results({ missing: { mnist: 'MNIST: expected files' } }))
  expect(found.pictures.map(({ caption }) => caption)).toEqual([
    'CIFAR-10 (made up), test images: a column a class, from 0 to 9',
  ])
  expect(found.notes).toEqual(['Not shown: MNIST: expected files'])
})

test('of fewer than six steps nothing is said of times', () => {
  const few = results({ steps: { n1: 5 } })
  const text = 'too few steps were measured to say anything.'
  const expected = [
    [null, `N1, direct: ${text}`],
    [null, `N1, autograd: ${text}`],
  ]
  expect(findings(table2(few))).toEqual(expected)
  expect(findings(ways(few))).toEqual(expected)
  expect(findings(ways(results({ steps: { n1: 6 } })))[0]![0]).toBe(true)
})

test('N1 stands for the networks of MNIST, then N0, then N1r', () => {
  const of = (...nets: string[]) =>
    mainNet(results({ isFinished: ({ config }) => nets.includes(config.net), steps: {} }))
  expect(of('n0', 'n1', 'n1r')).toBe('n1')
  expect(of('n1r', 'n0')).toBe('n0')
  expect(of('vgg16', 'n1r')).toBe('n1r')
  expect(of('vgg16')).toBeUndefined()
})

test('Table 4 names what is better, and does not call a tie worse', () => {
  // Softmax is as cross-entropy is, tanh gets all images right.
  const found = results({ nets: ['n0'], steps: {} })
  const good = found.runs('paper', 'n0', 'isbe:tanh')
  const labels = found.sets.labels('mnist')
  for (const { result } of good) {
    result.predictions = Buffer.from(Uint8Array.from(labels)).toString('base64')
  }
  const [first, ...others] = findings(table4(found))
  expect(others).toEqual([])
  expect(first).toEqual([
    true,
    'N0: after correction, ISBE is significantly better in 3 and worse in 0 of 15 comparisons; ' +
      'better: tanh against mean, tanh against none, tanh against sum.',
  ])
})

test('Table 4 compares the seeds that both have', () => {
  const found = results({
    nets: ['n0'],
    isFinished: ({ config: { loss, seed } }) =>
      loss === 'ce:mean' || (loss === 'isbe:tanh' && seed === 2),
  })
  const [own] = found.runs('paper', 'n0', 'isbe:tanh')
  const [first, second] = found.runs('paper', 'n0', 'ce:mean')
  const wrong = (run: FinishedRun): number => {
    const labels = found.sets.labels('mnist')
    const predictions = Buffer.from(run.result.predictions, 'base64')
    return labels.filter((label, i) => predictions[i] !== label).length
  }
  expect(wrong(first!)).not.toBe(wrong(second!))
  const { rows } = table4(found)
  expect(rows).toHaveLength(1)
  expect(rows[0]!.deltaAlpha).toBeCloseTo((100 / 80) * (wrong(second!) - wrong(own!)), 10)
})

const ends = { 'ce:mean': 0.1, 'ce:none': 0.2, 'isbe:tanh': 0.5, 'isbe:hardtanh': 0.6 } as const
const lossOf = (loss: string): number => (ends as Record<string, number>)[loss] ?? 0.3

test('Figure 2: clusters are apart where no range touches another', () => {
  const apart = results({ alter: ({ loss }) => ({ trainLoss: lossOf(loss) }) })
  const text = 'clusters apart from each other; means of the last epoch: cross-entropy 0.150, '
  expect(findings(figure2(apart))).toEqual([
    [true, `N1: the curves end in ${text}scores in [0, 1] 0.300, scores in [−1, 1] 0.550.`],
  ])
  // The least of one cluster is the most of another.
  const touching = (loss: string): number => (loss === 'isbe:tanh' ? 0.3 : lossOf(loss))
  const touched = results({ alter: ({ loss }) => ({ trainLoss: touching(loss) }) })
  expect(findings(figure2(touched))).toEqual([
    [false, `N1: the curves do not end in ${text}scores in [0, 1] 0.300, scores in [−1, 1] 0.450.`],
  ])
  const some = results({ isFinished: ({ config: { loss } }) => loss === 'ce:mean' })
  expect(findings(figure2(some))).toEqual([
    [true, expect.stringMatching(/means of the last epoch: cross-entropy [\d.]+\.$/)],
  ])
})

test('Figure 4: N1 is better, or as good and then not', () => {
  const of = (n1: number): unknown[] =>
    findings(figure4(results({ alter: ({ net }) => ({ testAccuracy: net === 'n1' ? n1 : 0.5 }) })))
  const mean = 'The mean over all losses after the last epoch is 50.00 % for N0 and '
  expect(of(0.75)).toEqual([[true, `${mean}75.00 % for N1: N1 is better, as the paper says.`]])
  expect(of(0.5)).toEqual([
    [false, `${mean}50.00 % for N1: N1 is not better, as the paper says it is.`],
  ])
})

test('Figure 4 needs both networks', () => {
  const of = (net: string): string[] =>
    figure4(results({ isFinished: ({ config }) => config.net === net, steps: {} })).notes
  expect(of('n0')).toEqual(of('n1'))
  expect(of('n0')[0]).toMatch(/^Not shown/)
})

test('Figure 7: the groups are apart where the least of tanh lies above the most of the others', () => {
  const of = (tanh: number, wanted = /./): unknown[] =>
    findings(
      figure7(
        results({
          isFinished: ({ config }) => wanted.test(config.loss),
          alter: ({ loss }) => ({ validationLoss: loss === 'isbe:tanh' ? tanh : lossOf(loss) }),
        }),
      ),
    )
  const text = (is: string, tanh: string): string =>
    `After the last epoch the validation losses of the two groups are ${is}apart: hardsigmoid ` +
    `0.300, hardtanh 0.600, sigmoid 0.300, softmax 0.300, tanh ${tanh}.`
  expect(of(0.31)).toEqual([[true, text('', '0.310')]])
  expect(of(0.3)).toEqual([[false, text('not ', '0.300')]])
  expect(of(0.3, /tanh/)).toEqual([])
  expect(of(0.3, /softmax/)).toEqual([])
})

test('Figure 8: tanh is ahead, or not', () => {
  const best = results({
    isFinished: ({ config }) => /mean|tanh/.test(config.loss),
    alter: ({ loss }) => ({ testAccuracy: loss === 'isbe:tanh' ? 0.987 : 0.1 }),
  })
  expect(findings(figure8(best))).toEqual([
    [
      true,
      'The paper finds tanh slightly ahead on test images. Here the best epochs are, in order: ' +
        'tanh 98.70 %, CE mean 94.00 %, hardtanh 89.50 %.',
    ],
  ])
})

test('the control has failed from five points below softmax on', () => {
  const of = (accuracy: number): unknown[] =>
    findings(
      control(
        results({
          alter: ({ loss }) => ({ testAccuracy: loss === 'isbe:normalize' ? accuracy : 0.75 }),
        }),
      ),
    )
  expect(of(0.6875)).toEqual([
    [
      true,
      'normalize ends at 68.75 % of the test images, softmax at 75.00 %: it fails to converge, as ' +
        'the paper reports.',
    ],
  ])
  expect(of(0.7)).toEqual([
    [
      false,
      'normalize ends at 70.00 % of the test images, softmax at 75.00 %: it does converge here, ' +
        'which the paper does not report.',
    ],
  ])
  const notes = ['Not shown: its run, or that of softmax on N0, is not finished.']
  const without = (name: string): string[] =>
    control(results({ isFinished: ({ config }) => config.loss !== name })).notes
  expect([without('isbe:normalize'), without('isbe:softmax')]).toEqual([notes, notes])
})
