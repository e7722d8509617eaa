/** Transforms of batches of images. torchvision: `torchvision.transforms.v2`. */
export { affine, type AffineMap, type AffineOptions } from './affine'
export {
  RandAugment,
  TrivialAugmentWide,
  type RandAugmentOptions,
  type TrivialAugmentWideOptions,
} from './auto'
export {
  adjustBrightness,
  adjustContrast,
  adjustHue,
  adjustSaturation,
  adjustSharpness,
  rgbToGrayscale,
  type Factor,
} from './color'
export { ColorJitter, Grayscale, RandomGrayscale, type ColorJitterOptions } from './colorJitter'
export { Compose, RandomApply, RandomChoice } from './compose'
export { fromConfig, transformNames, type TransformConfig } from './config'
export { CenterCrop, RandomCrop, centerCrop, crop, type RandomCropOptions } from './crop'
export { Cutout, RandomErasing, erase, type RandomErasingOptions } from './erase'
export { RandomHorizontalFlip, RandomVerticalFlip, horizontalFlip, verticalFlip } from './flip'
export { CutMix, MixUp, type MixOptions } from './mix'
export { Normalize, ToFloat, normalize, toFloat } from './normalize'
export type { Fill, ImageSize, Interpolation, Range } from './options'
export { Pad, pad, type PadOptions, type Padding, type PaddingMode } from './pad'
export { RandomAffine, type RandomAffineOptions } from './randomAffine'
export { Random } from './random'
export { Resize, resize, type ResizeOptions } from './resize'
export {
  RandomResizedCrop,
  resizedCrop,
  type Box,
  type RandomResizedCropOptions,
} from './resizedCrop'
export { showBatch, type ShowBatchOptions } from './showBatch'
export { autocontrast, equalize, invert, posterize, solarize } from './tone'
export { ImageTransform, Transform, type Pair, type TransformOptions } from './transform'
