import { operator } from '../ops/operator'
import type { DType, IntOrList } from '../ops/types'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

interface SparseSumOptions {
  dim?: IntOrList | null
  dtype?: DType | null
}

type Given = SparseSumOptions & { input: Tensor }

const sum = operator('aten::_sparse_sum')

export interface SparseSum {
  /**
   * The sum of a sparse tensor over dimensions, by default all: sparse where sparse dimensions are
   * left, else dense. Its gradient goes to the values that are there. PyTorch: `torch.sparse.sum`.
   */
  (input: Tensor, dim?: IntOrList | null, dtype?: DType | null): Tensor
  (
    input: Tensor,
    dim: IntOrList | null | undefined,
    options: Pick<SparseSumOptions, 'dtype'>,
  ): Tensor
  (input: Tensor, options: SparseSumOptions): Tensor
  (options: Given): Tensor
}

export const sparseSum = ((...args: unknown[]): unknown => {
  const names = ['input!', 'dim', 'dtype']
  const { input, dim, dtype } = bindByName<Given>('sparse.sum', names, [], args) as Given
  checkTensor('sparse.sum: input', input)
  const dims = dim ?? null
  const over = dims === null ? [] : [Array.isArray(dims) ? dims : [dims]]
  return sum(input, ...over, ...((dtype ?? null) === null ? [] : [{ dtype }]))
}) as SparseSum
