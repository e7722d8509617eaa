/** The time of each stage of a step, for every loss in turn on the same batches. */
import { setImmediate } from 'node:timers/promises'
import type { Abortable } from '../../base/abort'
import * as cuda from '../../cuda'
import { inputShapeOf, makeModel, type ImageLayout } from '../../models'
import { classes } from '../../models/architecture'
import { Adam } from '../../optim'
import { manualSeed } from '../../runtime/seed'
import { keep, operators, tidy, type Tensor } from '../../tensor'
import { compute } from '../../train'
import type { PaperNet } from '../preset'
import { contenders, makeStage, type Contender, type LossStage } from './contender'

export interface TimesConfig {
  net: PaperNet
  batchSize: number
  /** Of each contender. */
  steps: number
  warmUp: number
  device: string
  precision: 'float32' | 'bfloat16'
  memoryFormat: ImageLayout
}

/** Microseconds: the network forward, the loss or error, backward, and the optimizer. */
export type StepTimes = [forward: number, loss: number, backward: number, update: number]

export interface TimesResult {
  /** A step each, by the name of the contender. */
  steps: Record<string, StepTimes[]>
  threads: number
  finished: string
}

const batches = 4

interface Lane {
  contender: Contender
  stage: LossStage
  times: StepTimes[]
}

/**
 * Each batch goes through every contender before the next one, and the order rotates, so that what
 * else the machine does hits all of them alike. They share one network, whose weights stay as they
 * are (the optimizer runs, at a learning rate of 0). The images are noise: values take no time.
 */
export async function measureTimes(
  config: TimesConfig,
  { onStep, signal }: { onStep?: (step: number) => void; signal?: Abortable } = {},
): Promise<TimesResult['steps'] | null> {
  const { net, batchSize, device } = config
  manualSeed(1)
  const model = makeModel(net)
  model.to(device)
  model.train()
  using optimizer = new Adam(model.parameters(), { lr: 0 })
  const inputs = Array.from({ length: batches }, () => noise(net, batchSize, device))
  const lanes = contenders.map((contender): Lane => ({
    contender,
    stage: makeStage(contender, batchSize, device),
    times: [],
  }))
  const watch = clock(device)
  const step = (lane: Lane, [input, target]: readonly [Tensor, Tensor]): StepTimes =>
    tidy(() => {
      optimizer.zeroGrad()
      const start = watch()
      const logits = compute(input, config, images => model.forward(images)).float()
      const forward = watch()
      const send = lane.stage(logits, target)
      const loss = watch()
      send()
      const backward = watch()
      optimizer.step()
      return [forward - start, loss - forward, backward - loss, watch() - backward].map(
        millis => Math.round(1e6 * millis) / 1e3,
      ) as StepTimes
    })
  try {
    for (let i = 0; i < config.warmUp + config.steps; ++i) {
      for (const lane of rotated(lanes, i)) {
        const times = step(lane, inputs[i % batches]!)
        if (i >= config.warmUp) lane.times.push(times)
      }
      onStep?.(i + 1)
      await setImmediate()
      if (signal?.aborted) return null
    }
  } finally {
    model.dispose()
    for (const pair of inputs) for (const each of pair) each.dispose()
  }
  return Object.fromEntries(lanes.map(({ contender, times }) => [contender.name, times]))
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

function noise(net: PaperNet, batchSize: number, device: string): readonly [Tensor, Tensor] {
  return tidy(() => [
    keep(operators.rand([batchSize, ...inputShapeOf(net)]).to(device)),
    keep(operators.randint(classes, [batchSize], { dtype: 'int64' }).to(device)),
  ])
}

/** Milliseconds, of work that is done. */
function clock(device: string): () => number {
  if (device === 'cpu') return () => performance.now()
  return () => {
    cuda.synchronize(device)
    return performance.now()
  }
}

/** The share of the update phase in percent: the loss value and backward. Paper: τ, equation 7. */
export function tau([forward, loss, backward]: StepTimes): number {
  return (100 * (loss + backward)) / (forward + loss + backward)
}

/** The other reading of equation 7: the loss value counted as inference. */
export function tauOfBackward([forward, loss, backward]: StepTimes): number {
  return (100 * backward) / (forward + loss + backward)
}

/** Of the whole step, in milliseconds. */
export function stepMillis(times: StepTimes): number {
  return times.reduce((sum, micros) => sum + micros, 0) / 1000
}
