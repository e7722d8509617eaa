/** The settings of `--fast`: how a network computes fastest, at the accuracy of float32, here. */
import { noGrad, operators, tidy } from '../tensor'
import type { DType } from '../base/dtype'
import { layoutsOf, type ImageLayout } from '../models'

export interface Recommended {
  precision: 'float32' | 'bfloat16'
  memoryFormat: ImageLayout
}

export const plain: Recommended = { precision: 'float32', memoryFormat: 'contiguous_format' }

const turns = 5
// bfloat16 must win clearly: casts and rounding are not in the measurement.
const gainNeeded = 1.25

/** The least milliseconds of a convolution, 0.3 GFLOP, in this dtype. */
function convolutionMillis(dtype: DType): number {
  return noGrad(() =>
    tidy(() => {
      const input = operators.ones([16, 64, 16, 16]).to({ dtype, memoryFormat: 'channels_last' })
      const weight = operators.ones([64, 64, 3, 3]).to(dtype)
      let least = Infinity
      for (let turn = 0; turn <= turns; ++turn) {
        const start = performance.now()
        operators.conv2d(input, weight, { padding: 1 })
        if (turn > 0) least = Math.min(least, performance.now() - start) // the first prepares
      }
      return least
    }),
  )
}

let bfloat16Wins: boolean | undefined

/**
 * Whether this processor computes faster in bfloat16. It is measured, some 20 ms once a process:
 * with AMX it is several times as fast, with AVX-512 alone often slower than float32.
 */
function isBfloat16Faster(): boolean {
  bfloat16Wins ??= convolutionMillis('float32') > gainNeeded * convolutionMillis('bfloat16')
  return bfloat16Wins
}

/**
 * `device` is one that `resolveDevice` gave; a `precision` that is given is taken. Throws OptionError for unknown names. Weights stay
 * contiguous in either layout: libtorch's convolutions reorder them for their kernels in any case,
 * and gradients then arrive in the layout that weights and optimizer state already have.
 */
export function recommendedFor(
  arch: string,
  device: string,
  precision?: Recommended['precision'],
): Recommended {
  const { float32, bfloat16 } = layoutsOf(arch)
  const isWanted = (): boolean =>
    precision === undefined ? device !== 'cpu' || isBfloat16Faster() : precision === 'bfloat16'
  return bfloat16 !== null && isWanted()
    ? { precision: 'bfloat16', memoryFormat: bfloat16 }
    : { precision: 'float32', memoryFormat: float32 }
}
