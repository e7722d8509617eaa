import { operator, type Tensor } from '../../tensor'
import { outputSizeOf, resolved, type OutputSize } from './adaptiveSize'
import { Pool, type Dimensions } from './base'

const pools = [1, 2, 3].map(dimensions => operator(`aten::adaptive_avg_pool${dimensions}d`))

/** Means of as many windows as the output has places: [N, C, …] → [N, C, …outputSize]. */
abstract class AdaptiveAvgPool extends Pool {
  readonly outputSize: readonly (number | null)[]

  constructor(name: string, dimensions: Dimensions, outputSize: OutputSize) {
    super(dimensions)
    this.outputSize = outputSizeOf(name, outputSize, dimensions)
    this.given = { outputSize }
  }

  forward(input: Tensor): Tensor {
    const pool = pools[this.dimensions - 1]!
    return this.attempt(() => {
      this.checkInput(input)
      return pool(input, resolved(this.outputSize, input.shape)) as Tensor
    }, input)
  }
}

/** To a length. PyTorch: `torch.nn.AdaptiveAvgPool1d`. */
export class AdaptiveAvgPool1d extends AdaptiveAvgPool {
  constructor(outputSize: OutputSize) {
    super('AdaptiveAvgPool1d', 1, outputSize)
  }
}

/** To a height and width. PyTorch: `torch.nn.AdaptiveAvgPool2d`. */
export class AdaptiveAvgPool2d extends AdaptiveAvgPool {
  constructor(outputSize: OutputSize) {
    super('AdaptiveAvgPool2d', 2, outputSize)
  }
}

/** To a depth, height and width. PyTorch: `torch.nn.AdaptiveAvgPool3d`. */
export class AdaptiveAvgPool3d extends AdaptiveAvgPool {
  constructor(outputSize: OutputSize) {
    super('AdaptiveAvgPool3d', 3, outputSize)
  }
}
