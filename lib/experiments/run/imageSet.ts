/** Images as bytes with their classes: what the runs of the paper's experiments are trained on. */
import { Disposable } from '../../base/disposable'
import type { Batch } from '../../data'
import { keep, operators, tensor, tidy, type Tensor } from '../../tensor'

export type Transform = (images: Tensor) => Tensor

/** Batches by index, floats from 0 to 1. Owns its tensors: pixels [N, C, H, W] uint8, labels [N] int64. */
export class ImageSet extends Disposable {
  readonly length: number

  constructor(
    readonly pixels: Tensor,
    readonly labels: Tensor,
    readonly transform: Transform = images => images,
  ) {
    super()
    this.length = pixels.size(0)
    keep(pixels)
    keep(labels)
  }

  gather(indices: Tensor): Batch {
    return tidy(() => ({
      input: this.transform(operators.indexSelect(this.pixels, 0, indices).to('float32').div_(255)),
      target: operators.indexSelect(this.labels, 0, indices),
    }))
  }

  /** Copies of the images at these indices. */
  select(indices: readonly number[]): ImageSet {
    return tidy(() => {
      const index = tensor([...indices], { dtype: 'int64' })
      return new ImageSet(
        operators.indexSelect(this.pixels, 0, index),
        operators.indexSelect(this.labels, 0, index),
        this.transform,
      )
    })
  }

  /** The first `count` images over the same memory, with another transform where one is given. */
  view(count = this.length, transform = this.transform): ImageSet {
    return tidy(() => {
      const first = (from: Tensor): Tensor => operators.narrow(from, 0, 0, count)
      return new ImageSet(first(this.pixels), first(this.labels), transform)
    })
  }

  protected release(): void {
    this.pixels.dispose()
    this.labels.dispose()
  }
}
