/** One run: a network trained with a loss, measured after every epoch. */
import type { Abortable } from '../../base/abort'
import { DataLoader } from '../../data'
import { softScores } from '../../isbe'
import { makeModel } from '../../models'
import type { Module } from '../../nn'
import { Adam, ExponentialLR } from '../../optim'
import { manualSeed } from '../../runtime/seed'
import { noGrad, tidy, type Tensor } from '../../tensor'
import { compute, trainEpoch, type Objective } from '../../train'
import { makeObjective, paperLoss } from '../losses'
import { randomAffine } from './augment'
import { balanceOptions } from './balance'
import type { RunConfig } from './config'
import type { Images } from './data'
import type { ImageSet } from './imageSet'
import { encodeBytes, encodeScores, type EpochRow, type RunResult } from './result'

export interface RunWatcher {
  onEpochStart?: (epoch: number, steps: number) => void
  onStep?: (step: number) => void
  onEpochEnd?: (row: EpochRow) => void
  signal?: Abortable
}

const evaluationBatch = 500

/** Null when it was stopped before its end. */
export async function trainRun(
  config: RunConfig,
  images: Images,
  watcher: RunWatcher = {},
): Promise<RunResult | null> {
  const start = performance.now()
  manualSeed(config.seed)
  const model = makeModel(config.net)
  const { augment } = config
  const training = augment
    ? images.train.view(images.train.length, batch => randomAffine(batch, augment))
    : images.train.view()
  try {
    model.to(config.device)
    const epochs = await fit(model, training, config, images, watcher)
    if (epochs === null) return null
    const scores = testScores(model, config, images.test)
    return {
      epochs,
      measured: images.measured.length,
      ...scores,
      seconds: (performance.now() - start) / 1000,
      finished: new Date().toISOString(),
    }
  } finally {
    training.dispose()
    model.dispose()
  }
}

async function fit(
  model: Module,
  training: ImageSet,
  config: RunConfig,
  images: Images,
  { signal, ...watcher }: RunWatcher,
): Promise<EpochRow[] | null> {
  const { batchSize, seed, device, precision, memoryFormat } = config
  const computation = { precision, memoryFormat }
  using loader = new DataLoader(training, { batchSize, shuffle: true, seed, device })
  using options = balanceOptions(config, images, device)
  const objective = makeObjective(paperLoss(config.loss), config.way, options.tensors)
  const optimizer = new Adam(model.parameters(), { lr: config.lr })
  const scheduler = new ExponentialLR(optimizer, config.decay)
  const rows: EpochRow[] = []
  for (let epoch = 1; epoch <= config.epochs; ++epoch) {
    watcher.onEpochStart?.(epoch, loader.length)
    const learningRate = optimizer.lr
    const progressive: number[] = []
    const recorded = recordValues(objective, progressive)
    const { onStep } = watcher
    const { seconds } = await trainEpoch(model, loader, recorded, optimizer, {
      ...computation,
      onStep,
      signal,
    })
    if (signal?.aborted) return null
    const [train, validation, test] = [images.measured, images.validation, images.test].map(set =>
      measure(model, set, objective, config),
    ) as [Measured, Measured, Measured]
    const row: EpochRow = {
      epoch,
      learningRate,
      progressive,
      trainLoss: train.loss,
      trainAccuracy: train.accuracy,
      validationLoss: validation.loss,
      validationAccuracy: validation.accuracy,
      testAccuracy: test.accuracy,
      seconds,
    }
    rows.push(row)
    watcher.onEpochEnd?.(row)
    scheduler.step()
  }
  return rows
}

function recordValues(objective: Objective, values: number[]): Objective {
  return (logits, target) => {
    const signal = objective(logits, target)
    values.push(Number(signal.value.item<number>().toPrecision(4)))
    return signal
  }
}

/** Goes through images in evaluation mode, without gradients. */
function forEachBatch(
  model: Module,
  images: ImageSet,
  { device, precision, memoryFormat }: RunConfig,
  visit: (logits: Tensor, target: Tensor) => void,
): void {
  using loader = new DataLoader(images, { batchSize: evaluationBatch, device })
  model.eval()
  for (const { input, target } of loader)
    noGrad(() =>
      tidy(() =>
        visit(
          compute(input, { precision, memoryFormat }, batch => model.forward(batch)).float(),
          target,
        ),
      ),
    )
}

interface Measured {
  /** The mean of the objective's value over the images. */
  loss: number
  accuracy: number
}

function measure(
  model: Module,
  images: ImageSet,
  objective: Objective,
  config: RunConfig,
): Measured {
  let [loss, correct] = [0, 0]
  forEachBatch(model, images, config, (logits, target) => {
    loss += objective(logits, target).value.item<number>() * target.size(0)
    correct += logits.argmax(1).eq(target).sum().item<number>()
  })
  return { loss: loss / images.length, accuracy: correct / images.length }
}

/** What the trained network says of each test image. Scores in [−1, 1] are moved to [0, 1]. */
function testScores(
  model: Module,
  config: RunConfig,
  test: ImageSet,
): Pick<RunResult, 'predictions' | 'confidences'> {
  const loss = paperLoss(config.loss)
  const normalization = loss.kind === 'ce' ? 'softmax' : loss.normalization
  const isSymmetric = ['tanh', 'hardtanh', 'normalize'].includes(normalization)
  const predictions: number[] = []
  const confidences: number[] = []
  forEachBatch(model, test, config, logits => {
    const values = softScores(logits, { normalization }).amax(1)
    const scores = isSymmetric ? values.add(1).div(2) : values
    confidences.push(...scores.toArray<number[]>())
    predictions.push(...logits.argmax(1).toArray<number[]>())
  })
  return { predictions: encodeBytes(predictions), confidences: encodeScores(confidences) }
}
