import torch, { OptionError, Tensor, TorchError } from '../../../lib/index'
import { describeTensor } from '../../../lib/tensor'

const { tidy, tensor } = torch

describe('values out of a tensor', () => {
  it('are in row-major order, whatever the strides', () => {
    tidy(() => {
      const transposed = tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]).t()
      expect(transposed.strides).toEqual([1, 3])
      expect(transposed.toArray()).toEqual([
        [1, 4],
        [2, 5],
        [3, 6],
      ])
      expect(Array.from(transposed.toTypedArray() as Float32Array)).toEqual([1, 4, 2, 5, 3, 6])
      expect(tensor([1, 2]).expand([2, 2]).toArray()).toEqual([
        [1, 2],
        [1, 2],
      ])
    })
  })

  it('are those of lazy conjugates and negatives', () => {
    tidy(() => {
      const z = tensor([{ real: 1, imag: 2 }])
      expect(z.conj().toArray()).toEqual([{ real: 1, imag: -2 }])
      expect(z.conj().imag.toArray()).toEqual([-2])
    })
  })

  it('can be had from a tensor with a graph', () => {
    tidy(() => {
      const y = tensor([1, 2], { requiresGrad: true }).mul(2)
      expect(y.toArray()).toEqual([2, 4])
      expect(y.sum().item()).toBe(6)
    })
  })

  it('item is for one element', () => {
    expect(tensor([[3]]).item()).toBe(3)
    expect(() => tensor([1, 2]).item()).toThrow(/2 elements cannot be converted to Scalar/)
  })

  it('are refused by a tensor without data', () => {
    expect(() => torch.ones([2], { device: 'meta' }).toArray()).toThrow(TorchError)
    expect(() =>
      tensor([[1, 0]])
        .toSparse()
        .toArray(),
    ).toThrow(TorchError)
  })
})

describe('the properties', () => {
  it('describe the tensor', () => {
    tidy(() => {
      const x = torch.zeros([2, 3], { dtype: 'bfloat16' })
      expect([x.shape, x.strides, x.ndim, x.dtype, x.device]).toEqual([
        [2, 3],
        [3, 1],
        2,
        'bfloat16',
        'cpu',
      ])
      expect([x.size(0), x.size(-1), x.numel()]).toEqual([2, 3, 6])
      expect(describeTensor(x)).toBe('Tensor(bfloat16[2, 3], cpu)')
      expect(x).toBeInstanceOf(Tensor)
    })
  })

  test.each<[string, () => Tensor]>([
    ['zeros', () => torch.zeros([2])],
    ['ones', () => torch.ones([2])],
    ['full', () => torch.full([2], 3)],
    ['arange', () => torch.arange(3)],
    ['linspace', () => torch.linspace(0, 1, 3)],
    ['eye', () => torch.eye(2)],
    ['rand', () => torch.rand([2])],
    ['randn', () => torch.randn([2])],
    ['randint', () => torch.randint(3, [2])],
    ['randperm', () => torch.randperm(3)],
    ['normal', () => torch.normal(0, 1, [2])],
    ['zerosLike', () => torch.zerosLike(torch.ones([2]))],
    ['randLike', () => torch.randLike(torch.ones([2]))],
    ['newZeros', () => torch.ones([2]).newZeros([2])],
    ['tensor', () => torch.tensor([1])],
  ])('a new tensor has version 0: %s', (_, make) => {
    expect(make().version).toBe(0)
    expect(make().add_(1).version).toBe(1)
  })

  it('version counts in-place changes', () => {
    tidy(() => {
      const x = torch.zeros([2])
      const before = x.version
      x.add_(1).mul_(2)
      expect(x.version).toBe(before + 2)
      expect(x.add(1).version).toBe(0)
    })
  })
})

describe('to', () => {
  it('changes dtype, by name, by options and by method', () => {
    tidy(() => {
      const x = tensor([1.7, -2.2])
      expect(x.to('int64').toArray()).toEqual([1, -2])
      expect(x.to({ dtype: 'int8' }).dtype).toBe('int8')
      const all = [x.float(), x.double(), x.half(), x.bfloat16(), x.long(), x.int(), x.bool()]
      expect(all.map(result => result.dtype)).toEqual([
        'float32',
        'float64',
        'float16',
        'bfloat16',
        'int64',
        'int32',
        'bool',
      ])
    })
  })

  it('shares the memory when nothing changes, unless a copy is asked for', () => {
    tidy(() => {
      const x = tensor([1, 2])
      x.to('float32').fill_(5)
      expect(x.toArray()).toEqual([5, 5])
      x.to({ copy: true }).fill_(6)
      x.cpu().to({ dtype: 'float32', copy: true }).fill_(7)
      expect(x.toArray()).toEqual([5, 5])
    })
  })

  it('changes the memory format', () => {
    const x = torch.zeros([1, 2, 3, 3]).to({ memoryFormat: 'channels_last' })
    expect(x.strides).toEqual([18, 1, 6, 2])
    const strides = [x.float(), x.double(), x.cpu({ memoryFormat: 'contiguous_format' })]
    expect(strides.map(cast => cast.strides[3])).toEqual([2, 2, 1])
    expect(x.float({ memoryFormat: 'contiguous_format' }).strides).toEqual([18, 9, 3, 1])
    expect(() => x.float({ dtype: 'int8' } as never)).toThrow("float: unknown option 'dtype'")
  })

  it('takes its arguments by position, or from another tensor', () =>
    tidy(() => {
      const x = tensor([1.5, -2.5])
      const other = torch.zeros([1], { dtype: 'int8', device: 'meta' })
      expect(x.to('float32', false, true)).not.toBe(x)
      x.to('float32', false, true).fill_(9)
      x.to('cpu', null, false, true).fill_(9)
      expect(x.toArray()).toEqual([1.5, -2.5])
      expect(x.to('meta', 'int8')).toMatchObject({ device: 'meta', dtype: 'int8' })
      expect(x.to(null, 'int64').dtype).toBe('int64')
      expect(x.to(other)).toMatchObject({ device: 'meta', dtype: 'int8' })
      expect(x.to(other, { nonBlocking: true }).dtype).toBe('int8')
      expect(() => x.to('cpu', 'int64', 1 as never)).toThrow('to: nonBlocking')
      expect(() => x.to('int8', true, true, true as never)).toThrow('at most 3 arguments')
      expect(() => x.to(true as never, 'int8')).toThrow('a dtype, a device or a tensor first')
      expect(() => x.to('cpu', 'int9' as never)).toThrow('expected a dtype')
    }))

  it('takes a target and options beside it', () =>
    tidy(() => {
      const x = tensor([1.5, -2.5])
      expect(x.to('cpu', { nonBlocking: true, copy: true }).toArray()).toEqual([1.5, -2.5])
      expect(x.to('meta', { dtype: 'int8' })).toMatchObject({ device: 'meta', dtype: 'int8' })
      expect(x.to('float64', { device: 'cpu' }).dtype).toBe('float64')
      expect(() => x.to('cpu', { device: 'meta' })).toThrow('to: expected one device, found two')
      expect(() => x.to('cpu', { nonBloking: true } as never)).toThrow(/did you mean 'nonBlocking'/)
      expect(x.to('float64', { dtype: undefined, device: 'cpu' }).dtype).toBe('float64')
      expect(() => x.cuda({ device: 'cpu' })).toThrow(
        /cuda: expected cuda or cuda:<index> as device, found 'cpu'/,
      )
      expect(() => x.cuda({ copy: true } as never)).toThrow(
        /cuda: unknown option 'copy'.*device, nonBlocking/,
      )
    }))

  it('names what it does not know', () => {
    const x = tensor([1])
    // @ts-expect-error -- misspelt
    expect(() => x.to('flaot32')).toThrow(/found 'flaot32' \(did you mean 'float32'\?\)/)
    expect(() => x.to({ dtyp: 'float32' } as never)).toThrow(/unknown option 'dtyp' \(did you mean/)
    // @ts-expect-error -- no such device
    expect(() => x.to('gpu')).toThrow(OptionError)
  })
})

test('a function has the same name over numbers as over tensors, as in Python', () => {
  tidy(() => {
    const x = tensor([1, 2], { requiresGrad: true })
    const trunc = { roundingMode: 'trunc' } as const
    const results = [x.add(1), x.sub(1), x.mul(2), x.div(2), x.div(2, trunc), x.pow(2)]
    expect(results.map(y => y.gradFn)).toEqual([
      'AddBackward0',
      'SubBackward0',
      'MulBackward0',
      'DivBackward0',
      'DivBackward2',
      'PowBackward0',
    ])
    expect(String(results[0])).toContain('grad_fn=<AddBackward0>')
  })
})
