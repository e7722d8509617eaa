/** The networks of the paper, section 4, and those that it compares them with, as functions. */
import { checkOptionNames, checkPositiveInteger } from '../base/check'
import type { Sequential } from '../nn'
import { releaseOnError } from '../tensor'
import { classes, type Architecture } from './architecture'
import { lenet as lenetArchitecture } from './lenet'
import { mlp as mlpArchitecture } from './mlp'
import { n0 as n0Architecture, n0Gap as n0GapArchitecture } from './n0'
import { n1 as n1Architecture, n1r as n1rArchitecture } from './n1'
import { vgg16 as vgg16Architecture } from './vgg16'

export interface SmallNetworkOptions {
  /** The number of outputs (default 10). */
  numClasses?: number
}

export interface MlpOptions extends SmallNetworkOptions {
  /** The elements of a sample, whatever its shape (default 784, an image of MNIST). */
  features?: number
}

type SmallNetwork = (options?: SmallNetworkOptions) => Sequential

function small(name: string, { make }: Architecture<Sequential>): SmallNetwork {
  return (options = {}) => {
    checkOptionNames(name, options, ['numClasses'])
    const { numClasses = classes } = options
    checkPositiveInteger(`${name}: numClasses`, numClasses)
    return releaseOnError(() => make(numClasses))
  }
}

/** [N, …] → [N, numClasses] by two linear layers, with 128 features between them. */
export function mlp(options: MlpOptions = {}): Sequential {
  checkOptionNames('mlp', options, ['numClasses', 'features'])
  const { numClasses = classes, features = 784 } = options
  checkPositiveInteger('mlp: numClasses', numClasses)
  checkPositiveInteger('mlp: features', features)
  return releaseOnError(() => mlpArchitecture.makeForVectors!(numClasses, features))
}

/** [N, 1, 28, 28] → [N, numClasses]: LeNet-5 (LeCun 1998), 62 thousand parameters. */
export const lenet: SmallNetwork = small('lenet', lenetArchitecture)

/** [N, 1, 28, 28] → [N, numClasses]: N0 of the paper, with all 2304 features of its convolutions. */
export const n0: SmallNetwork = small('n0', n0Architecture)

/** [N, 1, H, W] → [N, numClasses]: N0 with 64 features, by global average pooling. */
export const n0Gap: SmallNetwork = small('n0Gap', n0GapArchitecture)

/** [N, 1, 28, 28] → [N, numClasses]: N1 of the paper, seven convolutions with batch norm. */
export const n1: SmallNetwork = small('n1', n1Architecture)

/** N1 with a bias in its last layer, which relocates what the last normalisation centred. */
export const n1r: SmallNetwork = small('n1r', n1rArchitecture)

/** [N, 3, 32, 32] → [N, numClasses]: VGG-16 as the paper writes it, with batch norm. */
export const vgg16: SmallNetwork = small('vgg16', vgg16Architecture)
