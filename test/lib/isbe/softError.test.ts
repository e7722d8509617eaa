import torch, { isbe, type Tensor } from '../../../lib'
import {
  allBits,
  bits,
  difference,
  expectReference,
  floats,
  indicesOf,
  logitsOf,
  numbersOf,
  optionsOf,
} from './fixtures'
import { combinations, compareAll, normalizations, shapes, targetsOf } from './matrix'

const names = Object.keys(normalizations)

describe.each(floats)('%s: error, value and correct are those of the reference', dtype => {
  test.each(names)('%s, all targets and options', name => {
    const { compared, failures } = compareAll(name, dtype)
    expect(failures).toEqual([])
    expect(compared).toBeGreaterThan(500)
  })
})

describe('the comparison', () => {
  const logits = logitsOf([4, 3], 'float64')
  const target = indicesOf([4, 3], 'int64')

  function changed(factor: number): isbe.SoftError {
    const { error, value, correct } = isbe.softError(logits.tensor, target.tensor)
    return { error: error.mul(factor), value: value.mul(factor), correct }
  }

  it('rejects results that are off by a millionth of a millionth', () => {
    expectReference(changed(1), logits, target)
    expect(() => expectReference(changed(1 + 1e-12), logits, target)).toThrow(
      /error\[0\].*expected/s,
    )
  })

  it('allows one rounding to 16 bits and no more', () => {
    const one = [{ value: 1 + 2 ** -9, size: 1 }]
    for (const ok of [1, 1 + 2 ** -7])
      expect(difference('x', [ok], one, 'bfloat16') === null).toBe(ok === 1)
    expect(difference('x', [1 + 2 ** -9], one, 'float16')).toBeNull()
    expect(difference('x', [1 + 2 ** -8], one, 'float16')).toMatch(/expected/)
    expect(difference('x', [NaN], one, 'bfloat16')).toMatch(/expected/)
  })
})

describe('a small case, by hand', () => {
  test('softmax of [0, ln 3] is [1/4, 3/4]', () => {
    const x = torch.tensor([[0, Math.log(3)]], { dtype: 'float64' })
    const t = torch.tensor([0], { dtype: 'int64' })
    const { error, value, correct } = isbe.softError(x, t)
    expect(numbersOf(error)[0]).toBeCloseTo(-0.75, 14)
    expect(numbersOf(error)[1]).toBeCloseTo(0.75, 14)
    expect(value.item()).toBeCloseTo(0.75 ** 2, 14)
    expect(correct.item()).toBe(0)
    const potential = isbe.softError(x, t, { report: 'potential' }).value
    expect(potential.item()).toBeCloseTo(Math.log(4), 14)
  })

  test('the slope 1/6 of hardsigmoid is the function of torch', () => {
    const x = torch.linspace(-4, 4, 9).reshape([3, 3])
    const t = torch.zeros([3], { dtype: 'int64' })
    const options = { normalization: 'hardsigmoid', reduction: 'sum', slope: 1 / 6 } as const
    const expected = torch.hardsigmoid(x).sub(torch.oneHot(t, { numClasses: 3 }))
    expect(torch.allclose(isbe.softError(x, t, options).error, expected, { atol: 1e-6 })).toBe(true)
  })

  test('of equal logits the first is the prediction', () => {
    const x = torch.ones([2, 4])
    const correct = (label: number) =>
      isbe.softError(x, torch.full([2], label, { dtype: 'int64' })).correct.item()
    expect([0, 1, 2, 3].map(correct)).toEqual([2, 0, 0, 0])
  })
})

describe('softError, its out and softError_ give the same bits', () => {
  const cases = names.flatMap(name => floats.map(dtype => [name, dtype] as const))

  it.each(cases)('%s, %s', (name, dtype) => {
    for (const shape of shapes) {
      torch.tidy(() => {
        const logits = logitsOf(shape, dtype).tensor
        for (const targets of targetsOf(shape, dtype)) {
          const [plain] = combinations(name, shape, targets)
          compareForms(logits, targets.target.tensor, optionsOf(plain!, dtype))
        }
      })
    }
  })

  function compareForms(logits: Tensor, target: Tensor, options: isbe.IsbeOptions): void {
    const before = bits(logits)
    const expected = allBits(isbe.softError(logits, target, options))
    const out = torch.fullLike(logits, 7)
    const reused = isbe.softError(logits, target, { ...options, out })
    expect(reused.error).toBe(out)
    expect(allBits(reused)).toEqual(expected)
    expect(bits(logits)).toEqual(before)
    const overwritten = logits.clone()
    const inPlace = isbe.softError_(overwritten, target, options)
    expect(inPlace.error).toBe(overwritten)
    expect(allBits(inPlace)).toEqual(expected)
  }

  it('out may be the logits themselves', () => {
    const { tensor } = logitsOf([19, 10], 'float32')
    const target = indicesOf([19, 10], 'int64').tensor
    const expected = bits(isbe.softError(tensor, target).error)
    isbe.softError(tensor, target, { out: tensor })
    expect(bits(tensor)).toEqual(expected)
  })
})

describe('softError and autograd', () => {
  const target = torch.tensor([2, 0], { dtype: 'int64' })

  it('is a constant', () => {
    const x = torch.tensor(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { requiresGrad: true },
    )
    const { error, value, correct } = isbe.softError(x, target)
    expect([error, value, correct].map(t => t.requiresGrad)).toEqual([false, false, false])
  })

  it('sends its error through the graph behind the logits', () => {
    const [w1, w2] = [0, 1].map(() => {
      const w = logitsOf([3, 4], 'float64').tensor
      w.requiresGrad = true
      return w
    })
    const x = logitsOf([2, 4], 'float64').tensor
    const logits = x.matmul(w1!.t())
    logits.backward(isbe.softError(logits, target).error)
    torch.crossEntropyLoss(x.matmul(w2!.t()), target).backward()
    expect(torch.allclose(w1!.grad!, w2!.grad!, { rtol: 1e-13 })).toBe(true)
  })
})
