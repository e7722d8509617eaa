import { checkPositiveInteger } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { listed } from '../options'

/** Channels become space: [*, C·r², H, W] → [*, C, H·r, W·r]. PyTorch: `torch.nn.PixelShuffle`. */
export class PixelShuffle extends Module<[input: Tensor]> {
  constructor(readonly upscaleFactor: number) {
    super()
    checkPositiveInteger('PixelShuffle: upscaleFactor', upscaleFactor)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.pixelShuffle(input, this.upscaleFactor), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', 'C·r²', 'H', 'W']]
  }

  override extraRepr(): string {
    return listed({ upscaleFactor: this.upscaleFactor })
  }
}
