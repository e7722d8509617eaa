/** The parts of a run: images, augmentation, balance, results. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomAffine } from '../../../lib/experiments/run/augment'
import { balanceOptions } from '../../../lib/experiments/run/balance'
import { Images, loadSource, type Selection } from '../../../lib/experiments/run/data'
import { ImageSet } from '../../../lib/experiments/run/imageSet'
import {
  decodeBytes,
  decodeScores,
  encodeBytes,
  encodeScores,
  finalAccuracy,
} from '../../../lib/experiments/run/result'
import { rightOf } from '../../../lib/experiments/run/right'
import { smallImages } from '../../../lib/experiments/run/smallImages'
import { TestSets } from '../../../lib/experiments/run/testSets'
import { manualSeed, tensor, tidy } from '../../../lib'
import { operators } from '../../../lib/tensor'
import { madeUp } from './madeUp'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-parts-'))
  for (const name of [...[1, 2, 3, 4, 5].map(i => `data_batch_${i}`), 'test_batch'])
    writeFileSync(join(folder, `${name}.bin`), cifarBatch(40))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Records of CIFAR-10's binary version: the class, then the pixels. */
function cifarBatch(count: number): Buffer {
  const size = 3073
  const bytes = Buffer.from(Uint8Array.from({ length: count * size }, (_, i) => (i * 7) % 251))
  for (let i = 0; i < count; ++i) bytes[i * size] = i % 10
  return bytes
}

const set = (): ImageSet =>
  new ImageSet(
    tensor([[[[0, 51]]], [[[102, 153]]], [[[204, 255]]]], { dtype: 'uint8' }),
    tensor([7, 8, 9], { dtype: 'int64' }),
  )

test('a set of images gives floats from 0 to 1 by index', () => {
  using images = set()
  tidy(() => {
    const { input, target } = images.gather(tensor([2, 0], { dtype: 'int64' }))
    expect(input.toArray()).toEqual(tensor([[[[0.8, 1]]], [[[0, 0.2]]]]).toArray())
    expect(target.toArray()).toEqual([9, 7])
  })
  expect(images.length).toBe(3)
  using chosen = images.select([2, 2, 1])
  expect([chosen.length, chosen.labels.toArray()]).toEqual([3, [9, 9, 8]])
  using first = images.view(2, batch => batch.mul(10))
  expect(first.labels.toArray()).toEqual([7, 8])
  tidy(() => {
    const { input } = first.gather(tensor([0], { dtype: 'int64' }))
    expect(input.toArray<number[][][][]>()[0]![0]![0]![1]).toBeCloseTo(2, 5)
  })
  using whole = first.view()
  expect(whole.length).toBe(2)
  expect(whole.transform).toBe(first.transform)
})

test('pixels of some images', () => {
  using images = set()
  expect(
    smallImages(images, [1, 0]).map(each => ({ ...each, pixels: [...(each.pixels as number[])] })),
  ).toEqual([
    { channels: 1, height: 1, width: 2, pixels: [102, 153] },
    { channels: 1, height: 1, width: 2, pixels: [0, 51] },
  ])
})

test('an affine map turns, shears, scales and shifts each image by its own numbers', () => {
  const ranges = { angle: 30, shift: 0.2, scale: 0.25, shear: 15 }
  const [count, size] = [3, 9]
  tidy(() => {
    manualSeed(3)
    const images = operators.rand([count, 2, size, size])
    manualSeed(4)
    const found = randomAffine(images, ranges)
    manualSeed(4)
    const draw = (most: number): number[] =>
      operators
        .rand([count])
        .toArray<number[]>()
        .map(value => 2 * most * value - most)
    const radian = Math.PI / 180
    const [angles, shears, scales] = [30 * radian, 15 * radian, 0.25].map(most => draw(most))
    const [right, down] = [draw(0.4), draw(0.4)]
    const theta = Array.from({ length: count }, (_, i) => {
      const [shear, by] = [Math.tan(shears![i]!), 1 + scales![i]!]
      const [cos, sin] = [Math.cos(angles![i]!) / by, Math.sin(angles![i]!) / by]
      return [
        [cos, cos * shear - sin, right[i]!],
        [sin, sin * shear + cos, down[i]!],
      ]
    })
    const grid = operators.affineGridGenerator(tensor(theta), [count, 2, size, size], false)
    const expected = operators.gridSampler(images, grid, 0, 0, false)
    expect(found.sub(expected).abs().max().item<number>()).toBeLessThan(1e-5)
    const none = randomAffine(images, { angle: 0, shift: 0, scale: 0, shear: 0 })
    expect(none.sub(images).abs().max().item<number>()).toBeLessThan(1e-5)
  })
})

test('rare classes weigh more, by each kind of balance', () => {
  const classCounts = (): number[] => [16, 1, 4]
  const of = (balance: Parameters<typeof balanceOptions>[0]['balance']) => {
    using options = balanceOptions({ balance }, { classCounts }, 'cpu')
    return Object.fromEntries(
      Object.entries(options.tensors).map(([name, made]) => [
        name,
        (made as ReturnType<typeof tensor>)
          .toArray<number[]>()
          .map(each => Number(each.toFixed(5))),
      ]),
    )
  }
  expect(of('none')).toEqual({})
  // 1/16, 1 and 1/4 over their mean, 7/16.
  expect(of('weights')).toEqual({ weight: [0.14286, 2.28571, 0.57143] })
  expect(of('dilation')).toEqual({ dilation: [1, 2, 1.41421] })
  expect(of('inverse dilation')).toEqual({ dilation: [1, 0.5, 0.70711] })
  // −log of 16/21, 1/21 and 4/21.
  expect(of('relocation')).toEqual({ relocation: [0.27193, 3.04452, 1.65823] })
  const options = balanceOptions({ balance: 'weights' }, { classCounts }, 'cpu')
  const weight = options.tensors.weight!
  options[Symbol.dispose]()
  expect(() => weight.toArray()).toThrow(/disposed/)
})

const selection: Selection = { data: 'cifar10', train: 150, validation: 20, test: 7, tail: null }

test('the split is the same each time, and none of its images is in both parts', () => {
  const of = (change: Partial<Selection> = {}): number[][][] => {
    using images = new Images({ ...selection, ...change }, { cifar10: folder })
    const { train, validation, test: shown, measured } = images
    return [train, validation, shown, measured].map(part =>
      smallImages(
        part,
        Array.from({ length: part.length }, (_, i) => i),
      ).map(each => Array.from(each.pixels).slice(0, 40)),
    )
  }
  const [train, validation, shown, measured] = of() as [
    number[][],
    number[][],
    number[][],
    number[][],
  ]
  expect([train, validation, shown, measured].map(part => part.length)).toEqual([150, 20, 7, 20])
  expect(measured).toEqual(train.slice(0, 20))
  expect(of()[0]).toEqual(train)
  expect(of({ train: 10 })[0]).toEqual(train.slice(0, 10))
  expect(of({ train: 10 })[3]).toEqual(train.slice(0, 10))
  expect(of({ validation: 5 })[1]).toEqual(validation.slice(15))
  using source = sourceOf()
  expect(shown).toEqual(
    smallImages(source.test, [0, 1, 2, 3, 4, 5, 6]).map(each =>
      Array.from(each.pixels).slice(0, 40),
    ),
  )
})

function sourceOf() {
  const source = loadSource('cifar10', { cifar10: folder })
  return {
    ...source,
    [Symbol.dispose]: () => {
      source.train.dispose()
      source.test.dispose()
    },
  }
}

test('a long tail has fewer of each next class', () => {
  const counts = (tail: number | null): number[] => {
    using images = new Images({ ...selection, train: 200, tail }, { cifar10: folder })
    return images.classCounts()
  }
  expect(counts(null)).toEqual(Array(10).fill(20))
  // 20 · 100^(−k/9), rounded, and at least one.
  expect(counts(100)).toEqual([20, 12, 7, 4, 3, 2, 1, 1, 1, 1])
  expect(counts(2)).toEqual([20, 19, 17, 16, 15, 14, 13, 12, 11, 10])
})

test('a dataset is labelled by its name, and one that is not there says why', () => {
  using source = sourceOf()
  expect([source.title, source.train.length, source.test.length]).toEqual(['CIFAR-10', 200, 40])
  using sets = new TestSets({ cifar10: folder, mnist: join(folder, 'none') })
  expect(sets.whyMissing('cifar10')).toBeNull()
  expect(sets.whyMissing('mnist')).toMatch(/^MNIST: expected /)
  expect(sets.source('cifar10')).toBe(sets.source('cifar10'))
  const labels = sets.labels('cifar10')
  expect(labels).toEqual(Array.from({ length: 40 }, (_, i) => i % 10))
  expect(sets.labels('cifar10')).toBe(labels)
  const { test: images } = sets.source('cifar10')
  sets.dispose()
  expect(() => images.labels.toArray()).toThrow(/disposed/)
})

test('results are kept as bytes and as scores of 16 bits', () => {
  expect(encodeBytes([0, 9, 255])).toBe('AAn/')
  expect([...decodeBytes('AAn/')]).toEqual([0, 9, 255])
  expect(encodeScores([0, 1, 1 / 65535])).toBe('AAD//wEA')
  expect(decodeScores('AAD//wEA')).toEqual([0, 1, 1 / 65535])
  expect(decodeScores(encodeScores([-0.1, 1.1, 0.5 / 65535, 0.49 / 65535]))).toEqual([
    ...[0, 1, 1 / 65535, 0],
  ])
})

test('what a run ends with, and which images it gets right', () => {
  const results = madeUp({ nets: ['n0'] })
  const run = results.first('n0', 'isbe:softmax')
  expect(finalAccuracy(run.result)).toBe(run.result.epochs[2]!.testAccuracy)
  const right = rightOf(run, results.sets)
  expect(right.filter(Boolean).length / right.length).toBe(finalAccuracy(run.result))
  expect(results.isComplete('n0')).toBe(true)
  expect(results.isComplete('n1')).toBe(false)
  expect(results.nets).toEqual(['n0'])
  expect(results.runs('paper', 'n0')).toHaveLength(16)
  expect(results.titleOf({ data: 'cifar10' })).toBe('CIFAR-10 (made up)')
  expect(() => results.first('n1', 'ce:sum')).toThrow(
    'results: expected a run of n1 with ce:sum, found none',
  )
  results.sets.dispose()
})
