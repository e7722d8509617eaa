/** Dropout of values and of channels. */
export { AlphaDropout } from './alphaDropout'
export { type DropoutOptions } from './base'
export { Dropout } from './dropout'
export { Dropout1d } from './dropout1d'
export { Dropout2d } from './dropout2d'
export { Dropout3d } from './dropout3d'
export { FeatureAlphaDropout } from './featureAlphaDropout'
