/** Convolutions. */
export { Conv1d, Conv2d, Conv3d, type Conv2dOptions, type ConvOptions } from './conv'
export {
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type ConvTransposeOptions,
} from './convTranspose'
