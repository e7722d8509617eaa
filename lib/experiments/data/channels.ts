import type { Tensor } from '../../tensor'

/** What ITU-R 601 takes of red, green and blue, as PIL does. */
const luma = [0.299, 0.587, 0.114]

/** [B, 3, H, W] → [B, 1, H, W] */
export function toGrey(images: Tensor): Tensor {
  const [red, green, blue] = images.split(1, 1) as [Tensor, Tensor, Tensor]
  return red.mul(luma[0]!).add(green, { alpha: luma[1]! }).add(blue, { alpha: luma[2]! })
}

/** [B, c, H, W] of one channel or three → [B, channels, H, W] of one or three. */
export function toChannels(images: Tensor, channels: number): Tensor {
  const given = images.size(1)
  if (given === channels) return images
  return given === 1 ? images.repeat([1, channels, 1, 1]) : toGrey(images)
}
