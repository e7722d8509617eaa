import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { unfold } from '../functional/patches'
import type { Size2d } from '../options'
import { Window, type WindowOptions } from './window'

/**
 * The windows of an image as columns: [N, C, H, W] → [N, C·kernel, windows], without N too.
 * PyTorch: `torch.nn.Unfold`.
 */
export class Unfold extends Window {
  constructor(kernelSize: Size2d, options: WindowOptions = {}) {
    super(kernelSize, options)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => unfold(input, this.geometry), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'H', 'W'],
      ['C', 'H', 'W'],
    ]
  }
}
