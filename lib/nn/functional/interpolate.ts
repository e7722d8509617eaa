/** Resizing by interpolation, of [N, C, *] with one to three dimensions of space. */
import { checkChoice, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { define } from './define'

const modes = [
  'nearest',
  'nearest-exact',
  'area',
  'linear',
  'bilinear',
  'trilinear',
  'bicubic',
  'lanczos',
] as const

export interface InterpolateArgs {
  input: Tensor
  size?: number | readonly number[] | null
  /** In the place of a size. */
  scaleFactor?: number | readonly number[] | null
  mode?: (typeof modes)[number]
  /** Whether the corner pixels keep their values; for the modes that interpolate. */
  alignCorners?: boolean | null
  /** Scales by what the rounded sizes give. */
  recomputeScaleFactor?: boolean | null
  /** For bilinear, bicubic and lanczos. */
  antialias?: boolean
}

/** What resizes, by mode and the number of dimensions of space. */
const resizers: Readonly<Record<string, string | undefined>> = {
  nearest1: 'upsample_nearest1d',
  nearest2: 'upsample_nearest2d',
  nearest3: 'upsample_nearest3d',
  'nearest-exact1': '_upsample_nearest_exact1d',
  'nearest-exact2': '_upsample_nearest_exact2d',
  'nearest-exact3': '_upsample_nearest_exact3d',
  area1: 'adaptive_avg_pool1d',
  area2: 'adaptive_avg_pool2d',
  area3: 'adaptive_avg_pool3d',
  linear1: 'upsample_linear1d',
  bilinear2: 'upsample_bilinear2d',
  trilinear3: 'upsample_trilinear3d',
  bicubic2: 'upsample_bicubic2d',
}

function refuse(problem: string): never {
  throw new TorchError('VALUE', `nn.functional.interpolate: ${problem}`)
}

function perDimension(
  what: string,
  value: number | readonly number[],
  dimensions: number,
): readonly number[] {
  if (typeof value === 'number') return Array.from({ length: dimensions }, () => value)
  if (Array.isArray(value) && value.length === dimensions) return value as readonly number[]
  const found = Array.isArray(value) ? `[${value.join(', ')}]` : describeValue(value)
  return refuse(`expected ${what} of ${dimensions} numbers, found ${found}`)
}

export interface Extent {
  size: readonly number[] | null
  scales: readonly number[] | null
}

function extentOf(args: InterpolateArgs, mode: string): Extent {
  const { input, size = null, scaleFactor = null, recomputeScaleFactor } = args
  const space = input.shape.slice(2)
  if ((size === null) === (scaleFactor === null)) refuse('expected either size or scaleFactor')
  if (size !== null) {
    if (recomputeScaleFactor) refuse('expected no recomputeScaleFactor beside size')
    return { size: perDimension('size', size, space.length), scales: null }
  }
  const scales = perDimension('scaleFactor', scaleFactor!, space.length)
  if (!recomputeScaleFactor && mode !== 'area') return { size: null, scales }
  return { size: space.map((length, i) => Math.trunc(length * scales[i]!)), scales: null }
}

function schemaOf(mode: string, dimensions: number, antialias: boolean): string {
  const canSmooth = dimensions === 2 && ['bilinear', 'bicubic', 'lanczos'].includes(mode)
  if (antialias && canSmooth) return `_upsample_${mode}2d_aa`
  if (antialias) refuse('expected bilinear, bicubic or lanczos of [N, C, H, W] with antialias')
  const schema = resizers[`${mode}${dimensions}`]
  if (mode === 'lanczos') refuse('expected antialias with lanczos')
  return schema ?? refuse(`expected an input for mode ${mode}, found ${dimensions + 2} dimensions`)
}

function resize(args: InterpolateArgs): Tensor {
  const { input, mode = 'nearest', alignCorners = null, antialias = false } = args
  checkChoice('nn.functional.interpolate: mode', mode, modes)
  const interpolates = !['nearest', 'nearest-exact', 'area'].includes(mode)
  if (!interpolates && alignCorners !== null) {
    refuse(`expected no alignCorners for mode ${mode}`)
  }
  const { size, scales } = extentOf(args, mode)
  const schema = schemaOf(mode, input.ndim - 2, antialias)
  if (mode === 'area') return operator(`aten::${schema}`)(input, size) as Tensor
  const corners = interpolates ? [alignCorners ?? false] : []
  return operator(`aten::${schema}`, 'vec')(input, size, ...corners, scales) as Tensor
}

/** Up or down to a size, or by factors. PyTorch: `nn.functional.interpolate`. */
export const interpolate = define(
  'interpolate',
  ['input'],
  ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor', 'antialias'],
  resize,
)

/** The older name of `interpolate`. PyTorch: `nn.functional.upsample`. */
export const upsample = define(
  'upsample',
  ['input'],
  ['size', 'scaleFactor', 'mode', 'alignCorners'],
  resize,
)

export type UpsampleArgs = Pick<InterpolateArgs, 'input' | 'size' | 'scaleFactor'>

/** PyTorch: `nn.functional.upsample_nearest`. */
export const upsampleNearest = define(
  'upsampleNearest',
  ['input'],
  ['size', 'scaleFactor'],
  (args: UpsampleArgs) => resize(args),
)

/** Bilinear, with aligned corners. PyTorch: `nn.functional.upsample_bilinear`. */
export const upsampleBilinear = define(
  'upsampleBilinear',
  ['input'],
  ['size', 'scaleFactor'],
  (args: UpsampleArgs) => resize({ ...args, mode: 'bilinear', alignCorners: true }),
)
