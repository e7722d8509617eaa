/** What softError_ and `out` write to, what they refuse to, and what autograd notices. */
import torch, { isbe, type Tensor } from '../../../lib'
import { bits, indicesOf, logitsOf, numbersOf } from './fixtures'
import { leafOf } from './numerical'

const x = torch.tensor([
  [2, -1, 0.5],
  [-3, 0.25, 4],
])
const target = torch.tensor([2, 0], { dtype: 'int64' })

describe('softError_ and out write only where they may', () => {
  it('softError_ leaves a leaf that requires grad alone, and its views', () => {
    const leaf = leafOf(x)
    const before = bits(leaf)
    expect(() => isbe.softError_(leaf, target)).toThrow(
      /soft_error_ would overwrite a leaf that requires grad/,
    )
    for (const view of [
      leaf.narrow(1, 0, 3),
      leaf.view([2, 3]),
      torch.stack([x, x]).add(leaf).unbind()[0]!,
    ]) {
      expect(() => isbe.softError_(view, target)).toThrow(
        /soft_error_ would overwrite a view that autograd protects/,
      )
    }
    expect(() => isbe.softError(x, target, { out: leaf })).toThrow(
      /soft_error.out would overwrite a leaf/,
    )
    expect(bits(leaf)).toBe(before)
    torch.noGrad(() => isbe.softError_(leaf, target))
    expect(bits(leaf)).not.toBe(before)
  })

  it('memory that overlaps itself, a part of the logits, or the target', () => {
    const base = torch.zeros([10])
    const shared = /elements of the tensor written to share memory .*clone\(\)/
    expect(() => isbe.softError_(torch.zeros([1, 3]).expand([2, 3]), target)).toThrow(shared)
    expect(() => isbe.softError(x, target, { out: torch.zeros([2, 1]).expand([2, 3]) })).toThrow(
      shared,
    )
    expect(() =>
      isbe.softError(base.narrow(0, 0, 6).view([2, 3]), target, {
        out: base.narrow(0, 3, 6).view([2, 3]),
      }),
    ).toThrow(/out overlaps a part of the logits/)
    expect(() => isbe.softError_(x, x)).toThrow(/the tensor written to overlaps the target/)
    expect(() =>
      isbe.softError(x, base.narrow(0, 0, 6).view([2, 3]), {
        out: base.narrow(0, 2, 6).view([2, 3]),
      }),
    ).toThrow(/overlaps the target/)
    expect(numbersOf(base)).toEqual(Array(10).fill(0))
  })

  it('an out of another shape, dtype or device', () => {
    const into = (out: Tensor) => () => isbe.softError(x, target, { out })
    expect(into(torch.zeros([3, 2]))).toThrow(
      /out is \[3, 2\]: expected the shape of the logits, \[2, 3\]/,
    )
    expect(into(torch.zeros([2, 3], { dtype: 'float64' }))).toThrow(
      /out is Double: expected the dtype of the logits, Float/,
    )
    expect(into(torch.zeros([2, 3], { device: 'meta' }))).toThrow(
      /out is on meta: expected the device of the logits, cpu/,
    )
  })

  it('a call that fails writes nothing', () => {
    const logits = logitsOf([50, 10], 'float32').tensor
    const before = bits(logits)
    const wrong = indicesOf([50, 10], 'int64').tensor.clone()
    wrong.select(0, 49).fill_(10)
    expect(() => isbe.softError_(logits, wrong)).toThrow(/target 10 at position \[49\]/)
    expect(bits(logits)).toBe(before)
  })
})

describe('autograd notices that softError_ overwrote the logits', () => {
  it('the version goes up, of what is written alone', () => {
    const [logits, out] = [x.clone(), x.clone()]
    const versions = () => [logits.version, out.version]
    const before = versions()
    isbe.softError(logits, target)
    expect(versions()).toEqual(before)
    isbe.softError(logits, target, { out })
    expect(versions()).toEqual([before[0], before[1]! + 1])
    isbe.softError_(logits, target)
    expect(versions()).toEqual([before[0]! + 1, before[1]! + 1])
  })

  it('a graph that still needs the logits fails in backward', () => {
    const leaf = leafOf(x)
    const logits = leaf.exp()
    const { error } = isbe.softError_(logits, target)
    expect(() => logits.backward(error)).toThrow(/modified by an inplace operation/)
    expect(leaf.grad).toBeNull()
  })

  it('a graph that does not, as of a linear layer, takes the error', () => {
    const input = logitsOf([2, 4], 'float64').tensor
    const gradients = [isbe.softError, isbe.softError_].map(compute => {
      const weight = leafOf(logitsOf([3, 4], 'float64').tensor)
      const logits = input.matmul(weight.t())
      logits.backward(compute(logits, target).error)
      return bits(weight.grad!)
    })
    expect(gradients[1]).toBe(gradients[0])
  })
})
