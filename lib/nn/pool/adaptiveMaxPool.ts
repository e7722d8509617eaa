import { checkOptionNames } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { checkFlags } from '../options'
import { outputSizeOf, resolved, type OutputSize } from './adaptiveSize'
import { Pool, type Dimensions, type Pooled } from './base'

export interface AdaptiveMaxPoolOptions<WithIndices extends boolean = false> {
  /** Also where the largest values are, as [output, indices] (default false). */
  returnIndices?: WithIndices
}

const pools = [1, 2, 3].map(dimensions => operator(`aten::adaptive_max_pool${dimensions}d`))

/** Maxima of as many windows as the output has places: [N, C, …] → [N, C, …outputSize]. */
abstract class AdaptiveMaxPool<WithIndices extends boolean> extends Pool<Pooled<WithIndices>> {
  readonly outputSize: readonly (number | null)[]
  readonly returnIndices: boolean

  constructor(
    name: string,
    dimensions: Dimensions,
    outputSize: OutputSize,
    options: AdaptiveMaxPoolOptions<WithIndices>,
  ) {
    super(dimensions)
    checkOptionNames(name, options, ['returnIndices'])
    checkFlags(name, options, ['returnIndices'])
    this.outputSize = outputSizeOf(name, outputSize, dimensions)
    this.given = { outputSize }
    this.returnIndices = options.returnIndices ?? false
  }

  forward(input: Tensor): Pooled<WithIndices> {
    const pool = pools[this.dimensions - 1]!
    const [output, indices] = this.attempt(() => {
      this.checkInput(input)
      return pool(input, resolved(this.outputSize, input.shape))
    }, input) as [Tensor, Tensor]
    if (this.returnIndices) return [output, indices] as Pooled<WithIndices>
    indices.dispose()
    return output as Pooled<WithIndices>
  }
}

/** To a length. PyTorch: `torch.nn.AdaptiveMaxPool1d`. */
export class AdaptiveMaxPool1d<
  WithIndices extends boolean = false,
> extends AdaptiveMaxPool<WithIndices> {
  constructor(outputSize: OutputSize, options: AdaptiveMaxPoolOptions<WithIndices> = {}) {
    super('AdaptiveMaxPool1d', 1, outputSize, options)
  }
}

/** To a height and width. PyTorch: `torch.nn.AdaptiveMaxPool2d`. */
export class AdaptiveMaxPool2d<
  WithIndices extends boolean = false,
> extends AdaptiveMaxPool<WithIndices> {
  constructor(outputSize: OutputSize, options: AdaptiveMaxPoolOptions<WithIndices> = {}) {
    super('AdaptiveMaxPool2d', 2, outputSize, options)
  }
}

/** To a depth, height and width. PyTorch: `torch.nn.AdaptiveMaxPool3d`. */
export class AdaptiveMaxPool3d<
  WithIndices extends boolean = false,
> extends AdaptiveMaxPool<WithIndices> {
  constructor(outputSize: OutputSize, options: AdaptiveMaxPoolOptions<WithIndices> = {}) {
    super('AdaptiveMaxPool3d', 3, outputSize, options)
  }
}
