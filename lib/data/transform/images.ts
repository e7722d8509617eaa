/** What all transforms take: batches of images, in floats from 0 to 1 or in bytes. */
import { TorchError } from '../../base/errors'
import { checkTensor, describeTensor, tensor, type Tensor } from '../../tensor'
import type { Fill } from './options'

export type ImageShape = [count: number, channels: number, height: number, width: number]

export function imageShape(images: Tensor): ImageShape {
  return images.shape as ImageShape
}

/** Throws TorchError VALUE for what is no batch of images. */
export function checkImages(what: string, images: Tensor): void {
  checkTensor(what, images)
  const right = images.ndim === 4 && (images.isFloatingPoint() || images.dtype === 'uint8')
  if (right) return
  throw new TorchError(
    'VALUE',
    `${what}: expected images [N, C, H, W] of floats from 0 to 1 or of bytes (uint8), found ` +
      describeTensor(images),
  )
}

/** Throws TorchError VALUE for images that are neither grey nor of three colours. */
export function checkColors(what: string, images: Tensor): void {
  checkImages(what, images)
  const channels = images.size(1)
  if (channels === 1 || channels === 3) return
  throw new TorchError('VALUE', `${what}: expected images of 1 or 3 channels, found ${channels}`)
}

/** White: 255 of bytes, 1 of floats. */
export function maxValue(images: Tensor): number {
  return images.isFloatingPoint() ? 1 : 255
}

/** Images as floats of the same scale, for what bytes and half floats cannot hold. */
export function toFloats(images: Tensor): Tensor {
  return images.dtype === 'float64' ? images : images.to('float32')
}

/** Numbers as a tensor like the images, of this shape. */
export function likeImages(
  images: Tensor,
  values: readonly number[],
  shape: readonly number[],
): Tensor {
  const dtype = images.dtype === 'float64' ? 'float64' : 'float32'
  const made = tensor([...values], { dtype: 'float64' })
  return made.to({ dtype, device: images.device }).view([...shape])
}

/** One number an image, as it is multiplied with images: [N, 1, 1, 1]. */
export function perImage(images: Tensor, values: readonly number[]): Tensor {
  return likeImages(images, values, [-1, 1, 1, 1])
}

/** [1, C, 1, 1], or [1, 1, 1, 1] for one number. */
export function fillTensor(what: string, images: Tensor, fill: Fill): Tensor {
  const values = typeof fill === 'number' ? [fill] : fill
  if (values.length === 1 || values.length === images.size(1))
    return likeImages(images, values, [1, -1, 1, 1])
  throw new TorchError(
    'VALUE',
    `${what}: expected a fill for each of ${images.size(1)} channels, found ${values.length}`,
  )
}

/** Floats of a transform back in the dtype of its images; bytes are rounded. */
export function toDtypeOf(images: Tensor, result: Tensor): Tensor {
  return (images.isFloatingPoint() ? result : result.round()).to(images.dtype)
}
