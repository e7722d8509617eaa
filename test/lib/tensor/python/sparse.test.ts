/** Sparse tensors of tensors and of arrays; what breaks the rules of their layout is refused. */
import torch from '../../../../lib'

const int64 = { dtype: 'int64' } as const
const dense = [
  [0, 0, 3],
  [4, 0, 0],
]
const coo = [
  [0, 1],
  [2, 0],
]

test.each<[string, () => torch.Tensor]>([
  ['COO', () => torch.sparseCooTensor(coo, [3, 4], [2, 3])],
  ['COO without size', () => torch.sparseCooTensor(torch.tensor(coo), [3, 4])],
  ['COO by name', () => torch.sparseCooTensor({ indices: coo, values: [3, 4], size: [2, 3] })],
  ['CSR', () => torch.sparseCsrTensor([0, 1, 2], [2, 0], [3, 4], [2, 3])],
  ['CSC', () => torch.sparseCscTensor([0, 1, 1, 2], [1, 0], [4, 3], [2, 3])],
  ['BSR', () => torch.sparseBsrTensor([0, 1, 2], [0, 0], [[[0, 0, 3]], [[4, 0, 0]]], [2, 3])],
  ['BSC', () => torch.sparseBscTensor([0, 2], [0, 1], [[[0, 0, 3]], [[4, 0, 0]]], [2, 3])],
  [
    'by layout',
    () =>
      torch.sparseCompressedTensor([0, 1, 2], [2, 0], [3, 4], {
        size: [2, 3],
        layout: 'sparse_csr',
      }),
  ],
])('%s of arrays', (_, make) => {
  torch.tidy(() => {
    const tensor = make()
    expect(tensor.dtype).toBe('float32')
    expect(tensor.toDense().toArray()).toEqual(dense)
  })
})

test('values keep their dtype, or are converted to the one that is named', () => {
  torch.tidy(() => {
    const values = torch.tensor([3, 4], { dtype: 'float64', requiresGrad: true })
    const made = torch.sparseCooTensor(torch.tensor(coo, int64), values)
    expect([made.dtype, made.shape, made.requiresGrad]).toEqual(['float64', [2, 3], true])
    made.toDense().sum().backward()
    expect(values.grad!.toArray()).toEqual([1, 1])
    const options = { dtype: 'float16', requiresGrad: true } as const
    const leaf = torch.sparseCooTensor(coo, values.detach(), options)
    expect([leaf.dtype, leaf.requiresGrad]).toEqual(['float16', true])
    const rows = torch.tensor([0, 1, 2], int64)
    const csr = torch.sparseCsrTensor(rows, torch.tensor([2, 0], int64), values.detach())
    expect(csr.dtype).toBe('float64')
    expect(torch.sparseCooTensor([2, 3], int64).toDense().sum().itemNumber()).toBe(0)
  })
})

test.each<[string, () => unknown]>([
  ['size is inconsistent', () => torch.sparseCooTensor([[0, 5]], [1, 2], [2])],
  [
    'size is inconsistent',
    () => torch.sparseCooTensor([[5]], [1], [2], { checkInvariants: false }),
  ],
  ['negative index', () => torch.sparseCooTensor([[0, -1]], [1, 2])],
  ['is_coalesced', () => torch.sparseCooTensor([[0, 0]], [1, 2], [2], { isCoalesced: true })],
  ['nnz', () => torch.sparseCsrTensor([0, 1, 3], [2, 0], [3, 4], [2, 3])],
  ['col_indices', () => torch.sparseCsrTensor([0, 1, 2], [9, 0], [3, 4], [2, 3])],
  ['found no values', () => torch.sparseCsrTensor([0, 1], [0] as never, {} as never)],
  ['expected indices as a tensor or an array', () => torch.sparseCooTensor('i' as never, [1])],
])('refuses: %s', (message, make) => {
  expect(() => torch.tidy(make)).toThrow(message)
})
