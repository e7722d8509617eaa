import type { Abortable } from '../base/abort'
import { GradScaler } from '../amp'
import type { DataLoader } from '../data'
import type { Module } from '../nn'
import type { ExponentialLR, Optimizer } from '../optim'
import type { Computation } from './computation'
import { evaluate, trainEpoch, type EpochResult } from './loop'
import { lossObjective, type Loss, type Objective } from './objective'

export interface TrainerOptions extends Computation {
  model: Module
  optimizer: Optimizer<{ lr: number }>
  /** A loss module, or an objective such as `isbeObjective('softmax')`. */
  loss: Loss | Objective
  /** Steps once after each epoch. */
  scheduler?: ExponentialLR
  /** Replays a CUDA graph of the step, recorded anew each epoch for its learning rate. */
  cudaGraph?: boolean
}

export interface FitOptions {
  epochs: number
  /** Gone through after each epoch for the test accuracy. */
  test?: DataLoader
  onEpochStart?: (epoch: number) => void
  onStep?: (step: number) => void
  onEpochEnd?: (result: EpochRecord) => void
  /** Stops after the step in which it is aborted; the epoch is recorded as partial. */
  signal?: Abortable
}

export interface EpochRecord extends EpochResult {
  /** From 1. */
  epoch: number
  learningRate: number
  /** From 0 to 1; null without test data. */
  testAccuracy: number | null
  /** Whether the epoch was stopped before its end. */
  partial: boolean
}

/** Trains a model over epochs. The step itself is in loop.ts. */
export class Trainer {
  readonly #options: TrainerOptions
  readonly #objective: Objective

  constructor(options: TrainerOptions) {
    this.#options = options
    this.#objective =
      typeof options.loss === 'function' ? options.loss : lossObjective(options.loss)
  }

  /** Returns one record an epoch, also for an epoch that was stopped. */
  async fit(loader: DataLoader, options: FitOptions): Promise<EpochRecord[]> {
    const records: EpochRecord[] = []
    const scaler =
      this.#options.precision === 'float16' ? new GradScaler({ device: loader.device }) : undefined
    try {
      for (let epoch = 1; epoch <= options.epochs && !options.signal?.aborted; ++epoch) {
        options.onEpochStart?.(epoch)
        const record = await this.#epoch(epoch, loader, options, scaler)
        records.push(record)
        options.onEpochEnd?.(record)
      }
    } finally {
      scaler?.dispose()
    }
    return records
  }

  async #epoch(
    epoch: number,
    loader: DataLoader,
    options: FitOptions,
    scaler?: GradScaler,
  ): Promise<EpochRecord> {
    const { model, optimizer, scheduler, precision, memoryFormat, cudaGraph } = this.#options
    const computation = { precision, memoryFormat }
    const learningRate = optimizer.lr
    const result = await trainEpoch(model, loader, this.#objective, optimizer, {
      ...computation,
      cudaGraph,
      scaler,
      onStep: options.onStep,
      signal: options.signal,
    })
    const partial = result.steps < loader.length
    const testAccuracy =
      options.test && !partial ? await evaluate(model, options.test, computation) : null
    if (!partial) scheduler?.step()
    return { epoch, learningRate, ...result, testAccuracy, partial }
  }
}
