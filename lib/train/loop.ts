/** One epoch, top to bottom: data → network → error → gradients → optimizer → metrics. */
import type { Abortable } from '../base/abort'
import type { GradScaler } from '../amp'
import { noGrad, tidy, type Tensor } from '../tensor'
import { graph } from '../cuda'
import type { DataLoader } from '../data'
import { Accuracy, Mean } from '../metrics'
import type { Module } from '../nn'
import type { Optimizer } from '../optim'
import { compute, type Computation } from './computation'
import type { Objective } from './objective'
import { Stopwatch } from './stopwatch'

/** Awaited, where it returns a promise; what it throws ends the training. */
export type Callback<T> = (value: T) => void | Promise<void>

export interface EpochOptions extends Computation {
  /** Called after each step with the number of steps done. */
  onStep?: Callback<number>
  /** Stops after the step in which it is aborted. */
  signal?: Abortable
  /** Records a step as a CUDA graph and replays it: one launch a step instead of one an operator. */
  cudaGraph?: boolean
  /** Scales what is sent back, for float16. */
  scaler?: GradScaler
}

export interface EpochResult {
  /** The mean of the objective's value over the samples. */
  trainLoss: number
  seconds: number
  /** Backward share of forward and backward, in percent; null where a CUDA graph holds both. */
  tau: number | null
  steps: number
}

/** Trains on every batch of the loader once. */
export async function trainEpoch(
  model: Module,
  loader: DataLoader,
  objective: Objective,
  optimizer: Optimizer,
  { onStep, signal, cudaGraph = false, scaler, ...computation }: EpochOptions = {},
): Promise<EpochResult> {
  using loss = new Mean()
  const watch = new Stopwatch(loader.device, !cudaGraph)
  const step = (input: Tensor, target: Tensor): Tensor => {
    const outcome = watch.time('forward', () =>
      compute(input, computation, images => objective(model.forward(images), target)),
    )
    optimizer.zeroGrad()
    watch.time('backward', () => outcome.backward(scaler))
    advance(optimizer, scaler)
    return outcome.value
  }
  const graphed = cudaGraph ? graph(step) : null
  let steps = 0
  model.train()
  try {
    for await (const { input, target } of loader) {
      tidy(() => {
        const isWhole = target.size(0) === loader.batchSize
        const value = (graphed && isWhole ? graphed : step)(input, target)
        loss.update(value, target.size(0))
      })
      ++steps
      await onStep?.(steps)
      if (signal?.aborted) break
    }
  } finally {
    graphed?.reset()
  }
  return { trainLoss: loss.compute(), seconds: watch.seconds, tau: watch.tau, steps }
}

/** The optimizer's step, with the scaler's where there is one. */
export function advance(optimizer: Optimizer, scaler?: GradScaler): void {
  if (!scaler) return optimizer.step()
  scaler.step(optimizer)
  scaler.update()
}

export interface EvaluationOptions extends Computation {
  /** Stops at the batch before which it is aborted; the accuracy is that of the batches before. */
  signal?: Abortable
}

/** The accuracy over a loader, from 0 to 1. Leaves the model in evaluation mode. */
export async function evaluate(
  model: Module,
  loader: DataLoader,
  { signal, ...computation }: EvaluationOptions = {},
): Promise<number> {
  using accuracy = new Accuracy()
  model.eval()
  for await (const { input, target } of loader) {
    if (signal?.aborted) break
    noGrad(() =>
      tidy(() =>
        accuracy.update(
          compute(input, computation, images => model.forward(images)),
          target,
        ),
      ),
    )
  }
  return accuracy.compute()
}
