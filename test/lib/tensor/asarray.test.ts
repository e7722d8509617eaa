import torch, { OptionError, TorchError } from '../../../lib/index'

const { tidy } = torch

describe('asarray', () => {
  it('shares the memory of tensors and typed arrays, unless told otherwise', () => {
    tidy(() => {
      const values = Float32Array.of(1, 2)
      const [shared, copied] = [torch.asarray(values), torch.asarray(values, { copy: true })]
      const x = torch.ones([2])
      const same = torch.asarray(x, { copy: false })
      values[0] = 9
      x.fill_(5)
      expect([shared, copied, same].map(t => t.toArray())).toEqual([
        [9, 2],
        [1, 2],
        [5, 5],
      ])
      expect(torch.asarray([1, 2], { dtype: 'int64', requiresGrad: false }).dtype).toBe('int64')
    })
  })

  it('is no part of a graph, unless it is to require grad', () => {
    tidy(() => {
      const x = torch.ones([2], { requiresGrad: true })
      expect(torch.asarray(x).requiresGrad).toBe(false)
      expect(torch.asarray(x, { requiresGrad: true }).requiresGrad).toBe(true)
      expect(torch.asarray([1], { requiresGrad: true }).isLeaf).toBe(true)
    })
  })

  it('refuses the copy that it would need', () => {
    tidy(() => {
      const never =
        (data: never, more: object = {}) =>
        () =>
          torch.asarray(data, { copy: false, ...more })
      expect(never([1] as never)).toThrow(/no copy, as copy is false, found an array of 1/)
      expect(never(torch.ones([1]) as never, { dtype: 'int64' })).toThrow(TorchError)
      expect(never(Float32Array.of(1) as never, { device: 'meta' })).toThrow(/found a Float32Array/)
      expect(() => torch.asarray([1], { copy: 1 as never })).toThrow(OptionError)
    })
  })
})

it('says where it is and how it lies', () => {
  tidy(() => {
    const x = torch.eye(2)
    expect([x.isCpu, x.isMeta, x.isSparseCsr, x.ndimension()]).toEqual([true, false, false, 2])
    expect([x.to('meta').isCpu, x.toSparseCsr().isSparseCsr]).toEqual([false, true])
  })
})
