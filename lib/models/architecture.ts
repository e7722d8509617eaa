/** What is known of a network without making one. */
import type { Module } from '../nn'

/** One sample: channels, height, width. */
export type InputShape = readonly [channels: number, height: number, width: number]

export type ImageLayout = 'contiguous_format' | 'channels_last'

/** The layout of activations in which a step was fastest, by precision; see docs/performance.md. */
export interface Layouts {
  float32: ImageLayout
  /** null for a network so small that casts cost more than 16 bits save. */
  bfloat16: ImageLayout | null
}

export interface Architecture<Network extends Module = Module> {
  input: InputShape
  layouts: Layouts
  /** A network with so many outputs. */
  make: (classes: number) => Network
  /** Of one that takes vectors too: a network for those of so many features. */
  makeForVectors?: (classes: number, features: number) => Network
}

export const channelsLast: Layouts = { float32: 'channels_last', bfloat16: 'channels_last' }
export const contiguousInFloat32: Layouts = {
  float32: 'contiguous_format',
  bfloat16: 'channels_last',
}

/** Of networks without images. */
export const textLayouts: Layouts = { float32: 'contiguous_format', bfloat16: 'contiguous_format' }

/** One grey image of MNIST. */
export const mnistInput: InputShape = [1, 28, 28]

/** Of MNIST and of CIFAR-10. */
export const classes = 10
