/** Options of the networks that others publish weights for. */
import { checkChoice, checkOptionNames, checkPositiveInteger } from '../base/check'

export interface NetworkOptions {
  /** The number of outputs (default 1000). */
  numClasses?: number
  /**
   * How the network begins: for ImageNet's images (default; published weights fit), or for small
   * ones such as CIFAR's 32×32, which it does not make smaller at once.
   */
  stem?: 'imagenet' | 'cifar'
}

export function networkOptions(name: string, options: NetworkOptions): Required<NetworkOptions> {
  checkOptionNames(name, options, ['numClasses', 'stem'])
  const { numClasses = 1000, stem = 'imagenet' } = options
  checkPositiveInteger(`${name}: numClasses`, numClasses)
  checkChoice(`${name}: stem`, stem, ['imagenet', 'cifar'])
  return { numClasses, stem }
}

/** A photograph of CIFAR-10. */
export const cifarInput = [3, 32, 32] as const
