import { checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { releaseOnError, type Tensor } from '../../tensor'
import { fractionalMaxPool2d, fractionalMaxPool3d } from '../functional/pool/fractional'
import { checkFlags, sizesOf, type Sizes } from '../options'
import { sharedBuffer, type Buffer } from '../parameter'
import { Pool, type Pooled } from './base'

export interface FractionalMaxPoolOptions<WithIndices extends boolean = false> {
  outputSize?: Sizes | null
  /** The share of each side that is left, between 0 and 1, in place of a size. */
  outputRatio?: number | readonly number[] | null
  /** Also where the largest values are, as [output, indices] (default false). */
  returnIndices?: WithIndices
  /** What places the windows: [N, C, dimensions] of [0, 1). Drawn at each forward by default. */
  _randomSamples?: Tensor | null
}

const optionNames = ['outputSize', 'outputRatio', 'returnIndices', '_randomSamples']

/** Maxima of windows of random places, to any smaller size. Graham 2014, arXiv 1412.6071. */
abstract class FractionalMaxPool<WithIndices extends boolean> extends Pool<Pooled<WithIndices>> {
  readonly kernelSize: readonly number[]
  readonly outputSize: readonly number[] | null
  readonly outputRatio: readonly number[] | null
  readonly returnIndices: boolean
  declare _random_samples: Buffer | null

  constructor(
    name: string,
    dimensions: 2 | 3,
    kernelSize: unknown,
    options: FractionalMaxPoolOptions<WithIndices>,
  ) {
    super(dimensions)
    checkOptionNames(name, options, optionNames)
    checkFlags(name, options, ['returnIndices'])
    const { outputSize = null, outputRatio = null, _randomSamples = null } = options
    if ((outputSize === null) === (outputRatio === null)) {
      throw new OptionError(`${name}: expected either outputSize or outputRatio`)
    }
    this.kernelSize = sizesOf(`${name}: kernelSize`, kernelSize, dimensions, 1)
    this.outputSize =
      outputSize === null ? null : sizesOf(`${name}: outputSize`, outputSize, dimensions, 1)
    this.outputRatio = outputRatio === null ? null : ratiosOf(name, outputRatio, dimensions)
    this.returnIndices = options.returnIndices ?? false
    releaseOnError(() =>
      this.registerBuffer(
        '_random_samples',
        sharedBuffer(`${name}: _randomSamples`, _randomSamples),
      ),
    )
  }

  forward(input: Tensor): Pooled<WithIndices> {
    const { kernelSize, outputSize, outputRatio, returnIndices } = this
    const pool = this.dimensions === 2 ? fractionalMaxPool2d : fractionalMaxPool3d
    const _randomSamples = this._random_samples
    const options = { outputSize, outputRatio, returnIndices, _randomSamples }
    return this.attempt(() => {
      this.checkInput(input)
      return pool(input, kernelSize, options) as Pooled<WithIndices>
    }, input)
  }
}

function ratiosOf(name: string, ratio: unknown, dimensions: number): readonly number[] {
  const list: unknown[] = Array.isArray(ratio) ? ratio : Array<unknown>(dimensions).fill(ratio)
  const fits = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < 1
  if (list.length === dimensions && list.every(fits)) return list as number[]
  throw new OptionError(
    `${name}: outputRatio: expected a number between 0 and 1, or ${dimensions} of them, found ` +
      (Array.isArray(ratio) ? `[${ratio.map(describeValue).join(', ')}]` : describeValue(ratio)),
  )
}

/** Of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.FractionalMaxPool2d`. */
export class FractionalMaxPool2d<
  WithIndices extends boolean = false,
> extends FractionalMaxPool<WithIndices> {
  constructor(kernelSize: Sizes, options: FractionalMaxPoolOptions<WithIndices> = {}) {
    super('FractionalMaxPool2d', 2, kernelSize, options)
  }
}

/** Of [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.FractionalMaxPool3d`. */
export class FractionalMaxPool3d<
  WithIndices extends boolean = false,
> extends FractionalMaxPool<WithIndices> {
  constructor(kernelSize: Sizes, options: FractionalMaxPoolOptions<WithIndices> = {}) {
    super('FractionalMaxPool3d', 3, kernelSize, options)
  }
}
