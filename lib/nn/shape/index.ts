/** What changes shapes: flattening, windows, shuffles and resizing. */
export { ChannelShuffle } from './channelShuffle'
export { Flatten, type FlattenOptions } from './flatten'
export { Fold } from './fold'
export { PixelShuffle } from './pixelShuffle'
export { PixelUnshuffle } from './pixelUnshuffle'
export { Unflatten } from './unflatten'
export { Unfold } from './unfold'
export {
  Upsample,
  UpsamplingBilinear2d,
  UpsamplingNearest2d,
  type UpsampleOptions,
} from './upsample'
export { type WindowOptions } from './window'
