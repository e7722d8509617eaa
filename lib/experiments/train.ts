/** One training run of the paper's kind: a network, a dataset, an objective, a run folder. */
import { getNumThreads, setNumThreads } from '../runtime/threads'
import { DataLoader } from '../data'
import { chooseDevice } from '../runtime/device'
import { versions } from '../runtime/versions'
import { isTextName } from '../models'
import type { Module } from '../nn'
import { Adam, ExponentialLR } from '../optim'
import { manualSeed } from '../runtime/seed'
import { Run, Trainer, parseObjective, type EpochRecord } from '../train'
import { loadData, type Data } from './data'
import { makeNetwork } from './network'
import { StepProfile } from './stepProfile'
import type { Settings } from './settings'

export interface Outcome {
  loss: string
  /** From 0 to 1; null when stopped within the first epoch. */
  testAccuracy: number | null
  /** Backward share of forward and backward, in percent; null with a CUDA graph. */
  tau: number | null
  epochs: number
  /** null when stopped before the first step. */
  secondsPerEpoch: number | null
  device: string
  interrupted: boolean
  runDir: string
}

export interface RunStart {
  folder: string
  device: string
  /** Why this device. */
  reason: string
  /** What was done to the samples to fit the network, in words; null for nothing. */
  adaptation: string | null
}

export interface Watcher {
  onRun?: (start: RunStart) => void
  onEpochStart?: (epoch: number, steps: number) => void
  onStep?: (step: number) => void
  onEpochEnd?: (record: EpochRecord) => void
  signal?: AbortSignal
}

/** The test set needs no gradients: larger batches save calls, where a sample is a small one. */
function testBatchSizeOf({ arch, batchSize }: Settings): number {
  return isTextName(arch) ? batchSize : 1000
}

/** null where there is nothing, or something that is not known. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  if (known.length === 0 || known.length < values.length) return null
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

function summarize(
  { loss }: Settings,
  device: string,
  runDir: string,
  records: readonly EpochRecord[],
  interrupted: boolean,
): Outcome {
  return {
    loss,
    testAccuracy: records.findLast(record => record.testAccuracy !== null)?.testAccuracy ?? null,
    tau: mean(records.map(record => record.tau)),
    epochs: records.filter(record => !record.partial).length,
    secondsPerEpoch: mean(records.map(record => record.seconds)),
    device,
    interrupted,
    runDir,
  }
}

/** Trains and records; the same settings and seed give the same numbers on the same machine. */
export async function train(settings: Settings, watcher: Watcher = {}): Promise<Outcome> {
  const { device, reason } = chooseDevice(settings.device)
  if (settings.threads !== undefined) setNumThreads(settings.threads)
  const data = await loadData(settings)
  manualSeed(settings.seed)
  const model = makeNetwork(settings.arch, data)
  try {
    model.to(device)
    const run = startRun(settings, data, device, reason, watcher)
    const records = await fit(model, data, settings, device, run, watcher)
    const interrupted = watcher.signal?.aborted ?? false
    const outcome = summarize(settings, device, run.folder, records, interrupted)
    run.finish(outcome)
    return outcome
  } finally {
    for (const owner of [model, data.train, data.test]) owner.dispose()
  }
}

async function fit(
  model: Module,
  data: Data,
  settings: Settings,
  device: string,
  run: Run,
  watcher: Watcher,
): Promise<EpochRecord[]> {
  const { batchSize, seed, precision, memoryFormat, cudaGraph } = settings
  using loader = new DataLoader(data.train, { batchSize, shuffle: true, seed, device })
  using test = new DataLoader(data.test, { batchSize: testBatchSizeOf(settings), device })
  const optimizer = new Adam(model.parameters(), { lr: settings.lr })
  const scheduler = new ExponentialLR(optimizer, settings.decay)
  const loss = parseObjective(settings.loss)
  const computation = { precision, memoryFormat, cudaGraph }
  using trainer = new Trainer({ model, optimizer, loss, scheduler, ...computation })
  const profile = settings.profile ? new StepProfile(run, loader.length) : null
  try {
    return await trainer.fit(loader, {
      epochs: settings.epochs,
      test,
      onEpochStart: epoch => watcher.onEpochStart?.(epoch, loader.length),
      onStep: step => {
        profile?.onStep()
        watcher.onStep?.(step)
      },
      onEpochEnd: record => {
        run.log(record)
        watcher.onEpochEnd?.(record)
      },
      signal: watcher.signal,
    })
  } finally {
    profile?.finish()
  }
}

function startRun(
  settings: Settings,
  { adaptation, train }: Data,
  device: string,
  reason: string,
  watcher: Watcher,
): Run {
  const title = 'title' in train ? train.title : undefined
  const run = new Run(settings.runs, `${settings.arch}-${settings.loss.replace(':', '-')}`, {
    ...settings,
    device,
    deviceReason: reason,
    threads: getNumThreads(),
    versions: versions(),
    ...(adaptation === null ? {} : { adaptation }),
    ...(title === undefined ? {} : { dataset: title }),
  })
  watcher.onRun?.({ folder: run.folder, device, reason, adaptation })
  return run
}
