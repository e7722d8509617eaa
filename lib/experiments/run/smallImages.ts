import type { SmallImage } from '../../report/imageGrid'
import { operators, tensor, tidy } from '../../tensor'
import type { ImageSet } from './imageSet'

/** The pixels of some images. */
export function smallImages({ pixels }: ImageSet, indices: readonly number[]): SmallImage[] {
  const [channels, height, width] = pixels.shape.slice(1) as [number, number, number]
  const bytes = tidy(() =>
    operators
      .indexSelect(pixels, 0, tensor([...indices], { dtype: 'int64' }))
      .flatten()
      .toTypedArray(),
  ) as Uint8Array
  const size = channels * height * width
  return indices.map((_, i) => ({
    channels,
    height,
    width,
    pixels: bytes.slice(i * size, (i + 1) * size),
  }))
}
