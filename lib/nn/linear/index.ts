/** Linear layers. */
export { Bilinear } from './bilinear'
export { Identity } from './identity'
export { Linear, type LinearOptions } from './linear'
