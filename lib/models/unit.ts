import { BatchNorm2d, Conv2d, ReLU, type Conv2dOptions, type Module } from '../nn'

/** Convolution, batch norm, ReLU. No bias: the shift of the batch norm takes its place. */
export function unit(
  inChannels: number,
  outChannels: number,
  kernelSize: number,
  options: Conv2dOptions = {},
): Module[] {
  return [
    new Conv2d(inChannels, outChannels, kernelSize, { ...options, bias: false }),
    new BatchNorm2d(outChannels),
    new ReLU(),
  ]
}
