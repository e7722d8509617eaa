/** Against SciPy: test/goldens/make_statistics.py. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bootstrapMedian } from '../../../lib/experiments/statistics/bootstrap'
import { calibration } from '../../../lib/experiments/statistics/calibration'
import { incompleteBeta } from '../../../lib/experiments/statistics/gamma'
import { exactP, holm, mcnemar } from '../../../lib/experiments/statistics/mcnemar'
import {
  meanInterval,
  studentQuantile,
  wilsonInterval,
} from '../../../lib/experiments/statistics/student'

interface Goldens {
  median: { values: number[]; median: number; low: number; high: number }[]
  mean: { values: number[]; mean: number; low: number; high: number }[]
  mcnemar: { b: number; c: number; p: number; chiSquared: number }[]
  holm: { ps: number[]; adjusted: number[] }[]
  beta: { a: number; b: number; x: number; value: number }[]
  quantile: { p: number; df: number; t: number }[]
  wilson: { hits: number; count: number; low: number; high: number }[]
}

const goldens = JSON.parse(
  readFileSync(join(__dirname, '../../goldens/statistics.json'), 'utf8'),
) as Goldens

test.each(goldens.median)('the median and its bootstrap interval', ({ values, ...expected }) => {
  const found = bootstrapMedian(values)
  expect(found.estimate).toBeCloseTo(expected.median, 10)
  // SciPy's resamples are finite: the ends agree within a tenth of the interval.
  const tolerance = 0.1 * (expected.high - expected.low)
  expect(Math.abs(found.low - expected.low)).toBeLessThan(tolerance)
  expect(Math.abs(found.high - expected.high)).toBeLessThan(tolerance)
})

test.each(goldens.mean)('the mean of $values and its interval', ({ values, ...expected }) => {
  const { estimate, low, high } = meanInterval(values)
  expect(estimate).toBeCloseTo(expected.mean, 10)
  expect(low).toBeCloseTo(expected.low, 8)
  expect(high).toBeCloseTo(expected.high, 8)
})

test('one value has no interval', () => {
  expect(meanInterval([4])).toEqual({ estimate: 4, low: NaN, high: NaN })
})

test.each(goldens.mcnemar)("McNemar's test of $b against $c", ({ b, c, p, chiSquared }) => {
  const of = (isFirst: boolean): boolean[] => [
    ...Array.from({ length: b }, () => isFirst),
    ...Array.from({ length: c }, () => !isFirst),
    true,
    false,
  ]
  const found = mcnemar(of(true), of(false).with(-2, true).with(-1, false))
  expect([found.onlyFirst, found.onlySecond]).toEqual([b, c])
  expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-9)
  expect(found.chiSquared).toBeCloseTo(chiSquared, 12)
  expect(exactP(c, b)).toBeCloseTo(p, 12)
})

test.each(goldens.holm)("Holm's correction of $ps", ({ ps, adjusted }) => {
  holm(ps).forEach((p, i) => expect(p).toBeCloseTo(adjusted[i]!, 12))
})

test.each(goldens.beta)('I_$x($a, $b)', ({ a, b, x, value }) => {
  expect(Math.abs(incompleteBeta(a, b, x) / value - 1)).toBeLessThan(1e-11)
})

test.each(goldens.quantile)("Student's t at $p with $df degrees", ({ p, df, t }) => {
  expect(studentQuantile(p, df)).toBeCloseTo(t, 9)
})

test.each(goldens.wilson)("Wilson's interval of $hits in $count", ({ hits, count, low, high }) => {
  const found = wilsonInterval(hits, count)
  expect(found.low).toBeCloseTo(low, 10)
  expect(found.high).toBeCloseTo(high, 10)
})

test('calibration compares scores with shares, bin by bin', () => {
  const { bins, error } = calibration([0.1, 0.2, 0.9, 1], [false, true, true, false], 2)
  expect(bins[0]).toMatchObject({ count: 2, accuracy: 0.5 })
  expect(bins[0]!.confidence).toBeCloseTo(0.15)
  expect(bins[1]!.confidence).toBeCloseTo(0.95)
  // Both bins: |1 right − 0.3| and |1 right − 1.9|, over four samples.
  expect(error).toBeCloseTo((0.7 + 0.9) / 4)
  expect(calibration([0.1], [true], 2).bins[1]!.accuracy).toBeNaN()
})
