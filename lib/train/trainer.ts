import type { Abortable } from '../base/abort'
import { Disposable } from '../base/disposable'
import { DisposedError } from '../base/errors'
import { GradScaler } from '../amp'
import type { DataLoader } from '../data'
import type { Module } from '../nn'
import type { Optimizer, lrScheduler } from '../optim'
import type { Computation } from './computation'
import { evaluate, trainEpoch, type Callback, type EpochResult } from './loop'
import { checkFit, checkTrainerOptions } from './check'
import { lossObjective, type Loss, type Objective } from './objective'

export interface TrainerOptions extends Computation {
  model: Module
  optimizer: Optimizer
  /** A loss module, or an objective such as `isbeObjective('softmax')`. */
  loss: Loss | Objective
  /** Steps once after each epoch. */
  scheduler?: Pick<lrScheduler.LRScheduler, 'step'>
  /** Replays a CUDA graph of the step, recorded anew each epoch for its learning rate. */
  cudaGraph?: boolean
}

export interface FitOptions {
  epochs: number
  /** Gone through after each epoch for the test accuracy. */
  test?: DataLoader
  onEpochStart?: Callback<number>
  onStep?: Callback<number>
  onEpochEnd?: Callback<EpochRecord>
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

/**
 * Trains a model over epochs. The step itself is in loop.ts. Model, optimizer and loaders stay their
 * maker's; a trainer owns what a training needs besides, and releases it when `fit` ends.
 */
export class Trainer extends Disposable {
  readonly #options: TrainerOptions
  readonly #objective: Objective

  /** @throws OptionError for an option that is not known, or not what it should be. */
  constructor(options: TrainerOptions) {
    super()
    checkTrainerOptions(options)
    this.#options = options
    this.#objective =
      typeof options.loss === 'function' ? options.loss : lossObjective(options.loss)
  }

  /**
   * Returns one record an epoch, also for an epoch that was stopped.
   * @throws OptionError for what is no loader or no option; whatever a callback throws.
   */
  async fit(loader: DataLoader, options: FitOptions): Promise<EpochRecord[]> {
    if (this.isDisposed) {
      throw new DisposedError(
        'DISPOSED',
        'Trainer.fit: expected a live trainer, found a disposed one',
      )
    }
    checkFit(loader, options)
    const records: EpochRecord[] = []
    const scaler =
      this.#options.precision === 'float16' ? new GradScaler({ device: loader.device }) : undefined
    try {
      for (let epoch = 1; epoch <= options.epochs && !options.signal?.aborted; ++epoch) {
        await options.onEpochStart?.(epoch)
        const record = await this.#epoch(epoch, loader, options, scaler)
        records.push(record)
        await options.onEpochEnd?.(record)
      }
    } finally {
      scaler?.dispose()
    }
    return records
  }

  /** Between trainings there is nothing. */
  protected release(): void {}

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
    const { test, signal } = options
    const accuracy =
      test && !partial ? await evaluate(model, test, { ...computation, signal }) : null
    const testAccuracy = signal?.aborted ? null : accuracy
    if (!partial) scheduler?.step()
    return { epoch, learningRate, ...result, testAccuracy, partial }
  }
}
