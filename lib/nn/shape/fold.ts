import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { fold } from '../functional/patches'
import { sizesOf, type Size2d } from '../options'
import { Window, type WindowOptions } from './window'

/**
 * Columns summed into an image: [N, C·kernel, windows] → [N, C, …outputSize], without N too.
 * PyTorch: `torch.nn.Fold`.
 */
export class Fold extends Window {
  readonly outputSize: readonly number[]

  constructor(outputSize: Size2d, kernelSize: Size2d, options: WindowOptions = {}) {
    super(kernelSize, options)
    this.outputSize = sizesOf('Fold: outputSize', outputSize, 2, 1)
    this.given = { outputSize, ...this.given }
  }

  forward(input: Tensor): Tensor {
    const { outputSize } = this
    return this.attempt(() => fold(input, { outputSize, ...this.geometry }), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C·kernel', 'windows'],
      ['C·kernel', 'windows'],
    ]
  }
}
