/** Sampling at the points of a grid. Jaderberg et al. 2015, arXiv 1506.02025. */
import { checkChoice, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { define } from './define'

const sample = operator('aten::grid_sampler')
const generate = operator('aten::affine_grid_generator')

const modes = ['bilinear', 'nearest', 'bicubic'] as const
const paddings = ['zeros', 'border', 'reflection'] as const

export interface SampleArgs {
  /** [N, C, H, W] or [N, C, D, H, W] */
  input: Tensor
  /** Points [N, *, 2] or [N, *, 3] in [−1, 1], x first. */
  grid: Tensor
  mode?: (typeof modes)[number]
  paddingMode?: (typeof paddings)[number]
  alignCorners?: boolean | null
}

/** Values of the input at the grid's points. PyTorch: `nn.functional.grid_sample`. */
export const gridSample = define(
  'gridSample',
  ['input', 'grid'],
  ['mode', 'paddingMode', 'alignCorners'],
  ({ input, grid, mode = 'bilinear', paddingMode = 'zeros', alignCorners }: SampleArgs) => {
    checkChoice('nn.functional.gridSample: mode', mode, modes)
    checkChoice('nn.functional.gridSample: paddingMode', paddingMode, paddings)
    const codes = [modes.indexOf(mode), paddings.indexOf(paddingMode)]
    return sample(input, grid, ...codes, alignCorners ?? false) as Tensor
  },
)

export interface AffineArgs {
  /** [N, 2, 3] or [N, 3, 4] */
  theta: Tensor
  /** Of the output: [N, C, H, W] or [N, C, D, H, W]. */
  size: readonly number[]
  alignCorners?: boolean | null
}

/** A grid that affine maps give, for `gridSample`. PyTorch: `nn.functional.affine_grid`. */
export const affineGrid = define(
  'affineGrid',
  ['theta'],
  ['size!', 'alignCorners'],
  ({ theta, size, alignCorners }: AffineArgs) => {
    if (!Array.isArray(size)) {
      throw new TorchError(
        'TYPE',
        `nn.functional.affineGrid: expected size as a list, found ${describeValue(size)}`,
      )
    }
    const space = size.length - 2
    const isAffine = theta.ndim === 3 && theta.shape[1] === space && theta.shape[2] === space + 1
    if (![2, 3].includes(space) || !isAffine || !theta.dtype.includes('float')) {
      throw new TorchError(
        'VALUE',
        'nn.functional.affineGrid: expected theta of floats [N, 2, 3] with size [N, C, H, W], or ' +
          `[N, 3, 4] with [N, C, D, H, W], found [${theta.shape.join(', ')}] of ${theta.dtype} ` +
          `and [${size.join(', ')}]`,
      )
    }
    if (size.some(count => count <= 0)) {
      throw new TorchError(
        'VALUE',
        `nn.functional.affineGrid: expected sizes above 0, found [${size.join(', ')}]`,
      )
    }
    return generate(theta, size, alignCorners ?? false) as Tensor
  },
)
