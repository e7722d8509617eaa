/** The sizes at which losses are timed, and the ratios to reach there. */
import type { DType } from '../../base/dtype'

/** direct: softError; reused: into memory of an earlier error; inplace: softError_; autograd: IsbeLoss. */
export type Mode = 'direct' | 'reused' | 'inplace' | 'autograd'

/** Cross-entropy's time over that of ISBE that a mode should reach; null: measured without a figure. */
export type Goals = Partial<Record<Mode, number | null>>

export interface LossCase {
  n: number
  k: number
  dtype: DType
  targets: 'index' | 'distribution'
  goals: Goals
}

function cases(
  dtype: DType,
  targets: LossCase['targets'],
  goals: Goals,
  sizes: readonly [n: number, k: number][],
): LossCase[] {
  return sizes.map(([n, k]) => ({ n, k, dtype, targets, goals }))
}

export const lossCases: readonly LossCase[] = [
  ...cases('float32', 'index', { direct: 8, inplace: 8, autograd: 3 }, [
    [64, 10],
    [128, 10],
    [1024, 10],
  ]),
  ...cases('float32', 'index', { direct: 5, inplace: 6, autograd: 3.5 }, [
    [128, 1000],
    [4096, 1000],
  ]),
  ...cases('float32', 'index', { direct: 3, reused: 10, inplace: 16, autograd: 3 }, [
    [512, 32_000],
    [256, 128_256],
  ]),
  ...cases('float32', 'distribution', { direct: 4 }, [
    [128, 1000],
    [4096, 1000],
  ]),
  ...cases('bfloat16', 'index', { direct: 4, reused: null, inplace: null, autograd: null }, [
    [128, 1000],
    [4096, 1000],
    [512, 32_000],
  ]),
]
