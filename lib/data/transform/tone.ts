/** Maps of the values of images, the same at every pixel. */
import { OptionError } from '../../base/errors'
import { describeValue } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { checkColors, checkImages, maxValue, toFloats } from './images'

/** White becomes black. torchvision: `functional.invert`. */
export function invert(images: Tensor): Tensor {
  checkImages('invert', images)
  return images.isFloatingPoint() ? operators.rsub(images, 1) : images.bitwiseNot()
}

/** Inverts what is at least `threshold`. torchvision: `functional.solarize`. */
export function solarize(images: Tensor, threshold: number): Tensor {
  checkImages('solarize', images)
  const most = maxValue(images)
  if (!(typeof threshold === 'number' && threshold <= most))
    throw new OptionError(
      `solarize: threshold: expected a number of at most ${most}, found ${describeValue(threshold)}`,
    )
  return operators.where(images.ge(threshold), invert(images), images)
}

/** Keeps the first `bits` of 8. torchvision: `functional.posterize`. */
export function posterize(images: Tensor, bits: number): Tensor {
  checkImages('posterize', images)
  if (!Number.isInteger(bits) || bits < 0 || bits > 8)
    throw new OptionError(
      `posterize: bits: expected an integer from 0 to 8, found ${describeValue(bits)}`,
    )
  const levels = 2 ** bits
  if (!images.isFloatingPoint()) return images.bitwiseAnd(256 - 2 ** (8 - bits))
  return images
    .mul(levels)
    .floor_()
    .clamp_({ min: 0, max: levels - 1 })
    .div_(levels)
}

/** Each channel stretched from black to white. torchvision: `functional.autocontrast`. */
export function autocontrast(images: Tensor): Tensor {
  checkColors('autocontrast', images)
  const floats = toFloats(images)
  const bound = maxValue(images)
  const lowest = floats.amin([-2, -1], true)
  const range = floats.amax([-2, -1], true).sub_(lowest)
  const isFlat = range.eq(0)
  const stretched = floats
    .sub(lowest.maskedFill(isFlat, 0))
    .div_(range.mul(1 / bound).maskedFill_(isFlat, 1))
  return stretched.clamp_({ min: 0, max: bound }).to(images.dtype)
}

/**
 * Each channel mapped so that its values are spread evenly, by the table of Pillow's `equalize`;
 * floats in steps of a byte. torchvision: `functional.equalize`.
 */
export function equalize(images: Tensor): Tensor {
  checkImages('equalize', images)
  const isFloat = images.isFloatingPoint()
  const bytes = isFloat ? images.mul(255 + 1 - 1e-3).to('uint8') : images
  const values = bytes.flatten(2).to('int64')
  const [count, channels, pixels] = values.shape as [number, number, number]
  const histogram = operators
    .zeros([count, channels, 256], { dtype: 'int64', device: images.device })
    .scatterAdd(2, values, operators.onesLike(values))
  const cumulative = histogram.cumsum(2)
  const brightest = values.amax([2], true)
  const step = operators
    .rsub(histogram.gather(2, brightest), pixels)
    .div(255, { roundingMode: 'floor' })
  const table = cumulative
    .narrow(2, 0, 255)
    .add(step.div(2, { roundingMode: 'floor' }))
    .div(step.clamp({ min: 1 }), { roundingMode: 'floor' })
    .clamp({ min: 0, max: 255 })
  const spread = operators.constantPadNd(table, [1, 0], 0).gather(2, values)
  const equalized = operators.where(step.ne(0), spread, values).view(images.shape)
  return isFloat ? equalized.to(images.dtype).div_(255) : equalized.to('uint8')
}
