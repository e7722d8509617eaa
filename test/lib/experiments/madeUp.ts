/** Runs, times and datasets that nobody trained or measured: the same each time, for what is made of them. */
import { TestSets } from '../../../lib/experiments/run/testSets'
import {
  encodeBytes,
  encodeScores,
  type EpochRow,
  type RunResult,
} from '../../../lib/experiments/run/result'
import { ImageSet } from '../../../lib/experiments/run/imageSet'
import type { DataName, RunConfig } from '../../../lib/experiments/run/config'
import type { Source } from '../../../lib/experiments/run/data'
import { contenders } from '../../../lib/experiments/measure/contender'
import type { StepTimes } from '../../../lib/experiments/measure/times'
import { paperLossNames } from '../../../lib/experiments/losses'
import { planRuns, type PlannedRun } from '../../../lib/experiments/plan'
import {
  paperNets,
  type NetPlan,
  type PaperNet,
  type Preset,
} from '../../../lib/experiments/preset'
import { Results, type FinishedRun, type Measurement } from '../../../lib/experiments/results'
import { tensor } from '../../../lib'

/** Test images of each dataset. */
const count = 80

/** Of class 9 there are but two. */
const labels = Array.from({ length: count }, (_, i) => (i === 30 || i === 61 ? 9 : (4 * i) % 9))

function imageSet(channels: number, size: number): ImageSet {
  const pixels = Array.from({ length: count }, (_, image) =>
    Array.from({ length: channels }, (_, channel) =>
      Array.from({ length: size }, (_, y) =>
        Array.from({ length: size }, (_, x) => (image + 50 * channel + 10 * y + x) % 256),
      ),
    ),
  )
  return new ImageSet(tensor(pixels, { dtype: 'uint8' }), tensor(labels, { dtype: 'int64' }))
}

export class MadeUpSets extends TestSets {
  readonly #made = new Map<DataName, Source>()

  /** @param missing why a dataset is not there */
  constructor(readonly missing: Partial<Record<DataName, string>> = {}) {
    super({})
  }

  override source(data: DataName): Source {
    const reason = this.missing[data]
    if (reason !== undefined) throw new Error(reason)
    const isMnist = data === 'mnist'
    const known = this.#made.get(data)
    if (known) return known
    const [channels, size] = isMnist ? [1, 3] : [3, 2]
    const made = {
      title: isMnist ? 'MNIST' : 'CIFAR-10 (made up)',
      train: imageSet(channels, size),
      test: imageSet(channels, size),
    }
    this.#made.set(data, made)
    return made
  }

  protected override release(): void {
    for (const { train, test } of this.#made.values()) {
      train.dispose()
      test.dispose()
    }
  }
}

const plan: NetPlan = {
  epochs: 3,
  seeds: 1,
  batchSize: 64,
  lr: 2e-3,
  fast: false,
  augment: true,
  images: { train: 600, validation: 100, test: count },
  timedSteps: 9,
}

export const madeUpPreset: Preset = {
  name: 'made up',
  scale: 'nothing was trained',
  nets: {
    n0: { ...plan, seeds: 2 },
    n1: { ...plan, augment: false },
    n1r: { ...plan, epochs: 1, losses: ['ce:mean', 'isbe:tanh'] },
    vgg16: { ...plan, epochs: 6, lr: 0.1 },
  },
  extraEpochs: 1,
  learningRates: [0.1, 0.001],
  tail: 50,
}

/** A whole number from 0 to `most`, of some whole numbers: as if at random. */
function some(most: number, ...of: number[]): number {
  return of.reduce((sum, each) => (37 * sum + 11 * each + 5) % 1009, 17) % (most + 1)
}

function resultOf(config: RunConfig): RunResult {
  const loss = paperLossNames.indexOf(config.loss)
  const net = paperNets.indexOf(config.net as PaperNet)
  const seed = [loss, net, config.seed, Math.round(1000 * config.lr), config.balance.length]
  const isSymmetric = /tanh/.test(config.loss)
  // normalize learns nothing.
  const wrong = (image: number): boolean =>
    config.loss === 'isbe:normalize' || image % 20 === 3 || some(11 - net, image, ...seed) === 0
  const predictions = labels.map((label, i) => (wrong(i) ? (label + 1) % 10 : label))
  const right = predictions.filter((found, i) => found === labels[i]).length
  const epochs = Array.from({ length: config.epochs }, (_, i) => {
    const isLast = i === config.epochs - 1
    const left = (isSymmetric ? 0.5 : 0.25) / (i + 1) + some(20, i, ...seed) / 1000
    return {
      epoch: i + 1,
      learningRate: config.lr * config.decay ** i,
      progressive: [4, 3, 2, 1].map(part => (left * (part + 4)) / 4),
      trainLoss: left,
      trainAccuracy: 1 - left / 2,
      validationLoss: left + 0.01 * (some(4, i, ...seed) - 1),
      validationAccuracy: 1 - left / 1.5,
      testAccuracy: isLast ? right / count : 1 - left,
      seconds: 2.5,
    }
  })
  return {
    epochs,
    measured: 100,
    predictions: encodeBytes(predictions),
    confidences: encodeScores(labels.map((_, i) => 0.4 + some(60, i, ...seed) / 100)),
    seconds: 90,
    finished: '2026-01-02T03:04:05.678Z',
  }
}

/** Microseconds; ISBE directly is faster than cross-entropy, and on N1 through autograd not. */
function timesOf(net: PaperNet, steps: number): Measurement {
  const place = paperNets.indexOf(net)
  const of = (name: string, step: number): StepTimes => {
    const isDirect = name.startsWith('isbe') && !name.endsWith('autograd')
    const noise = some(30, step, name.length, place)
    const loss = isDirect ? 20 : name === 'ce:mean' ? 90 : 95 - 40 * place + noise
    return [400 + noise, loss, 700 * (place + 1) + some(9, name.charCodeAt(5), step), 150 + step]
  }
  const measured = contenders.map(({ name }) => [
    name,
    Array.from({ length: steps }, (_, step) => of(name, step)),
  ])
  return {
    config: {
      net,
      batchSize: 64,
      steps,
      warmUp: 5,
      device: 'cpu',
      precision: 'float32',
      memoryFormat: 'contiguous_format',
    },
    result: {
      steps: Object.fromEntries(measured) as Record<string, StepTimes[]>,
      threads: 2,
      finished: '2026-01-02T04:05:06.789Z',
    },
  }
}

interface MadeUp {
  nets?: readonly PaperNet[]
  preset?: Preset
  /** Whether a planned run is finished; all where not given. */
  isFinished?: (run: PlannedRun) => boolean
  /** What a run ends with, instead of what is made up otherwise. */
  alter?: (config: RunConfig) => Partial<EpochRow>
  /** Steps of a measurement; 0 for no measurement. */
  steps?: Partial<Record<PaperNet, number>>
  missing?: Partial<Record<DataName, string>>
}

export function madeUp({
  nets = paperNets,
  preset = madeUpPreset,
  isFinished = () => true,
  alter = () => ({}),
  steps = { n0: 9, n1: 8 },
  missing,
}: MadeUp = {}): Results {
  const scope = { preset, nets, device: 'cpu' }
  const runs = planRuns(scope)
  const finished = runs.filter(isFinished).map((run): FinishedRun => {
    const result = resultOf(run.config)
    Object.assign(result.epochs.at(-1)!, alter(run.config))
    return { ...run, result }
  })
  const times = Object.entries(steps).map(([net, measured]) => {
    const name = net as PaperNet
    return [name, timesOf(name, measured)] as const
  })
  return new Results(
    scope,
    finished,
    runs.filter(run => !isFinished(run)),
    new Map(times),
    new MadeUpSets(missing),
  )
}
