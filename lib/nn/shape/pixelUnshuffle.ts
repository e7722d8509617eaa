import { checkPositiveInteger } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { listed } from '../options'

/** Space becomes channels: [*, C, H·r, W·r] → [*, C·r², H, W]. PyTorch: `torch.nn.PixelUnshuffle`. */
export class PixelUnshuffle extends Module<[input: Tensor]> {
  constructor(readonly downscaleFactor: number) {
    super()
    checkPositiveInteger('PixelUnshuffle: downscaleFactor', downscaleFactor)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.pixelUnshuffle(input, this.downscaleFactor), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', 'C', 'H·r', 'W·r']]
  }

  override extraRepr(): string {
    return listed({ downscaleFactor: this.downscaleFactor })
  }
}
