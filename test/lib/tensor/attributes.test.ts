import torch, { TorchError } from '../../../lib/index'

const { tidy, tensor } = torch

describe('attributes', () => {
  it('say how a tensor lies in memory', () =>
    tidy(() => {
      const x = torch.zeros([2, 3, 4], { dtype: 'float64' })
      const part = x.select(0, 1)
      expect([x.size(), x.size(1), x.size(-1)]).toEqual([[2, 3, 4], 3, 4])
      expect([x.stride(), x.stride(0)]).toEqual([[12, 4, 1], 12])
      expect([x.dim(), x.numel(), x.nelement()]).toEqual([3, 24, 24])
      expect([x.elementSize(), x.itemsize, x.nbytes]).toEqual([8, 8, 192])
      expect([x.storageOffset(), part.storageOffset()]).toEqual([0, 12])
      expect(part.dataPtr() - x.dataPtr()).toBe(96)
      expect([x.layout, x.isSparse, x.isQuantized, x.isNested]).toEqual([
        'strided',
        false,
        false,
        false,
      ])
      expect(torch.eye(2).toSparse().layout).toBe('sparse_coo')
      expect([x.isCuda, x.isMeta, torch.empty([1], { device: 'meta' }).isMeta]).toEqual([
        false,
        false,
        true,
      ])
      expect([x.isFloatingPoint(), x.isComplex(), x.T.isContiguous()]).toEqual([true, false, false])
    }))

  it('refuse a dimension that is not there', () => {
    expect(() => torch.zeros([2]).size(1)).toThrow(TorchError)
    expect(() => torch.zeros([2]).stride(-2)).toThrow(/Dimension out of range/)
  })
})

describe('views', () => {
  it('are properties as in PyTorch', () =>
    tidy(() => {
      const x = tensor([
        [1, 2, 3],
        [4, 5, 6],
      ])
      expect(x.T.shape).toEqual([3, 2])
      expect(torch.zeros([2, 3, 4]).mT.shape).toEqual([2, 4, 3])
      expect(torch.zeros([2, 3, 4]).T.shape).toEqual([4, 3, 2])
      const z = tensor([
        [
          { real: 1, imag: 2 },
          { real: 3, imag: 4 },
        ],
      ])
      expect(z.H.tolist()).toEqual([[{ real: 1, imag: -2 }], [{ real: 3, imag: -4 }]])
      expect(z.mH.shape).toEqual([2, 1])
      z.real = torch.zeros([1, 2])
      z.imag.mul_(10)
      expect(z.tolist()).toEqual([
        [
          { real: 0, imag: 20 },
          { real: 0, imag: 40 },
        ],
      ])
      expect(x.real.tolist()).toEqual(x.tolist())
      expect(() => x.imag).toThrow(/imag is not implemented for tensors with non-complex dtypes/)
      expect(() => tensor([1]).mT).toThrow(TorchError)
      expect(() => torch.zeros([2, 3, 4]).H).toThrow(TorchError)
    }))
})

describe('new tensors like this one', () => {
  it('have its dtype and device unless told otherwise', () =>
    tidy(() => {
      const x = torch.zeros([2], { dtype: 'float64' })
      expect(x.newTensor([1, 2]).dtype).toBe('float64')
      expect(x.newTensor([1], { dtype: 'int8' }).dtype).toBe('int8')
      expect([x.newZeros([3]), x.newOnes([3]), x.newEmpty([3])].map(y => y.dtype)).toEqual(
        Array(3).fill('float64'),
      )
      expect(x.newFull([2], 3).tolist()).toEqual([3, 3])
      expect(x.typeAs(tensor([1n])).dtype).toBe('int64')
      expect(() => x.newTensor([1], { dtyp: 'int8' } as never)).toThrow(/did you mean 'dtype'/)
    }))

  it('casts by PyTorch names', () =>
    tidy(() => {
      const x = tensor([1.5])
      const casts = [x.char(), x.short(), x.byte(), x.chalf(), x.cfloat(), x.cdouble()]
      expect(casts.map(y => y.dtype)).toEqual([
        'int8',
        'int16',
        'uint8',
        'complex32',
        'complex64',
        'complex128',
      ])
    }))

  it('requiresGrad_ sets the flag in place', () => {
    const x = torch.zeros([2])
    expect(x.requiresGrad_()).toBe(x)
    expect(x.requiresGrad).toBe(true)
    expect(x.requiresGrad_(false).requiresGrad).toBe(false)
    expect(() => tensor([1n]).requiresGrad_()).toThrow(/floating point/)
  })
})

describe('defaults', () => {
  afterEach(() => torch.setDefaultDtype('float32'))

  it('are of the dtype that was set', () =>
    tidy(() => {
      expect(torch.getDefaultDtype()).toBe('float32')
      torch.setDefaultDtype('float64')
      expect([tensor([1, 2]).dtype, torch.zeros([1]).dtype]).toEqual(['float64', 'float64'])
      expect(tensor({ real: 1, imag: 2 }).dtype).toBe('complex128')
      expect(String(tensor([1.5]))).toBe('tensor([1.5000])')
      expect(() => torch.setDefaultDtype('int64')).toThrow(TorchError)
    }))
})
