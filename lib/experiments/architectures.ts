/** The networks of the paper, section 4. */
import { OptionError, didYouMean } from '../errors'
import {
  Conv2d, Dropout, Flatten, GlobalAvgPool2d, Linear, ReLU, Sequential, type Module,
} from '../nn'

/** [N, 1, 28, 28] → [N, 64, 6, 6]: two unpadded convolutions of stride 2, then dropout of 20 %. */
function n0Features(): Module[] {
  return [
    new Conv2d(1, 32, 3, { stride: 2 }), new ReLU(),
    new Conv2d(32, 64, 3, { stride: 2 }), new ReLU(),
    new Dropout(0.2),
  ]
}

function n0Head(features: number): Module[] {
  return [new Flatten(), new Linear(features, 512), new ReLU(), new Linear(512, 10)]
}

const architectures = {
  /** N0 with all 64·6·6 features. */
  n0: () => new Sequential(...n0Features(), ...n0Head(2304)),
  /** N0 with the 64 features that the paper's text names, by global average pooling. */
  'n0-gap': () => new Sequential(...n0Features(), new GlobalAvgPool2d(), ...n0Head(64)),
}

export type Architecture = keyof typeof architectures

export const architectureNames = Object.keys(architectures) as Architecture[]

/** A new network, initialised from the default generator. Throws OptionError for unknown names. */
export function makeModel(name: string): Module {
  if (Object.hasOwn(architectures, name)) return architectures[name as Architecture]()
  throw new OptionError(
    `architecture: expected ${architectureNames.join(', ')}, found '${name}'` +
      didYouMean(name, architectureNames))
}
