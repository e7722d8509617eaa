/** Texts of tensors as PyTorch 2.13 prints them. */
import torch, { type Tensor } from '../../../../lib'
import type { PrintOptions } from '../../../../lib/tensor'

const { tensor, zeros, arange } = torch

function expectText(make: () => Tensor, lines: readonly string[], options: PrintOptions = {}) {
  torch.tidy(() => {
    const text = torch.printOptions(options, () => String(make()))
    expect(text.split('\n')).toEqual(lines)
  })
}

/** 0, 1, … as int64. */
const count = (...shape: number[]) =>
  arange(shape.reduce((product, size) => product * size, 1)).view(shape)

describe('a summary shows both ends of what is longer than them', () => {
  const one = { threshold: 5, edgeItems: 1 }
  const two = { threshold: 5, edgeItems: 2 }
  const none = { threshold: 5, edgeItems: 0 }
  test.each<[options: PrintOptions, shape: number[], lines: string[]]>([
    [one, [5], ['tensor([0, 1, 2, 3, 4])']],
    [one, [6], ['tensor([0,  ..., 5])']],
    [
      one,
      [2, 3, 4],
      [
        'tensor([[[ 0,  ...,  3],',
        '         ...,',
        '         [ 8,  ..., 11]],',
        '',
        '        [[12,  ..., 15],',
        '         ...,',
        '         [20,  ..., 23]]])',
      ],
    ],
    [
      one,
      [2, 2, 9],
      [
        'tensor([[[ 0,  ...,  8],',
        '         [ 9,  ..., 17]],',
        '',
        '        [[18,  ..., 26],',
        '         [27,  ..., 35]]])',
      ],
    ],
    [two, [4], ['tensor([0, 1, 2, 3])']],
    [two, [6], ['tensor([0, 1,  ..., 4, 5])']],
    [
      two,
      [5, 1, 5],
      [
        'tensor([[[ 0,  1,  ...,  3,  4]],',
        '',
        '        [[ 5,  6,  ...,  8,  9]],',
        '',
        '        ...,',
        '',
        '        [[15, 16,  ..., 18, 19]],',
        '',
        '        [[20, 21,  ..., 23, 24]]])',
      ],
    ],
    [none, [6], ['tensor([...], size=(6,))']],
    [none, [5], ['tensor([0, 1, 2, 3, 4], size=(5,))']],
    [none, [], ['tensor(0, size=())']],
    [none, [2, 3, 4], ['tensor([...], size=(2, 3, 4))']],
  ])('%p of %p', (options, shape, lines) => expectText(() => count(...shape), lines, options))
})

test('lines have as many values as fit, one at least', () => {
  const narrow = { lineWidth: 20 }
  expectText(
    () => count(10),
    ['tensor([0, 1, 2, 3,', '        4, 5, 6, 7,', '        8, 9])'],
    narrow,
  )
  expectText(
    () => count(2, 4).float(),
    ['tensor([[0., 1., 2.,', '         3.],', '        [4., 5., 6.,', '         7.]])'],
    narrow,
  )
  expectText(
    () => tensor([{ real: 1.5, imag: 2 }, { real: 0, imag: -3 }]), // prettier-ignore
    ['tensor([1.5000+2.j,', '        0.0000-3.j])'],
    narrow,
  )
  expectText(() => count(3), ['tensor([0,', '        1,', '        2])'], { lineWidth: 1 })
})

test('what follows the values goes into a line of its own where it does not fit', () => {
  const make = () => zeros([2], { dtype: 'float64', requiresGrad: true })
  const whole = ['tensor([0., 0.], dtype=torch.float64, requires_grad=True)']
  const broken = ['tensor([0., 0.], dtype=torch.float64,', '       requires_grad=True)']
  expectText(make, whole)
  expectText(make, whole, { lineWidth: 58 })
  expectText(make, broken, { lineWidth: 57 })
  expectText(
    make,
    ['tensor([0., 0.],', '       dtype=torch.float64,', '       requires_grad=True)'],
    { lineWidth: 20 },
  )
})

test.each<[what: string, make: () => Tensor, lines: string[]]>([
  ['no values', () => zeros([0, 3]), ['tensor([], size=(0, 3))']],
  ['no values of int32', () => zeros([0], { dtype: 'int32' }), ['tensor([], dtype=torch.int32)']],
  [
    'no values of int64',
    () => zeros([2, 0], { dtype: 'int64' }),
    ['tensor([], size=(2, 0), dtype=torch.int64)'],
  ],
  ['a small integer', () => tensor(7, { dtype: 'int8' }), ['tensor(7, dtype=torch.int8)']],
  [
    'no indices',
    () => zeros([2, 2]).toSparse(),
    [
      'tensor(indices=tensor([], size=(2, 0)),',
      '       values=tensor([], size=(0,)),',
      '       size=(2, 2), nnz=0, layout=torch.sparse_coo)',
    ],
  ],
  [
    'no indices, and values with a dimension',
    () => torch.sparseCooTensor(zeros([1, 0], { dtype: 'int64' }), zeros([0, 2]), [3, 2]),
    [
      'tensor(indices=tensor([], size=(1, 0)),',
      '       values=tensor([], size=(0, 2)),',
      '       size=(3, 2), nnz=0, layout=torch.sparse_coo)',
    ],
  ],
  [
    'integers at indices',
    () => tensor([[0n, 2n]]).toSparse(),
    [
      'tensor(indices=tensor([[0],',
      '                       [1]]),',
      '       values=tensor([2]),',
      '       size=(1, 2), nnz=1, layout=torch.sparse_coo)',
    ],
  ],
  [
    'rows',
    () => torch.eye(3).narrow(0, 0, 2).toSparseCsr(),
    [
      'tensor(crow_indices=tensor([0, 1, 2]),',
      '       col_indices=tensor([0, 1]),',
      '       values=tensor([1., 1.]), size=(2, 3), nnz=2, layout=torch.sparse_csr)',
    ],
  ],
  [
    'no memory',
    () => torch.empty([2, 3], { device: 'meta', dtype: 'float64' }),
    ["tensor(..., device='meta', size=(2, 3), dtype=torch.float64)"],
  ],
  [
    'no memory, with a gradient',
    () => torch.empty([1], { device: 'meta', requiresGrad: true }),
    ["tensor(..., device='meta', size=(1,), requires_grad=True)"],
  ],
])('%s', (_, make, lines) => expectText(make, lines))

// torch.func.vmap(print)(torch.arange(4.).view(2, 2), in_dims=1), PyTorch's repr within
test('a batch is shown whole, with its level and dimension', () => {
  torch.tidy(() => {
    let text = ''
    const look = (x: Tensor): Tensor => {
      text = String(x)
      return x
    }
    torch.vmap(look, 1)(count(2, 2))
    expect(text).toBe(
      'BatchedTensor(lvl=1, bdim=1, value=\n    tensor([[0, 1],\n            [2, 3]])\n)',
    )
  })
})

test('the default dtype is the one that is not shown', () => {
  torch.setDefaultDtype('float64')
  try {
    const both = [zeros([1]), zeros([1], { dtype: 'float32' })]
    const complex = (['complex64', 'complex128'] as const).map(dtype => zeros([1], { dtype }))
    expect([...both, ...complex].map(String)).toEqual([
      'tensor([0.])',
      'tensor([0.], dtype=torch.float32)',
      'tensor([0.+0.j], dtype=torch.complex64)',
      'tensor([0.+0.j])',
    ])
    expect(String(torch.empty([1], { device: 'meta', dtype: 'complex128' }))).toBe(
      "tensor(..., device='meta', size=(1,), dtype=torch.complex128)",
    )
  } finally {
    torch.setDefaultDtype('float32')
  }
})
