import torch, { isbe, type Tensor } from '../../../lib'
import { difference, held, numbersOf } from './fixtures'
import { reference } from './reference'

const variable = 'ISBE_TEST_LARGE'
const limit = 2 ** 31

const shapes: [what: string, n: number, k: number][] = [
  ['many classes', 32769, 65537],
  ['many samples', 2 ** 30 + 8, 2],
]

/** Known logits in the rows around element 2³¹ and in the last one; all other logits are 0. */
function knownRows(n: number, k: number): number[] {
  const around = Math.floor(limit / k)
  return [0, around - 1, around, n - 1]
}

function rowOf(tensor: Tensor, row: number): number[] {
  return numbersOf(tensor.select(0, row))
}

function compare(n: number, k: number): void {
  const logits = torch.zeros([n, k], { dtype: 'bfloat16' })
  expect(logits.numel()).toBeGreaterThan(limit)
  const target = torch.zeros([n], { dtype: 'uint8' })
  const rows = knownRows(n, k)
  for (const row of rows) {
    logits.select(0, row).fill_(-1)
    logits.select(0, row).select(0, 1).fill_(2)
    target.select(0, row).fill_(1)
  }
  const before = rows.map(row => held(rowOf(logits, row), [k], 'bfloat16'))
  const { error, correct } = isbe.softError_(logits, target, { reduction: 'sum' })
  rows.forEach((row, i) => {
    const expected = reference(
      [k],
      before[i]!.numbers,
      { indices: [1] },
      { reduction: 'sum' },
    ).error
    expect(difference(`row ${row}`, rowOf(error, row), expected, 'bfloat16')).toBeNull()
  })
  // Of equal logits the first is the prediction, and class 0 is the target of all other rows.
  expect(correct.item()).toBe(n)
}

test.each(shapes)(
  'N·K above 2³¹, %s',
  (_, n, k) => {
    if (process.env[variable] === undefined) {
      console.log(
        `skipped: takes 7 GB of memory; run it with ${variable}=1 npx jest test/lib/isbe/large`,
      )
      return
    }
    torch.tidy(() => compare(n, k))
    torch.emptyCache()
  },
  600_000,
)
