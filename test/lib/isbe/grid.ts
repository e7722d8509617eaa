/**
 * The cases in which CUDA kernels are compared with those of the CPU, whether they run on a GPU or in
 * the emulation: a part of the grid that scripts/check/opcheck/kernels/cases.py goes through.
 */
import torch, { isbe, type Tensor } from '../../../lib'
import { describeTensor } from '../../../lib/tensor'
import {
  distributionsOf,
  floats,
  indicesOf,
  integers,
  logitsOf,
  optionsOf,
  samplesShape,
  sizeOf,
  spread,
  tensorOf,
  type Float,
} from './fixtures'
import type { PlainOptions } from './reference'

/** On each side of every change of plan: few and many registers, streams with and without shared memory. */
const classCounts = [
  1, 2, 3, 4, 5, 8, 9, 10, 16, 17, 31, 33, 64, 65, 127, 129, 255, 257, 511, 513, 1000, 1025, 1033,
  2048, 4099, 6100, 12_289, 32_000, 65_537, 70_000,
]
const rowCounts = [1, 2, 3, 5, 31, 33, 64, 100, 129]
const mostLogits = 75_000

const variations: readonly ((classes: number) => PlainOptions)[] = [
  () => ({}),
  k => ({ dilation: spread(k, 0.5, 1.5) }),
  k => ({ relocation: spread(k, -0.5, 0.5) }),
  k => ({ dilation: spread(k, 0.5, 1.5), relocation: spread(k, -1, 1), dilatedGradient: true }),
  ...isbe.normalizations.map(normalization => () => ({ normalization })),
  () => ({ normalization: 'hardsigmoid' as const, slope: 1 / 6 }),
]
const extras: readonly ((classes: number) => PlainOptions)[] = [
  () => ({}),
  k => ({ weight: spread(k, 0.25, 2) }),
  () => ({ labelSmoothing: 0.1 }),
  k => ({ weight: spread(k, 0.25, 2), labelSmoothing: 0.1 }),
]
const reductions = ['mean', 'sum', 'none'] as const
const targetKinds = [...integers, 'ignored', ...floats] as const

function targetOf(shape: readonly number[], kind: (typeof targetKinds)[number]): Tensor {
  if (kind === 'ignored') return indicesOf(shape, 'int64', -100).tensor
  return (integers as readonly string[]).includes(kind)
    ? indicesOf(shape, kind as (typeof integers)[number]).tensor
    : distributionsOf(shape, kind as Float).tensor
}

export interface Case {
  options: isbe.IsbeOptions
  target: Tensor
}

/** The turn-th combination: each list goes round at its own pace. */
function makeCase(turn: number, shape: readonly number[], dtype: Float): Case {
  const classes = shape.length === 1 ? shape[0]! : shape[1]!
  const pick = <T>(list: readonly T[], pace: number): T =>
    list[Math.floor(turn / pace) % list.length]!
  const plain: PlainOptions = {
    ...pick(variations, 1)(classes),
    ...pick(extras, 1)(classes),
    reduction: pick(reductions, 2),
    report: pick(isbe.reports, 3),
  }
  const target = targetOf(shape, pick(targetKinds, 1))
  const dense = target.dtype.includes('float')
  if (dense && plain.weight && plain.normalization === 'normalize') plain.report = 'mse'
  return { options: optionsOf(plain, dtype === 'float64' ? 'float64' : 'float32'), target }
}

/**
 * Relative to a number, and to the terms that it is the difference of: two ways to add up, in two
 * orders. A number of 16 bits may be rounded to either neighbour.
 */
const tolerance: Record<Float, { relative: number; ofTerms: number }> = {
  float64: { relative: 1e-13, ofTerms: 1e-14 },
  float32: { relative: 6e-6, ofTerms: 6e-7 },
  bfloat16: { relative: 2 ** -7, ofTerms: 2e-6 },
  float16: { relative: 2 ** -10, ofTerms: 2e-6 },
}

function expectClose(
  what: string,
  found: Tensor,
  expected: Tensor,
  relative: number,
  absolute: number,
): void {
  expect([what, describeTensor(found)]).toEqual([what, describeTensor(expected)])
  const wide = expected.double()
  const excess = found.double().sub(wide).abs().sub(wide.abs().mul(relative)).sub(absolute)
  const worst = excess.numel() === 0 ? 0 : Number(excess.max().item())
  // NaN is no number of ours: it must not pass.
  if (!(worst <= 0)) throw new Error(`${what}: off by ${worst} more than allowed`)
}

/** What gain · F and the target are at most: 1, weighed and scaled as the options ask for. */
function sizeOfTerms({ options: { weight, dilation, dilatedGradient } }: Case): number {
  const most = (tensor: Tensor) => Number(tensor.max().item())
  return (weight ? most(weight) : 1) * (dilatedGradient ? most(dilation!) : 1)
}

/** Throws where results differ from those of the CPU by more than two orders of adding up may. */
export function compare(what: string, x: Tensor, given: Case, found: isbe.SoftError): void {
  const { options, target } = given
  const expected = isbe.softError(x, target, options)
  const dtype = x.dtype as Float
  const { relative, ofTerms } = tolerance[dtype]
  const terms = sizeOfTerms(given)
  expectClose(
    `${what}: error`,
    found.error,
    expected.error,
    relative,
    terms * ofTerms + 2 ** -23 * Number(dtype === 'float16'),
  )
  const samples = Math.max(sizeOf(samplesShape(x.shape)), 1)
  const sum = options.report === 'potential' ? (4 * terms * x.numel()) / samples + 40 : terms
  const added = options.reduction === 'sum' && options.report === 'potential' ? samples : 1
  const tight = dtype === 'float64' ? 1e-12 : 2e-5
  expectClose(`${what}: value`, found.value, expected.value, tight, (tight * sum * added) / 10)
  expect([what, found.correct.item()]).toEqual([what, expected.correct.item()])
  expect([what, found.error.strides]).toEqual([what, expected.error.strides])
}

/** Where the kernels run. What it is given and gives lies on the CPU. */
export interface Kernels {
  softError(x: Tensor, given: Case): isbe.SoftError
  /** The errors take the place of the logits. */
  inPlace(x: Tensor, given: Case): isbe.SoftError
  loss(x: Tensor, given: Case): Tensor
  /** x · upstream · factor. */
  scale(x: Tensor, upstream: Tensor, factor: number): Tensor
}

/** Tests that go through the grid. */
export function goThroughGrid(kernels: Kernels): void {
  const check = (what: string, x: Tensor, given: Case): void =>
    compare(
      `${what} ${given.target.dtype} ${JSON.stringify(given.options)}`,
      x,
      given,
      kernels.softError(x, given),
    )

  for (const dtype of floats) {
    it(`${dtype}: K from 1 to 70,000, ragged N, every option in turn`, () => {
      let turn = floats.indexOf(dtype) * 5
      for (const [i, classes] of classCounts.entries()) {
        const fits = rowCounts.filter(rows => rows * classes <= mostLogits)
        const repeats = classes <= 65 ? 6 : 2
        for (let repeat = 0; repeat < repeats; ++repeat, ++turn) {
          const shape = [fits[(i + 3 * repeat) % fits.length] ?? 1, classes]
          torch.tidy(() => {
            check(
              `${dtype} [${shape.join(', ')}]`,
              logitsOf(shape, dtype).tensor,
              makeCase(turn, shape, dtype),
            )
          })
        }
      }
    })

    it(`${dtype}: logits whose classes lie apart, and misaligned rows`, () => {
      let turn = floats.indexOf(dtype)
      for (const shape of [
        [2, 3, 5, 7],
        [3, 50, 4, 3],
        [2, 150, 3, 3],
      ]) {
        torch.tidy(() => {
          const { tensor } = logitsOf(shape, dtype)
          check(`${dtype} image`, tensor, makeCase(turn++, shape, dtype))
          check(
            `${dtype} channels_last`,
            tensor.contiguous({ memoryFormat: 'channels_last' }),
            makeCase(turn++, shape, dtype),
          )
          const cut = tensor.narrow(3, 1, shape[3]! - 1)
          check(`${dtype} cut`, cut, makeCase(turn++, cut.shape, dtype))
        })
      }
      for (const classes of [10, 61, 1000]) {
        torch.tidy(() => {
          const inner = logitsOf([9, classes + 3], dtype).tensor.narrow(1, 1, classes)
          check(`${dtype} inner columns`, inner, makeCase(turn++, [9, classes], dtype))
        })
      }
    })

    it(`${dtype}: in place, value alone, and scaled by a number that the device reads`, () => {
      const acc = dtype === 'float64' ? 'float64' : 'float32'
      for (const classes of [4, 10, 129, 1300, 13_000]) {
        torch.tidy(() => {
          const given = makeCase(classes, [5, classes], dtype)
          const x = logitsOf([5, classes], dtype).tensor
          const found = kernels.inPlace(x, given)
          compare('in place', x, given, found)
          expect(kernels.loss(x, given).toArray()).toEqual(found.value.toArray())

          for (const [upstream, factor] of [
            [1, 1],
            [65_536, 2 ** -10],
            [0.3, 2],
          ] as const) {
            const number = tensorOf([upstream], [], acc)
            const expected = x
              .to(acc)
              .mul(number.mul(torch.tensor(factor, { dtype: acc })))
              .to(dtype)
            expect(torch.equal(kernels.scale(x, number, factor), expected)).toBe(true)
          }
        })
      }
    })
  }

  it('no samples, and none that counts', () =>
    torch.tidy(() => {
      const x = logitsOf([0, 10], 'float32').tensor
      const none = { options: {}, target: torch.zeros([0], { dtype: 'int64' }) }
      expect(kernels.softError(x, none).error.shape).toEqual([0, 10])
      expect(kernels.softError(x, none).value.item()).toBeNaN()
      const ignored = { options: {}, target: torch.full([3], -100, { dtype: 'int64' }) }
      const found = kernels.softError(logitsOf([3, 10], 'float32').tensor, ignored)
      const expected = isbe.softError(logitsOf([3, 10], 'float32').tensor, ignored.target)
      expect(found.error.toArray()).toEqual(expected.error.toArray())
    }))
}
