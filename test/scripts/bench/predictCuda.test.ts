/** The expected times of the CUDA kernels, as docs/performance-cuda.md has them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cards, predict, predictions } from '../../../scripts/bench/predictCuda'

const [h100] = cards

it('the document has the table that the script computes', () => {
  const document = readFileSync(
    join(__dirname, '..', '..', '..', 'docs', 'performance-cuda.md'),
    'utf8',
  )
  expect(document).toContain(`\n${predictions()}\n`)
})

it('a large call is bound by the bytes of X and E', () => {
  const { isbe } = predict({ n: 2 ** 20, k: 1000, dtype: 'float32' }, h100!)
  expect(isbe).toBeCloseTo((2 ** 20 * 1000 * 8) / 2.9e12, 4)
})

it('a small one by its launches', () => {
  const { isbe, crossEntropy } = predict({ n: 1, k: 2, dtype: 'float32' }, h100!)
  expect(crossEntropy / isbe).toBeCloseTo(6, 3)
})

it('rows that fit neither shared memory nor, together, L2 are read twice', () => {
  const seconds = (k: number): number => predict({ n: 512, k, dtype: 'float32' }, h100!).isbe
  expect(seconds(58_000) / seconds(57_000)).toBeCloseTo((1.5 * 58) / 57, 1)
})
