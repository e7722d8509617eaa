/** The networks of the paper, section 4, and a multilayer perceptron to compare them with. */
import { OptionError, didYouMean } from '../base/errors'
import {
  BatchNorm2d, Conv2d, Dropout, Flatten, GlobalAvgPool2d, Linear, MaxPool2d, ReLU, Sequential,
  type Conv2dOptions, type Module,
} from '../nn'

/** One sample: channels, height, width. */
export type InputShape = readonly [channels: number, height: number, width: number]

export type ImageLayout = 'contiguous_format' | 'channels_last'

/** The layout of activations in which a step was fastest, by precision; see docs/performance.md. */
interface Layouts {
  float32: ImageLayout
  /** null for a network so small that casts cost more than 16 bits save. */
  bfloat16: ImageLayout | null
}

interface Description {
  input: InputShape
  layouts: Layouts
  make: () => Module
}

const mnistInput: InputShape = [1, 28, 28]
const classes = 10

/** [N, 1, 28, 28] → [N, 64, 6, 6]: two unpadded convolutions of stride 2, then dropout of 20 %. */
function n0Features(): Module[] {
  return [
    new Conv2d(1, 32, 3, { stride: 2 }), new ReLU(),
    new Conv2d(32, 64, 3, { stride: 2 }), new ReLU(),
    new Dropout(0.2),
  ]
}

function n0Head(features: number): Module[] {
  return [new Flatten(), new Linear(features, 512), new ReLU(), new Linear(512, classes)]
}

/** Convolution, batch norm, ReLU. No bias: the shift of the batch norm takes its place. */
function unit(
  inChannels: number, outChannels: number, kernelSize: number, options: Conv2dOptions = {},
): Module[] {
  return [
    new Conv2d(inChannels, outChannels, kernelSize, { ...options, bias: false }),
    new BatchNorm2d(outChannels), new ReLU(),
  ]
}

/** Two unpadded convolutions, a padded one that halves the resolution, and dropout of 40 %. */
function n1Block(inChannels: number, outChannels: number): Module[] {
  return [
    ...unit(inChannels, outChannels, 3), ...unit(outChannels, outChannels, 3),
    ...unit(outChannels, outChannels, 3, { stride: 2, padding: 1 }),
    new Dropout(0.4),
  ]
}

/** [N, 1, 28, 28], by sides of 26, 24, 12, 10, 8, 4 and 1. `bias` is that of the last layer. */
function n1(bias: boolean): Module {
  return new Sequential(
    ...n1Block(1, 32), ...n1Block(32, 64), ...unit(64, 128, 4),
    new Flatten(), new Linear(128, classes, { bias }))
}

const vggStages = [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]

/** [N, 3, 32, 32] → [N, 512, 1, 1]: padded convolutions, with maximum pooling after each stage. */
function vggFeatures(): Module[] {
  let channels = 3
  return vggStages.flatMap(stage => [
    ...stage.flatMap(outChannels => {
      const layer = unit(channels, outChannels, 3, { padding: 1 })
      channels = outChannels
      return layer
    }),
    new MaxPool2d(2),
  ])
}

const channelsLast: Layouts = { float32: 'channels_last', bfloat16: 'channels_last' }
const contiguousInFloat32: Layouts = { float32: 'contiguous_format', bfloat16: 'channels_last' }

const architectures = {
  /** 784-128-10: two linear layers, no convolution. */
  mlp: {
    input: mnistInput, layouts: { float32: 'contiguous_format', bfloat16: null },
    make: () => new Sequential(
      new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, classes)),
  },
  /** N0 with all 64·6·6 features. */
  n0: {
    input: mnistInput, layouts: contiguousInFloat32,
    make: () => new Sequential(...n0Features(), ...n0Head(2304)),
  },
  /** N0 with the 64 features that the paper's text names, by global average pooling. */
  'n0-gap': {
    input: mnistInput, layouts: contiguousInFloat32,
    make: () => new Sequential(...n0Features(), new GlobalAvgPool2d(), ...n0Head(64)),
  },
  n1: { input: mnistInput, layouts: channelsLast, make: () => n1(false) },
  /** N1 with a bias in the last layer: the relocation of the normalisation. */
  n1r: { input: mnistInput, layouts: channelsLast, make: () => n1(true) },
  /** VGG-16 as the paper writes it: 13 units of convolution, batch norm and ReLU, one linear layer. */
  vgg16: {
    input: [3, 32, 32], layouts: contiguousInFloat32,
    make: () => new Sequential(...vggFeatures(), new Flatten(), new Linear(512, classes)),
  },
} satisfies Record<string, Description>

export type Architecture = keyof typeof architectures

export const architectureNames = Object.keys(architectures) as Architecture[]

function describe(name: string): Description {
  if (Object.hasOwn(architectures, name)) return architectures[name as Architecture]
  throw new OptionError(
    `architecture: expected ${architectureNames.join(', ')}, found '${name}'` +
      didYouMean(name, architectureNames))
}

/** A new network, initialised from the default generator. Throws OptionError for unknown names. */
export function makeModel(name: string): Module {
  return describe(name).make()
}

/** Throws OptionError for unknown names. */
export function layoutsOf(name: string): Layouts {
  return describe(name).layouts
}

/** The shape of a sample that the network takes. Throws OptionError for unknown names. */
export function inputShapeOf(name: string): InputShape {
  return describe(name).input
}
