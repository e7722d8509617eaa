import type { Tensor } from '../../../../lib/index'
import torch, { OptionError } from '../../../../lib/index'
import { native } from '../../../../lib/native'
import { test, values, x, y } from './scoped'

const { tensor } = torch

describe('torch.ops', () => {
  test('reaches every operator and every single overload', () => {
    const { aten } = torch.ops
    expect(values(aten!.add!(x, y) as Tensor)).toEqual(values(x.add(y)))
    expect(values(aten!.add!.Tensor!(x, y) as Tensor)).toEqual(values(x.add(y)))
    expect(values(aten!.add!.Scalar!(x, 1) as Tensor)).toEqual(values(x.add(1)))
    expect(values(aten!.sum!.default!(x) as Tensor)).toBe(21)
    expect(() => aten!.add!.Tensor!(x, 1)).toThrow(/expected torch\.ops\.aten\.add\.Tensor/)
    expect(aten!.add!.nothing).toBeUndefined()
  })

  test('has operators that are private, with options in camelCase', () => {
    const { aten } = torch.ops
    const [scaled, norms] = aten!._weight_norm_interface!(x, tensor([[1], [2]])) as Tensor[]
    expect([scaled!.shape, norms!.shape]).toEqual([
      [2, 3],
      [2, 1],
    ])
    expect(aten!._foreach_add!([x, y], 1)).toHaveLength(2)
    const copy = x.clone()
    expect(aten!._foreach_add_!([copy], 1)).toBeUndefined()
    expect(values(copy)).toEqual(values(x.add(1)))
    expect(values(aten!._log_softmax!(x, 1, { halfToFloat: false }) as Tensor)).toEqual(
      values(x.logSoftmax(1)),
    )
  })

  test('gives the same function each time', () => {
    expect(torch.ops.aten!.add).toBe(torch.ops.aten!.add)
    expect(torch.ops.aten).toBe(torch.ops.aten)
  })

  test('names the nearest operator', () => {
    expect(() => torch.ops.aten!.matmull).toThrow(
      /found 'aten::matmull' \(did you mean 'matmul'\?\)/,
    )
    expect(() => torch.ops.nowhere!.add).toThrow(/found 'nowhere::add'$/)
  })

  test('has every registered operator', () => {
    const names = native.operatorNames()
    const missing = names.filter(fullName => {
      const [namespace, name] = fullName.split(/::|\./)
      return typeof torch.ops[namespace!]![name!] !== 'function'
    })
    expect(names.length).toBeGreaterThan(3000)
    expect(missing).toEqual([])
  })
})

describe('results', () => {
  test('of a dtype are its name', () => {
    expect(torch.promoteTypes('int32', 'bfloat16')).toBe('bfloat16')
    expect(torch.resultType(torch.arange(2), 0.5)).toBe('float32')
    expect(torch.canCast('float32', 'int64')).toBe(false)
  })

  test('that are not tensors come as numbers and booleans', () => {
    expect([x.numel(), x.dim(), torch.equal(x, x), x.isContiguous()]).toEqual([6, 2, true, true])
    // @ts-expect-error -- neither dtype nor device
    expect(() => x.to('nothing')).toThrow(OptionError)
  })
})
