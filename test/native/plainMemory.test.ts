/** Tensors that have no plain memory of their own, on their way out. */
import torch, { Tensor } from '../../lib/index'
import { native } from '../../lib/native'
import { call, failure } from './call'

const dense = torch.tensor([
  [0, 1.5],
  [-2, 0],
])

afterAll(() => dense.dispose())

function made(fullName: string, ...args: unknown[]): Tensor {
  return new Tensor(call(fullName, ...args) as number)
}

/** The names of the calls that take these words for their error. */
function refuse(tensor: Tensor, message: RegExp): void {
  expect(failure(() => native.toBytes(tensor.handle, new Float32Array(4))).message).toMatch(message)
  expect(failure(() => native.dataAddress(tensor.handle)).message).toMatch(
    /no memory of its own|meta|nested|data_ptr/i,
  )
}

describe('values are written out', () => {
  it('of a gradient that libtorch knows to be zero', () => {
    torch.tidy(() => {
      const x = torch.tensor([1, -2, 3], { requiresGrad: true })
      x.sgn().sum().backward()
      expect(x.grad!.toArray()).toEqual([0, 0, 0])
      expect(native.dataAddress(x.grad!.handle)).not.toBe(0)
      const zeros = torch.ops.aten!._efficientzerotensor!([3]) as Tensor
      expect(zeros.toArray()).toEqual([0, 0, 0])
      expect(failure(() => native.dataAddress(zeros.handle)).code).toBe('VALUE')
    })
  })

  it('of a tensor that is conjugated or negated only when read', () => {
    torch.tidy(() => {
      const z = torch.complex(torch.tensor([1, 2]), torch.tensor([3, -4]))
      expect(z.conj().toArray()).toEqual([
        { real: 1, imag: -3 },
        { real: 2, imag: 4 },
      ])
      expect(made('imag', z.conj().handle).toArray()).toEqual([-3, 4])
    })
  })

  it('of expanded and empty tensors', () => {
    torch.tidy(() => {
      const row = torch.tensor([1, 2]).expand([2, 2])
      expect(row.toArray()).toEqual([
        [1, 2],
        [1, 2],
      ])
      expect(torch.ones([0, 3]).toArray()).toEqual([])
      expect(native.dataAddress(torch.ones([0]).handle)).toBe(0)
    })
  })
})

describe('a clear error', () => {
  it.each<[string, () => Tensor]>([
    ['sparse COO', () => made('to_sparse', dense.handle)],
    ['sparse CSR', () => made('to_sparse_csr', dense.handle)],
    ['sparse CSC', () => made('to_sparse_csc', dense.handle)],
    ['sparse BSR', () => made('to_sparse_bsr', dense.handle, [1, 1])],
    ['oneDNN', () => made('to_mkldnn', dense.handle)],
  ])('for a %s tensor, as in PyTorch', (_, make) => {
    torch.tidy(() => {
      const tensor = make()
      expect(failure(() => tensor.toArray()).message).toMatch(/toDense\(\)/)
      expect(tensor.toDense().toArray()).toEqual(dense.toArray())
      expect(failure(() => native.dataAddress(tensor.handle)).message).toMatch(
        /no memory of its own/,
      )
    })
  })

  it('for a meta tensor', () => {
    torch.tidy(() => refuse(torch.ones([2, 2], { device: 'meta' }), /meta device has no values/))
  })

  it('for a nested tensor, which has no shape either', () => {
    torch.tidy(() => {
      const nested = made('_nested_tensor_from_tensor_list', [dense.handle, dense.handle])
      expect(failure(() => native.shape(nested.handle)).message).toMatch(/nested.*unbind\(\)/)
      expect(failure(() => native.toBytes(nested.handle, new Float32Array(8))).message).toMatch(
        /nested.*unbind\(\)/,
      )
    })
  })

  it('for a quantized tensor', () => {
    torch.tidy(() => {
      const qint8 = 12
      const quantized = made('quantize_per_tensor', dense.handle, 0.5, 0, qint8)
      expect(failure(() => quantized.toArray()).message).toMatch(/dequantize\(\)/)
      expect(failure(() => native.toBytes(quantized.handle, new Int8Array(4))).message).toMatch(
        /dequantize\(\)/,
      )
      expect(quantized.dequantize().toArray()).toEqual(dense.toArray())
    })
  })

  it('for bytes of a dtype that is no plain number', () => {
    for (const dtype of [12, 13, 14, 21]) {
      const error = failure(() => native.fromBytes(new Uint8Array(0), dtype, [0]))
      expect(error.message).toMatch(/expected a dtype of plain numbers/)
    }
  })
})
