/** All that a run's numbers depend on. Two runs of the same config are the same run. */
import type { ArchitectureName, ImageLayout } from '../../models'
import type { Way } from '../losses'

/** At most, either way: degrees, a share of the width, a share of the size, degrees. */
export interface AffineRanges {
  angle: number
  shift: number
  scale: number
  shear: number
}

export type DataName = 'mnist' | 'cifar10'

/** How a loss is told that some classes are rare. */
export type Balance = 'none' | 'weights' | 'dilation' | 'inverse dilation' | 'relocation'

export interface RunConfig {
  net: ArchitectureName
  data: DataName
  /** A name of `paperLossNames`. */
  loss: string
  way: Way
  epochs: number
  batchSize: number
  /** Adam's, in the first epoch. */
  lr: number
  /** The learning rate's factor from one epoch to the next. */
  decay: number
  /** Random affine transformations of the training images, anew each epoch. */
  augment: AffineRanges | null
  seed: number
  device: string
  precision: 'float32' | 'bfloat16'
  memoryFormat: ImageLayout
  /** Images: of the training split, the validation split and the test set. */
  train: number
  validation: number
  test: number
  /** How many times as many images the first class has as the last; null for classes as they are. */
  tail: number | null
  balance: Balance
}

/** What is read of a run in messages and folder names: `n0-isbe-tanh-seed2`. */
export function runName({ net, loss, way, seed, tail, balance }: RunConfig): string {
  const parts = [net, loss.replace(':', '-'), ...(way === 'direct' ? [] : [way])]
  if (tail !== null) parts.push('tail', balance.replace(' ', '-'))
  return [...parts, `seed${seed}`].join('-')
}

const finalShare = 0.05

/**
 * The decay from epoch to epoch with which the last epoch's learning rate is 5 % of the first's.
 * The paper says that the rate decays exponentially, not how fast.
 */
export function decayOver(epochs: number): number {
  if (epochs === 1) return 1
  return Number((finalShare ** (1 / (epochs - 1))).toFixed(4))
}
