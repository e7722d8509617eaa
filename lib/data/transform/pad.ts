import { checkChoice, checkOptionNames, describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { operators, tensor, type Tensor } from '../../tensor'
import { checkImages, fillTensor, imageShape, toDtypeOf } from './images'
import { checkFill, isNumbers, type Fill } from './options'
import { ImageTransform } from './transform'

/** Pixels on every side, or [left and right, top and bottom], or [left, top, right, bottom]. */
export type Padding = number | readonly [number, number] | readonly [number, number, number, number]

export type PaddingMode = 'constant' | 'edge' | 'reflect' | 'symmetric'

export interface PadOptions {
  /** Of mode `constant` (default 0). */
  fill?: Fill
  paddingMode?: PaddingMode
}

const paddingModes: readonly PaddingMode[] = ['constant', 'edge', 'reflect', 'symmetric']

type Sides = readonly [left: number, top: number, right: number, bottom: number]

/** Images with a border. torchvision: `functional.pad`. */
export function pad(images: Tensor, padding: Padding, options: PadOptions = {}): Tensor {
  checkImages('pad', images)
  return border('pad', images, sidesOf('pad', padding), padOptions('pad', options))
}

/** torchvision: `transforms.Pad`. */
export class Pad extends ImageTransform {
  readonly #sides: Sides
  readonly #options: Required<PadOptions>

  constructor(padding: Padding, options: PadOptions = {}) {
    super([padding, options])
    this.#sides = sidesOf('Pad', padding)
    this.#options = padOptions('Pad', options)
  }

  images(images: Tensor): Tensor {
    return border('Pad', images, this.#sides, this.#options)
  }
}

/** `pad` without its checks. @internal */
export function border(
  what: string,
  images: Tensor,
  sides: Sides,
  { fill, paddingMode }: Required<PadOptions>,
): Tensor {
  if (sides.every(side => side === 0)) return images
  const [, , height, width] = imageShape(images)
  const [left, top, right, bottom] = sides
  if (paddingMode === 'constant') return constant(what, images, sides, fill)
  const { device } = images
  const rows = mirrored(what, height, top, bottom, paddingMode)
  const columns = mirrored(what, width, left, right, paddingMode)
  const take = (source: Tensor, dim: number, index: number[]): Tensor =>
    operators.indexSelect(source, dim, tensor(index, { dtype: 'int64', device }))
  return take(take(images, 2, rows), 3, columns)
}

function constant(what: string, images: Tensor, sides: Sides, fill: Fill): Tensor {
  const [left, top, right, bottom] = sides
  const around = [left, right, top, bottom]
  if (typeof fill === 'number') return operators.constantPadNd(images, around, fill)
  const inside = operators.onesLike(images.narrow(1, 0, 1)).to('bool')
  return operators.where(
    operators.constantPadNd(inside, around, 0),
    operators.constantPadNd(images, around, 0),
    toDtypeOf(images, fillTensor(what, images, fill)),
  )
}

/** Which old place each new one along a dimension shows. */
function mirrored(
  what: string,
  size: number,
  before: number,
  after: number,
  mode: Exclude<PaddingMode, 'constant'>,
): number[] {
  const most = { edge: Infinity, reflect: size - 1, symmetric: size }[mode]
  if (Math.max(before, after) > most)
    throw new TorchError(
      'VALUE',
      `${what}: expected a padding of at most ${most} for ${mode} and images of ${size} pixels, ` +
        `found ${Math.max(before, after)}`,
    )
  const repeat = mode === 'symmetric' ? 1 : 0
  const place = (i: number): number => {
    if (mode === 'edge') return Math.min(Math.max(i, 0), size - 1)
    if (i < 0) return -i - repeat
    return i < size ? i : 2 * (size - 1) - i + repeat
  }
  return Array.from({ length: size + before + after }, (_, i) => place(i - before))
}

/** @throws OptionError for what is no padding @internal */
export function sidesOf(what: string, padding: unknown): Sides {
  const given = typeof padding === 'number' ? [padding] : padding
  const right =
    isNumbers(given) &&
    [1, 2, 4].includes(given.length) &&
    given.every(side => Number.isSafeInteger(side) && side >= 0)
  if (!right)
    throw new OptionError(
      `${what}: padding: expected pixels as one, two or four integers of at least 0 ` +
        `([left, top, right, bottom]), found ${describeValue(padding)}`,
    )
  const [left, top = left, rightSide = left, bottom = top] = given as [number, ...number[]]
  return [left, top, rightSide, bottom]
}

/** @internal */
export function padOptions(what: string, options: PadOptions): Required<PadOptions> {
  checkOptionNames(what, options, ['fill', 'paddingMode'])
  const { fill = 0, paddingMode = 'constant' } = options
  checkFill(`${what}: fill`, fill)
  checkChoice(`${what}: paddingMode`, paddingMode, paddingModes)
  return { fill, paddingMode }
}
