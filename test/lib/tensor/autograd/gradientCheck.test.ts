/** Gradients that do not fit what they are of; messages and refusals are PyTorch's in other words. */
import torch, { OptionError, type Tensor } from '../../../../lib/index'
import { leaf, test } from './fixtures'

const { grad, tensor } = torch
const float64 = { dtype: 'float64' } as const

describe('a gradient of another shape is refused', () => {
  test('by the method', () => {
    const x = leaf([1])
    expect(() => x.mul(x).backward(tensor([2, 3], float64))).toThrow(
      'backward: expected gradient 0 in the shape of output 0, [1], found [2]',
    )
    expect(() => x.mul(x).backward(tensor(2, float64))).toThrow(/output 0, \[1\], found \[\]/)
    expect(() => x.sum().backward({ gradient: tensor([2], float64) })).toThrow(/\[\], found \[1\]/)
    expect(x.grad).toBeNull()
  })

  test('by the functions, which say which', () => {
    const x = leaf([1])
    const given = [null, tensor([2, 3], float64)]
    expect(() => torch.backward([x.mul(2), x.mul(3)], given)).toThrow(
      'backward: expected gradient 1 in the shape of output 1, [1], found [2]',
    )
    expect(() => grad(x.mul(2), x, { gradOutputs: tensor([1, 2], float64) })).toThrow(
      'grad: expected gradient 0 in the shape of output 0, [1], found [2]',
    )
  })

  test('in a batch by what follows the first dimension', () => {
    const x = leaf([1])
    const batch = (...gradOutputs: Tensor[]): Tensor[] =>
      grad(
        gradOutputs.map(() => x.mul(2)),
        x,
        { gradOutputs, isGradsBatched: true },
      )
    expect(batch(leaf([[1], [3]]))[0]!.toArray()).toEqual([[2], [6]])
    expect(() => batch(leaf([[1, 2]]))).toThrow(/in the shape of output 0, \[1\], found \[2\]/)
    expect(() => batch(leaf(1))).toThrow(/one batch size in their first dimension.*found sizes 0/)
    expect(() => batch(leaf([[1], [3]]), leaf([[1]]))).toThrow(/found sizes 2, 1/)
    expect(() => grad(x.sum(), x, { isGradsBatched: true })).toThrow(/isGradsBatched, found none/)
  })

  test('where one of both is nested, or both are of other sizes', () => {
    const nest = (...rows: number[][]): Tensor => torch.nested.nestedTensor(rows.map(leaf))
    const x = nest([1], [2, 3]).detach().requiresGrad_()
    x.mul(2).backward(nest([1], [2, 3]).detach())
    expect(x.grad!.unbind().map(row => row.toArray())).toEqual([[2], [4, 6]])
    expect(() => x.mul(2).backward(nest([1], [2]))).toThrow(/found a nested tensor of other sizes/)
    expect(() => x.mul(2).backward(leaf([1, 2]))).toThrow(/, a nested tensor, found \[2\]/)
    expect(() =>
      leaf([1])
        .mul(2)
        .backward(nest([1], [2])),
    ).toThrow(/\[1\], found a nested tensor/)
  })
})

test('a complex gradient of real values is refused, another precision is not', () => {
  const x = leaf([1])
  expect(() => x.mul(2).backward(tensor([{ real: 1, imag: 1 }]))).toThrow(
    /expected gradient 0 of dtype float64 as output 0, found complex64/,
  )
  const z = tensor([{ real: 1, imag: 1 }]).requiresGrad_()
  expect(() => z.mul(2).backward(tensor([1]))).toThrow(/of dtype complex64.*found float32/)
  x.mul(2).backward(tensor([1]))
  expect(x.grad!.toArray()).toEqual([2])
})

test('inputs must be given where they are named', () => {
  const x = leaf([1])
  const y = x.mul(2)
  expect(() => y.backward({ inputs: [] })).toThrow(OptionError)
  expect(() => y.backward({ inputs: [] })).toThrow(
    'backward: inputs: expected at least one tensor, found none; leave inputs out for all leaves',
  )
  expect(x.grad).toBeNull()
  expect(() => grad(y, [])).toThrow('grad: inputs: expected at least one tensor, found none')
})

test('what may be null is typed so', () => {
  const x = leaf([2])
  const sure: Tensor[] = grad(x.mul(3), x)
  const kept: Tensor[] = grad(x.mul(3), x, { retainGraph: true, allowUnused: false })
  const filled: Tensor[] = grad(x.mul(3), [x, leaf([1])], { materializeGrads: true })
  // @ts-expect-error -- an input may be unused
  const unsure: Tensor[] = grad(x.mul(3), [x, leaf([1])], { allowUnused: true })
  const options: torch.autograd.GradOptions = {}
  const any: (Tensor | null)[] = grad(x.mul(3), x, options)
  const values = [sure, kept, filled, unsure, any].map(found => found[0]!.item())
  expect(values).toEqual([3, 3, 3, 3, 3])
  expect([filled[1]!.item(), unsure[1]]).toEqual([0, null])
})
