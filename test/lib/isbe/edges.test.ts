/** Rows, class counts and batches at the edges; threads. */
import torch, { isbe, type Tensor } from '../../../lib'
import {
  allBits,
  distributionsOf,
  expectReference,
  floats,
  held,
  indicesOf,
  logitsOf,
  numbersOf,
  optionsOf,
  samplesShape,
  type Float,
  type Held,
} from './fixtures'
import { normalizations } from './matrix'
import { leafOf } from './numerical'
import { type PlainOptions } from './reference'
import { classesOf } from './terms'

const names = Object.keys(normalizations)
const { Infinity: inf, NaN: nan } = globalThis

/** Compares the operator with the reference. */
function check(logits: Held, target: Held, options: PlainOptions = {}): void {
  torch.tidy(() => {
    const tensors = optionsOf(options, logits.tensor.dtype as Float)
    expectReference(isbe.softError(logits.tensor, target.tensor, tensors), logits, target, options)
  })
}

describe('rows of extreme logits', () => {
  const rows = [
    [0, 1, 2],
    [inf, 0, 1],
    [-inf, 0, 1],
    [1, 0, -inf],
    [-inf, -inf, -inf],
    [inf, inf, 0],
    [inf, -inf, 0],
    [nan, 0, 1],
    [1, nan, 0],
    [inf, nan, -inf],
    [1e4, -1e4, 0],
    [1e4, 1e4, -1e4],
    [-1e4, -1e4, -1e4],
    [0, 0, 0],
    [3, 2, 1],
    [-inf, -inf, -inf],
  ]

  /** Few classes, more than a vector, several blocks: the row's last logit repeated, or its first. */
  function lengthened(row: number[], classes: number, atEnd: boolean): number[] {
    const more = Array<number>(classes - 3).fill(row[atEnd ? 2 : 0]!)
    return atEnd ? [...row, ...more] : [...more, ...row]
  }

  const lengths = [3, 40, 5000].flatMap(classes =>
    [true, false].map(atEnd => [classes, atEnd] as const),
  )
  it.each(lengths)('among %i classes (first: %p)', (classes, atEnd) => {
    const numbers = rows.flatMap(row => lengthened(row, classes, atEnd))
    const target = held(
      rows.map((_, i) => i % 3),
      [rows.length],
      'int64',
    )
    for (const dtype of classes < 100 ? floats : (['float32', 'bfloat16'] as const)) {
      const logits = held(numbers, [rows.length, classes], dtype)
      for (const normalization of isbe.normalizations)
        check(logits, target, { normalization, reduction: 'none' })
      check(logits, target, { reduction: 'none', report: 'potential' })
    }
  })

  it.each(names)('%s: NaN stays NaN, and in its own row', name => {
    for (const [shape, poisoned] of [
      [[9, 10], 23],
      [[3, 50], 77],
      [[3, 5000], 7000],
    ] as const) {
      const { numbers } = logitsOf(shape, 'float32')
      const logits = held(numbers.with(poisoned, NaN), shape, 'float32')
      const options = optionsOf(normalizations[name]!(shape[1]), 'float32')
      const { error, value } = isbe.softError(
        logits.tensor,
        indicesOf(shape, 'int64').tensor,
        options,
      )
      expect(value.item()).toBeNaN()
      const at = numbersOf(error).flatMap((e, i) => (Number.isNaN(e) ? [i] : []))
      const row = Math.floor(poisoned / shape[1])
      expect(at).toContain(poisoned)
      expect(at.filter(i => Math.floor(i / shape[1]) !== row)).toEqual([])
    }
  })

  it('a logit of -inf at the target has an infinite potential and an error of -1', () => {
    for (const classes of [3, 40]) {
      const row = held([-inf, ...Array<number>(classes - 1).fill(0)], [1, classes], 'float64')
      const found = isbe.softError(row.tensor, torch.zeros([1], { dtype: 'int64' }), {
        report: 'potential',
      })
      expect(found.value.item()).toBe(Infinity)
      expect(numbersOf(found.error)[0]).toBe(-1)
    }
  })
})

describe('class counts', () => {
  it.each([1, 2, 3, 4, 7, 8, 9, 10, 16, 17, 31, 32, 33, 1000, 2049])('K = %i', classes => {
    const shapes = [[classes < 100 ? 37 : 3, classes], [classes], [2, classes, 3]]
    for (const shape of shapes) {
      for (const dtype of classes < 100 ? floats : (['float64', 'bfloat16'] as const)) {
        const logits = logitsOf(shape, dtype)
        for (const target of [indicesOf(shape, 'int64'), distributionsOf(shape, dtype)]) {
          for (const name of names)
            check(logits, target, { ...normalizations[name]!(classes), report: 'potential' })
        }
      }
    }
  })

  it.each(['softmax', 'softmax(d⊙x − c), sending d⊙E', 'tanh', 'normalize'])(
    'K = 65537, %s',
    name => {
      const shape = [2, 65537]
      for (const dtype of ['float32', 'bfloat16'] as const) {
        const options = { ...normalizations[name]!(65537), reduction: 'sum' } as const
        check(logitsOf(shape, dtype), held([65536, 12345], [2], 'int64'), options)
      }
    },
  )

  it.each([[65537], [2, 65537], [1, 65537, 2]].map(shape => ({ shape })))(
    'K = 65537, $shape',
    ({ shape }) => {
      for (const target of [indicesOf(shape, 'int64'), distributionsOf(shape, 'float32')]) {
        for (const report of ['mse', 'potential'] as const)
          check(logitsOf(shape, 'float32'), target, { report })
      }
    },
  )
})

describe('batches in which nothing counts', () => {
  const reports = isbe.reports.flatMap(report =>
    (['mean', 'sum', 'none'] as const).map(reduction => ({ report, reduction })),
  )

  it.each(
    [
      [0, 5],
      [0, 50],
      [0, 5, 3],
      [2, 5, 0],
    ].map(shape => ({ shape })),
  )('empty, $shape', ({ shape }) => {
    for (const dtype of floats) {
      for (const target of [indicesOf(shape, 'int64'), distributionsOf(shape, dtype)]) {
        for (const options of reports) check(logitsOf(shape, dtype), target, options)
      }
    }
    const leaf = leafOf(logitsOf(shape, 'float32').tensor)
    new isbe.IsbeLoss().forward(leaf, indicesOf(shape, 'int64').tensor).backward()
    expect(leaf.grad!.shape).toEqual(shape)
  })

  it.each([[5], [19, 10], [3, 40], [2, 5, 3]].map(shape => ({ shape })))(
    'all ignored, $shape',
    ({ shape }) => {
      const positions = samplesShape(shape)
      const count = positions.reduce((product, size) => product * size, 1)
      for (const ignoreIndex of [-100, 2, 1e6]) {
        const target = held(Array<number>(count).fill(ignoreIndex), positions, 'int64')
        for (const name of names) {
          for (const options of reports) {
            const all = { ...normalizations[name]!(classesOf(shape)), ...options, ignoreIndex }
            check(logitsOf(shape, 'float32'), target, all)
          }
        }
        const { error } = isbe.softError(logitsOf(shape, 'float32').tensor, target.tensor, {
          ignoreIndex,
        })
        expect(new Set(numbersOf(error))).toEqual(new Set([0]))
      }
    },
  )

  it('an ignored row may hold anything', () => {
    for (const classes of [3, 40]) {
      const logits = held(
        [...Array<number>(classes).fill(nan), ...Array<number>(classes).fill(1)],
        [2, classes],
        'float32',
      )
      check(logits, held([-100, 0], [2], 'int64'), { report: 'potential' })
    }
  })
})

describe('threads', () => {
  const threads = torch.getNumThreads()
  afterAll(() => torch.setNumThreads(threads))

  function results(logits: Tensor, targets: readonly Tensor[]): string[] {
    return targets.flatMap(target =>
      names.flatMap(name => {
        const options = optionsOf(
          normalizations[name]!(classesOf(logits.shape)),
          logits.dtype as Float,
        )
        return allBits(isbe.softError(logits, target, { ...options, report: 'potential' }))
      }),
    )
  }

  const cases = floats.flatMap(dtype =>
    [
      [4099, 10],
      [33, 1000],
      [3, 20000],
      [5, 7, 31, 29],
    ].map(shape => ({ dtype, shape })),
  )
  it.each(cases)('one and two give the same bits: $shape, $dtype', ({ shape, dtype }) => {
    const { tensor } = logitsOf(shape, dtype)
    const targets = [indicesOf(shape, 'int64', -100).tensor, distributionsOf(shape, dtype).tensor]
    const [one, two] = [1, 2].map(count =>
      torch.tidy(() => {
        torch.setNumThreads(count)
        expect(torch.getNumThreads()).toBe(count)
        return results(tensor, targets)
      }),
    )
    expect(one!.every((bits, i) => bits === two![i])).toBe(true)
    expect(new Set(one).size).toBeGreaterThan(10)
  })
})
