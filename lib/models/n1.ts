/** The deeper network of the paper, section 4. */
import { Dropout, Flatten, Linear, Sequential, type Module } from '../nn'
import { channelsLast, mnistInput, type Architecture } from './architecture'
import { unit } from './unit'

/** Two unpadded convolutions, a padded one that halves the resolution, and dropout of 40 %. */
function block(inChannels: number, outChannels: number): Module[] {
  return [
    ...unit(inChannels, outChannels, 3),
    ...unit(outChannels, outChannels, 3),
    ...unit(outChannels, outChannels, 3, { stride: 2, padding: 1 }),
    new Dropout(0.4),
  ]
}

/** [N, 1, 28, 28], by sides of 26, 24, 12, 10, 8, 4 and 1. `bias` is that of the last layer. */
function make(classes: number, bias: boolean): Sequential {
  return new Sequential(
    ...block(1, 32),
    ...block(32, 64),
    ...unit(64, 128, 4),
    new Flatten(),
    new Linear(128, classes, { bias }),
  )
}

export const n1: Architecture<Sequential> = {
  input: mnistInput,
  layouts: channelsLast,
  make: classes => make(classes, false),
}

/** N1 with a bias in the last layer: the relocation of the normalisation. */
export const n1r: Architecture<Sequential> = {
  input: mnistInput,
  layouts: channelsLast,
  make: classes => make(classes, true),
}
