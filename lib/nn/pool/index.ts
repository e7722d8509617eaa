/** Poolings. */
export { AdaptiveAvgPool1d, AdaptiveAvgPool2d, AdaptiveAvgPool3d } from './adaptiveAvgPool'
export {
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AdaptiveMaxPool3d,
  type AdaptiveMaxPoolOptions,
} from './adaptiveMaxPool'
export {
  AvgPool1d,
  AvgPool2d,
  AvgPool3d,
  type AvgPool1dOptions,
  type AvgPoolOptions,
} from './avgPool'
export {
  FractionalMaxPool2d,
  FractionalMaxPool3d,
  type FractionalMaxPoolOptions,
} from './fractionalMaxPool'
export { GlobalAvgPool2d } from './globalAvgPool2d'
export { LPPool1d, LPPool2d, LPPool3d, type LPPoolOptions } from './lpPool'
export {
  MaxPool1d,
  MaxPool2d,
  MaxPool3d,
  type MaxPool2dOptions,
  type MaxPoolOptions,
} from './maxPool'
export { MaxUnpool1d, MaxUnpool2d, MaxUnpool3d, type MaxUnpoolOptions } from './maxUnpool'
