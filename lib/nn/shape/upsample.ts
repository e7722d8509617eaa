import {
  checkBoolean,
  checkChoice,
  checkNumber,
  checkOptionNames,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { interpolate } from '../functional/interpolate'
import { Module } from '../module'
import { floatText, listed, type Sizes } from '../options'

const modes = [
  'nearest',
  'nearest-exact',
  'linear',
  'bilinear',
  'bicubic',
  'trilinear',
  'area',
] as const
export type UpsampleMode = (typeof modes)[number]

export interface UpsampleOptions {
  /** The size of the output, of space alone. */
  size?: Sizes | null
  /** Its size over that of the input, in place of `size`. */
  scaleFactor?: Sizes | null
  mode?: UpsampleMode
  /** Whether the corners keep their values; for the modes that interpolate. */
  alignCorners?: boolean | null
  /** Scale by what the rounded sizes give, rather than by `scaleFactor` itself. */
  recomputeScaleFactor?: boolean | null
}

const optionNames = ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor']

/** Resizes [N, C, …] with one to three dimensions of space. PyTorch: `torch.nn.Upsample`. */
export class Upsample extends Module<[input: Tensor]> {
  readonly size: Sizes | null
  readonly scaleFactor: Sizes | null
  readonly mode: UpsampleMode
  readonly alignCorners: boolean | null
  readonly recomputeScaleFactor: boolean | null

  constructor(options: UpsampleOptions = {}) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, optionNames)
    const { size = null, scaleFactor = null, mode = 'nearest' } = options
    const { alignCorners = null, recomputeScaleFactor = null } = options
    checkChoice(`${name}: mode`, mode, modes)
    checkExtents(name, { size, scaleFactor })
    if (alignCorners !== null) checkBoolean(`${name}: alignCorners`, alignCorners)
    if (recomputeScaleFactor !== null) {
      checkBoolean(`${name}: recomputeScaleFactor`, recomputeScaleFactor)
    }
    this.size = size
    this.scaleFactor = scaleFactor
    this.mode = mode
    this.alignCorners = alignCorners
    this.recomputeScaleFactor = recomputeScaleFactor
  }

  forward(input: Tensor): Tensor {
    const { size, scaleFactor, mode, alignCorners, recomputeScaleFactor } = this
    const options = { size, scaleFactor, mode, alignCorners, recomputeScaleFactor }
    return this.attempt(() => interpolate(input, options), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    const space = {
      linear: ['L'],
      bilinear: ['H', 'W'],
      bicubic: ['H', 'W'],
      trilinear: ['D', 'H', 'W'],
    }
    return [['N', 'C', ...((space as Record<string, string[]>)[this.mode] ?? ['L', '*'])]]
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this
    const extent = scaleFactor === null ? { size } : { scaleFactor: floatText(scaleFactor) }
    return listed({ ...extent, mode: `'${mode}'` })
  }
}

function checkExtents(name: string, extents: Readonly<Record<string, Sizes | null>>): void {
  const given = Object.entries(extents).filter(([, value]) => value !== null)
  if (given.length > 1) throw new OptionError(`${name}: expected either size or scaleFactor`)
  for (const [key, value] of given) {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    if (list.length === 0) {
      throw new OptionError(
        `${name}: ${key}: expected a number, or several, found ${describeValue(value)}`,
      )
    }
    for (const extent of list) checkNumber(`${name}: ${key}`, extent)
  }
}

export type Upsampling2dOptions = Pick<UpsampleOptions, 'size' | 'scaleFactor'>

/** Repeats the nearest value, of [N, C, H, W]. PyTorch: `torch.nn.UpsamplingNearest2d`. */
export class UpsamplingNearest2d extends Upsample {
  constructor(options: Upsampling2dOptions = {}) {
    checkOptionNames('UpsamplingNearest2d', options, ['size', 'scaleFactor'])
    super({ ...options, mode: 'nearest' })
  }
}

/** Interpolates with aligned corners, of [N, C, H, W]. PyTorch: `torch.nn.UpsamplingBilinear2d`. */
export class UpsamplingBilinear2d extends Upsample {
  constructor(options: Upsampling2dOptions = {}) {
    checkOptionNames('UpsamplingBilinear2d', options, ['size', 'scaleFactor'])
    super({ ...options, mode: 'bilinear', alignCorners: true })
  }
}
