/** Images whose pixels a formula gives, as in test/goldens/make_transforms.py. */
import torch, { type Tensor } from '../../../../lib'

export function pixels(
  channels: number,
  dtype: string,
  [count, height, width]: readonly [number, number, number] = [2, 7, 9],
): Tensor {
  const size = count * channels * height * width
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * i * 7 + i * 13) % 256)
  const images = torch.fromTypedArray(bytes, { shape: [count, channels, height, width] })
  return dtype === 'uint8' ? images : images.to('float64').div_(255)
}

/** `count` images of bytes as one stack of the same image. */
export function same(count: number, channels = 3): Tensor {
  const image = pixels(channels, 'uint8', [2, 12, 12]).narrow(0, 0, 1)
  return image.expand([count, -1, -1, -1]).contiguous()
}
