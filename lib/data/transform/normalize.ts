import { describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { checkImages, likeImages } from './images'
import { isNumbers } from './options'
import { ImageTransform } from './transform'

/** (image − mean) / std, a channel at a time. torchvision: `functional.normalize`. */
export function normalize(images: Tensor, mean: readonly number[], std: readonly number[]): Tensor {
  checkImages('normalize', images)
  checkStatistics('normalize', mean, std)
  return standardize('normalize', images, mean, std)
}

/** torchvision: `transforms.Normalize`. */
export class Normalize extends ImageTransform {
  /** @param mean one value a channel, as `std` */
  constructor(
    readonly mean: readonly number[],
    readonly std: readonly number[],
  ) {
    super([mean, std])
    checkStatistics('Normalize', mean, std)
  }

  images(images: Tensor): Tensor {
    return standardize('Normalize', images, this.mean, this.std)
  }
}

function standardize(
  what: string,
  images: Tensor,
  mean: readonly number[],
  std: readonly number[],
): Tensor {
  if (!images.isFloatingPoint())
    throw new TorchError(
      'VALUE',
      `${what}: expected images of floats, found ${images.dtype}; put toFloat before it`,
    )
  if (mean.length !== 1 && mean.length !== images.size(1))
    throw new TorchError(
      'VALUE',
      `${what}: expected images of ${mean.length} channels, found ${images.size(1)}`,
    )
  const shape = [1, -1, 1, 1]
  const centred = images.sub(likeImages(images, mean, shape))
  return centred.div_(likeImages(images, std, shape)).to(images.dtype)
}

function checkStatistics(what: string, mean: unknown, std: unknown): void {
  if (isNumbers(mean) && isNumbers(std, mean.length) && mean.length > 0 && !std.includes(0)) return
  const written = (values: unknown): string =>
    isNumbers(values) ? `[${values.join(', ')}]` : describeValue(values)
  throw new OptionError(
    `${what}: expected one mean and one std other than 0 a channel, such as [0.5] and [0.25], ` +
      `found ${written(mean)} and ${written(std)}`,
  )
}

/** Bytes to float32 from 0 to 1; floats stay. torchvision: `ToDtype(torch.float32, scale=True)`. */
export function toFloat(images: Tensor): Tensor {
  checkImages('toFloat', images)
  return scaled(images)
}

function scaled(images: Tensor): Tensor {
  return images.isFloatingPoint() ? images : images.to('float32').div_(255)
}

/** Bytes to float32 from 0 to 1. torchvision: `ToTensor`, `ToDtype(torch.float32, scale=True)`. */
export class ToFloat extends ImageTransform {
  constructor() {
    super([])
  }

  images(images: Tensor): Tensor {
    return scaled(images)
  }
}
