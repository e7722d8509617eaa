/** At what scale the paper is reproduced. */
import { checkChoice } from '../base/check'
import type { ArchitectureName } from '../models'
import type { DataName } from './run/config'

/** The paper's networks; N1r is N1 with a bias in its last layer. */
export const paperNets = ['n0', 'n1', 'n1r', 'vgg16'] as const satisfies ArchitectureName[]
export type PaperNet = (typeof paperNets)[number]

export const netLabels: Record<PaperNet, string> = {
  n0: 'N0',
  n1: 'N1',
  n1r: 'N1r',
  vgg16: 'VGG-16',
}

export const dataOf: Record<PaperNet, DataName> = {
  n0: 'mnist',
  n1: 'mnist',
  n1r: 'mnist',
  vgg16: 'cifar10',
}

export interface NetPlan {
  epochs: number
  seeds: number
  /** Names of losses; all that the paper has where not given. */
  losses?: readonly string[]
  batchSize: number
  lr: number
  /** The recommended precision and layout instead of float32. */
  fast: boolean
  augment: boolean
  /** Images; null for all that the paper's split has. */
  images: { train: number; validation: number; test: number } | null
  /** Steps of each loss in the measurement of times. */
  timedSteps: number
}

export interface Preset {
  name: string
  /** In words, for the report. */
  scale: string
  nets: Partial<Record<PaperNet, NetPlan>>
  /** Epochs of the runs on learning rates and on rare classes; 0 for none of them. */
  extraEpochs: number
  learningRates: readonly number[]
  /** The ratio of the most to the least frequent class. */
  tail: number
}

const smokeImages = { train: 128, validation: 64, test: 100 }
const smokeNet: NetPlan = {
  epochs: 2,
  seeds: 1,
  batchSize: 64,
  lr: 1e-3,
  fast: false,
  augment: true,
  images: smokeImages,
  timedSteps: 3,
}
const smallNet: NetPlan = {
  ...smokeNet,
  epochs: 1,
  batchSize: 16,
  images: { train: 64, validation: 32, test: 32 },
}
const mnistNet: NetPlan = {
  ...smokeNet,
  epochs: 10,
  batchSize: 128,
  lr: 2e-3,
  images: null,
  timedSteps: 1000,
}

export const presets: Record<string, Preset> = {
  smoke: {
    name: 'smoke',
    scale: 'a few hundred images: it shows that everything runs, and no result means anything',
    nets: {
      n0: { ...smokeNet, seeds: 2 },
      n1: smallNet,
      n1r: smallNet,
      vgg16: {
        ...smokeNet,
        epochs: 1,
        batchSize: 8,
        timedSteps: 1,
        images: { train: 16, validation: 8, test: 8 },
      },
    },
    extraEpochs: 1,
    learningRates: [1e-2],
    tail: 10,
  },
  start: {
    name: 'start',
    scale: 'N0, four losses, two epochs: what npm start shows, two minutes on two cores',
    nets: {
      n0: {
        ...mnistNet,
        epochs: 2,
        seeds: 1,
        losses: ['ce:mean', 'isbe:softmax', 'isbe:sigmoid', 'isbe:tanh'],
        augment: false,
        timedSteps: 20,
      },
    },
    extraEpochs: 0,
    learningRates: [],
    tail: 100,
  },
  quick: {
    name: 'quick',
    scale: 'N0 alone, two epochs: minutes on two cores',
    nets: { n0: { ...mnistNet, epochs: 2, seeds: 1, timedSteps: 100 } },
    extraEpochs: 0,
    learningRates: [],
    tail: 100,
  },
  evening: {
    name: 'evening',
    scale: 'every network, fewer epochs than the paper: hours on two cores',
    nets: {
      n0: { ...mnistNet, seeds: 3 },
      n1: { ...mnistNet, epochs: 15, lr: 3e-3, fast: true, timedSteps: 200 },
      n1r: { ...mnistNet, epochs: 5, lr: 3e-3, fast: true, timedSteps: 200 },
      vgg16: { ...mnistNet, epochs: 3, lr: 1e-3, fast: true, timedSteps: 30 },
    },
    extraEpochs: 1,
    learningRates: [1e-4, 1e-3, 1e-2, 1e-1],
    tail: 100,
  },
  gpu: {
    name: 'gpu',
    scale: 'every network, fewer epochs than the paper: minutes on a GPU of a data centre',
    nets: {
      n0: { ...mnistNet, seeds: 3 },
      n1: { ...mnistNet, epochs: 15, lr: 3e-3, fast: true },
      n1r: { ...mnistNet, epochs: 10, lr: 3e-3, fast: true },
      vgg16: { ...mnistNet, epochs: 20, lr: 1e-3, fast: true, timedSteps: 300 },
    },
    extraEpochs: 1,
    learningRates: [1e-4, 1e-3, 1e-2, 1e-1],
    tail: 100,
  },
  paper: {
    name: 'paper',
    scale: "every network at full length, at the paper's learning rates: days on two cores",
    nets: {
      n0: { ...mnistNet, epochs: 60, seeds: 5, lr: 1e-2, timedSteps: 2000 },
      n1: { ...mnistNet, epochs: 60, seeds: 3, lr: 1e-2, timedSteps: 1000 },
      n1r: { ...mnistNet, epochs: 60, seeds: 3, lr: 1e-2, timedSteps: 1000 },
      vgg16: { ...mnistNet, epochs: 120, lr: 1e-1, timedSteps: 200 },
    },
    extraEpochs: 10,
    learningRates: [1e-4, 1e-3, 1e-2, 1e-1],
    tail: 100,
  },
}

export const presetNames = Object.keys(presets)

/** Throws OptionError for a name that is none. */
export function presetOf(name: string): Preset {
  checkChoice('preset', name, presetNames)
  return presets[name]!
}
