/** Products of groups of matrices, and of matrices in 8 bits with scales beside them. */
import { describeValue } from '../../base/check'
import type { DType } from '../../base/dtype'
import { OptionError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { define } from './define'

/** Which values share a scale. PyTorch: `torch.nn.functional.ScalingType`. */
export const ScalingType = Object.freeze({
  TensorWise: 0,
  RowWise: 1,
  BlockWise1x16: 2,
  BlockWise1x32: 3,
  BlockWise1x128: 4,
  BlockWise128x128: 5,
})
/** How scales lie in memory. PyTorch: `torch.nn.functional.SwizzleType`. */
export const SwizzleType = Object.freeze({ NO_SWIZZLE: 0, SWIZZLE_32_4_4: 1 })

/** A member of ScalingType, or its name. */
export type Scaling = number | keyof typeof ScalingType
/** A member of SwizzleType, or its name. */
export type Swizzle = number | keyof typeof SwizzleType

type OneOrMore<T> = T | readonly T[]

export interface GroupedMmArgs {
  /** [G, M, K], or [ΣM, K] whose groups end at `offs`; with matB [K, N] of K split by `offs` too. */
  matA: Tensor
  /** [G, K, N], or [K, ΣN] or [ΣK, N]. */
  matB: Tensor
  /** int32: where each group of the split dimension ends. */
  offs?: Tensor | null
  bias?: Tensor | null
  outDtype?: DType | null
}

export interface ScaledMmArgs {
  /** [M, K], of a dtype of 8 bits. */
  matA: Tensor
  /** [K, N], in column-major order. */
  matB: Tensor
  scaleA: OneOrMore<Tensor>
  scaleRecipeA: OneOrMore<Scaling>
  scaleB: OneOrMore<Tensor>
  scaleRecipeB: OneOrMore<Scaling>
  swizzleA?: OneOrMore<Swizzle> | null
  swizzleB?: OneOrMore<Swizzle> | null
  bias?: Tensor | null
  /** Default bfloat16. */
  outputDtype?: DType | null
  contractionDim?: readonly number[]
  useFastAccum?: boolean
}

const grouped = operator('aten::_grouped_mm')
const scaled = operator('aten::_scaled_mm_v2')
const scaledGrouped = operator('aten::_scaled_grouped_mm_v2')

function listOf<T>(value: OneOrMore<T> | null | undefined): readonly T[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}

function codesOf(name: string, value: unknown, known: Readonly<Record<string, number>>): number[] {
  return listOf(value).map(one => {
    const code = typeof one === 'string' && Object.hasOwn(known, one) ? known[one]! : one
    if (Object.values(known).includes(code as number)) return code as number
    throw new OptionError(
      `nn.functional: ${name}: expected ${Object.keys(known).join(', ')}, found ${describeValue(one)}`,
    )
  })
}

function scalesOf(args: ScaledMmArgs): unknown[] {
  return [
    listOf(args.scaleA),
    codesOf('scaleRecipeA', args.scaleRecipeA, ScalingType),
    codesOf('swizzleA', args.swizzleA, SwizzleType),
    listOf(args.scaleB),
    codesOf('scaleRecipeB', args.scaleRecipeB, ScalingType),
    codesOf('swizzleB', args.swizzleB, SwizzleType),
  ]
}

const scaleNames = ['scaleA!', 'scaleRecipeA!', 'scaleB!', 'scaleRecipeB!'] as const
const swizzleNames = ['swizzleA', 'swizzleB'] as const
const outputNames = ['outputDtype', 'contractionDim', 'useFastAccum'] as const

/** The product of each group: bfloat16, float16 or float32. PyTorch: `nn.functional.grouped_mm`. */
export const groupedMm = define(
  'groupedMm',
  ['matA', 'matB'],
  ['offs', 'bias', 'outDtype'],
  ({ matA, matB, offs = null, bias = null, outDtype = null }: GroupedMmArgs) =>
    grouped(matA, matB, offs, bias, outDtype) as Tensor,
)

/** A product of matrices of 8 bits, each with its scales. PyTorch: `nn.functional.scaled_mm`. */
export const scaledMm = define(
  'scaledMm',
  ['matA', 'matB'],
  [...scaleNames, ...swizzleNames, 'bias', ...outputNames],
  (args: ScaledMmArgs) => {
    const { matA, matB, bias = null, outputDtype = 'bfloat16' } = args
    const { contractionDim = [], useFastAccum = false } = args
    const scales = scalesOf(args)
    return scaled(matA, matB, ...scales, bias, outputDtype, contractionDim, useFastAccum) as Tensor
  },
)

/** The same for each group. PyTorch: `nn.functional.scaled_grouped_mm`. */
export const scaledGroupedMm = define(
  'scaledGroupedMm',
  ['matA', 'matB'],
  [...scaleNames, ...swizzleNames, 'bias', 'offs', ...outputNames],
  (args: ScaledMmArgs & { offs?: Tensor | null }) => {
    const { matA, matB, bias = null, offs = null, outputDtype = 'bfloat16' } = args
    const { contractionDim = [], useFastAccum = false } = args
    const scales = scalesOf(args)
    return scaledGrouped(
      matA,
      matB,
      ...scales,
      offs,
      bias,
      outputDtype,
      contractionDim,
      useFastAccum,
    ) as Tensor
  },
)
