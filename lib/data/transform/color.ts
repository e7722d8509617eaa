/** Colours of images, grey ones or of three channels. A factor is one for all or one an image. */
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { checkColors, likeImages, maxValue, perImage, toFloats } from './images'
import { isNumbers } from './options'

export type Factor = number | readonly number[]

/**
 * Grey images of 1 or 3 channels: 0.2989 red, 0.587 green and 0.114 blue. torchvision:
 * `functional.rgb_to_grayscale`.
 */
export function rgbToGrayscale(images: Tensor, channels: 1 | 3 = 1): Tensor {
  checkColors('rgbToGrayscale', images)
  if (![1, 3].includes(channels))
    throw new OptionError(`rgbToGrayscale: channels: expected 1 or 3, found ${String(channels)}`)
  const grey = luminance(images).to(images.dtype)
  return channels === 1 ? grey : grey.expand([-1, 3, -1, -1])
}

/** [N, 1, H, W], floats; those of bytes are not rounded. */
function luminance(images: Tensor): Tensor {
  const floats = toFloats(images)
  if (images.size(1) === 1) return floats
  const [red, green, blue] = floats.split(1, 1) as [Tensor, Tensor, Tensor]
  return red.mul(0.2989).add_(green, { alpha: 0.587 }).add_(blue, { alpha: 0.114 })
}

/** As above, whole numbers for bytes. */
function greyOf(images: Tensor): Tensor {
  const grey = luminance(images)
  return images.isFloatingPoint() ? grey : grey.floor()
}

/** factor·image + (1 − factor)·other, from black to white. */
function blend(images: Tensor, other: Tensor, factors: Tensor): Tensor {
  const mixed = toFloats(images)
    .mul(factors)
    .add_(other.mul(operators.rsub(factors, 1)))
  return mixed.clamp_({ min: 0, max: maxValue(images) }).to(images.dtype)
}

/** @throws OptionError for factors that are below `least` or above `most`, or too few */
function factorsOf(
  what: string,
  images: Tensor,
  factor: unknown,
  least = 0,
  most = Infinity,
): Tensor {
  checkColors(what, images)
  const list = typeof factor === 'number' ? [factor] : factor
  const right =
    isNumbers(list) &&
    (list.length === 1 || list.length === images.size(0)) &&
    list.every(value => value >= least && value <= most)
  if (right) return perImage(images, list)
  const range = most === Infinity ? `at least ${least}` : `${least} to ${most}`
  throw new OptionError(
    `${what}: expected a factor of ${range}, or one for each of ${images.size(0)} images, found ` +
      (isNumbers(list) ? list.join(', ') : typeof factor),
  )
}

/** 0 is black, 1 the image. torchvision: `functional.adjust_brightness`. */
export function adjustBrightness(images: Tensor, factor: Factor): Tensor {
  const factors = factorsOf('adjustBrightness', images, factor)
  const scaled = toFloats(images).mul(factors)
  return scaled.clamp_({ min: 0, max: maxValue(images) }).to(images.dtype)
}

/** 0 is the mean grey, 1 the image. torchvision: `functional.adjust_contrast`. */
export function adjustContrast(images: Tensor, factor: Factor): Tensor {
  const factors = factorsOf('adjustContrast', images, factor)
  return blend(images, greyOf(images).mean([1, 2, 3], true), factors)
}

/** 0 is grey, 1 the image. torchvision: `functional.adjust_saturation`. */
export function adjustSaturation(images: Tensor, factor: Factor): Tensor {
  const factors = factorsOf('adjustSaturation', images, factor)
  return images.size(1) === 1 ? images.clone() : blend(images, greyOf(images), factors)
}

/** 0 is a blur of 3×3, 1 the image. torchvision: `functional.adjust_sharpness`. */
export function adjustSharpness(images: Tensor, factor: Factor): Tensor {
  const factors = factorsOf('adjustSharpness', images, factor)
  const [channels, height, width] = images.shape.slice(1) as [number, number, number]
  if (height <= 2 || width <= 2) return images.clone()
  const floats = toFloats(images).clone()
  const kernel = likeImages(images, [1, 1, 1, 1, 5, 1, 1, 1, 1], [1, 1, 3, 3]).div(13)
  const weight = kernel.expand([channels, 1, 3, 3]).contiguous()
  const blurred = operators.conv2d(floats, weight, null, { groups: channels })
  const whole = images.isFloatingPoint() ? blurred : blurred.round_()
  const inner = floats.narrow(2, 1, height - 2).narrow(3, 1, width - 2)
  inner.copy_(inner.mul(factors).add_(whole.mul(operators.rsub(factors, 1))))
  return floats.clamp_({ min: 0, max: maxValue(images) }).to(images.dtype)
}

/** Turns hues by this part of the circle, from −½ to ½. torchvision: `functional.adjust_hue`. */
export function adjustHue(images: Tensor, factor: Factor): Tensor {
  const shifts = factorsOf('adjustHue', images, factor, -0.5, 0.5)
  if (images.size(1) === 1) return images.clone()
  const isFloat = images.isFloatingPoint()
  const unit = isFloat ? toFloats(images) : images.to('float32').div_(255)
  const { hue, saturation, value } = toHsv(unit)
  const turned = toRgb(hue.add(shifts).remainder(1), saturation, value)
  // As torchvision: bytes are the 256 equal parts of [0, 1], of which 1 is none.
  return isFloat ? turned.to(images.dtype) : turned.mul(255 + 1 - 1e-3).to('uint8')
}

interface Hsv {
  hue: Tensor
  saturation: Tensor
  value: Tensor
}

/** Hue from 0 to 1; each [N, 1, H, W]. */
function toHsv(images: Tensor): Hsv {
  const [red, green, blue] = images.split(1, 1) as [Tensor, Tensor, Tensor]
  const value = images.amax([1], true)
  const spread = value.sub(images.amin([1], true))
  const isGrey = spread.eq(0)
  const saturation = spread.div(value.maskedFill(isGrey, 1))
  const divisor = spread.maskedFill(isGrey, 1)
  const [r, g, b] = [red, green, blue].map(channel => value.sub(channel).div_(divisor)) as [
    Tensor,
    Tensor,
    Tensor,
  ]
  const sector = operators.where(
    value.eq(red),
    b.sub(g),
    operators.where(value.eq(green), r.add(2).sub_(b), g.add(4).sub_(r)),
  )
  return { hue: sector.div(6).add_(1).fmod_(1), saturation, value }
}

function toRgb(hue: Tensor, saturation: Tensor, value: Tensor): Tensor {
  const sixths = hue.mul(6)
  const sector = sixths.floor()
  const within = sixths.sub(sector)
  const darker = (share: Tensor): Tensor =>
    operators.rsub(share, 1).mul_(value).clamp_({ min: 0, max: 1 })
  const p = darker(saturation)
  const q = darker(saturation.mul(within))
  const t = darker(saturation.mul(operators.rsub(within, 1)))
  const choices = operators.stack([value, p, q, t])
  const index = sector.to('int64').remainder(6)
  const choose = (order: readonly number[]): Tensor => {
    const table = operators.fullLike(index, 0)
    order.forEach((choice, i) => table.maskedFill_(index.eq(i), choice))
    return choices.gather(0, table.unsqueeze(0)).squeeze(0)
  }
  // Of v, p, q and t, which is red, green and blue in each sixth of the circle.
  return operators.cat(
    [choose([0, 2, 1, 1, 3, 0]), choose([3, 0, 0, 2, 1, 1]), choose([1, 1, 3, 0, 0, 2])],
    1,
  )
}
