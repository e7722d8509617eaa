/** Whole training steps, ISBE here against cross-entropy in PyTorch, in turn in one run. */
import { getNumThreads } from '../../runtime/threads'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { deviceName } from '../../runtime/device'
import { plain, type Recommended } from '../../experiments/recommended'
import { findPeerPython, Peer } from '../peer'
import { summarize, type Summary } from '../statistics'
import { recommendedSettings } from './networks'
import type { StepsRequest } from './worker'

/**
 * `same`: float32 and contiguous on both sides. `default`: our recommended settings against those.
 * `matched`: our recommended settings against PyTorch with the same.
 */
export const comparisons = ['same', 'default', 'matched'] as const
export type Comparison = (typeof comparisons)[number]

export interface StepRow {
  model: string
  batch: number
  comparison: Comparison
  settings: { ours: Recommended; pytorch: Recommended }
  threads: number
  oursMillis: number
  /** null without a Python environment, as all that is PyTorch's. */
  pytorchMillis: number | null
  /** ours / PyTorch's, of the medians. */
  ratio: number | null
  /** First and third quartile of the blocks. */
  spread: { ours: [number, number]; pytorch: [number, number] | null }
  /**
   * The most memory of a process that does nothing but `peakSteps` of these steps: resident, or on
   * CUDA that of its tensors on the GPU.
   */
  ourPeakMiB: number
  pytorchPeakMiB: number | null
  /** The ratio to reach, on the CPU; null elsewhere. */
  goal: number | null
}

export interface StepReport {
  rows: StepRow[]
  /** `cpu`, or the name of the GPU. */
  device: string
  threads: number
  blocks: number
  pytorch: string
}

interface StepCase {
  batch: number
  /** Steps in a block: some tenths of a second on the CPU. */
  repeat: number
  peakSteps: number
  goals: Record<Comparison, number>
}

function alike(goal: number): StepCase['goals'] {
  return { same: goal, default: goal, matched: goal }
}

const cases: Record<string, StepCase> = {
  mlp: {
    batch: 64,
    repeat: 400,
    peakSteps: 200,
    goals: { same: 0.75, default: 0.75, matched: 0.8 },
  },
  n0: { batch: 128, repeat: 15, peakSteps: 200, goals: { same: 0.8, default: 0.5, matched: 0.8 } },
  n1: { batch: 128, repeat: 4, peakSteps: 40, goals: { same: 0.75, default: 0.42, matched: 0.7 } },
  vgg16: {
    batch: 32,
    repeat: 2,
    peakSteps: 10,
    goals: { same: 0.85, default: 0.5, matched: 0.75 },
  },
  resnet18: { batch: 64, repeat: 1, peakSteps: 10, goals: alike(0.9) },
  charLm: { batch: 32, repeat: 1, peakSteps: 10, goals: alike(0.9) },
  lstm: { batch: 64, repeat: 2, peakSteps: 10, goals: alike(1) },
}

export const stepModels = Object.keys(cases)

function settingsOf(model: string, comparison: Comparison, where: Where): StepRow['settings'] {
  const recommended = recommendedSettings(model, where.device, where.precision)
  switch (comparison) {
    case 'same':
      return { ours: plain, pytorch: plain }
    case 'default':
      return { ours: recommended, pytorch: plain }
    case 'matched':
      return { ours: recommended, pytorch: recommended }
  }
}

const warmUpSeconds = 2 // thousands of small steps, until all of our JavaScript is compiled
const blockSeconds = 0.3 // on a GPU, where `repeat` steps may take much less
const pauseMilliseconds = 60 // until the other process's threads have stopped spinning

type Side = 'ours' | 'pytorch'

export interface Where {
  /** As `resolveDevice` gives it. */
  device: string
  /** Of our recommended settings; by default whichever is faster on this device. */
  precision?: Recommended['precision']
}

/** One side with one setting: measured once, used by each comparison that has it. */
interface Contender {
  side: Side
  request: StepsRequest
  millis: number[]
  peakMiB: number
}

type Open = (side: Side) => Promise<Peer>

function openerFor(python: string | null, threads: number): Open {
  return async side => {
    const peer =
      side === 'ours'
        ? new Peer(process.execPath, join(__dirname, 'worker.js'))
        : Peer.python(python!, 'step')
    await peer.ask({ name: 'setup', threads })
    return peer
  }
}

function keyOf(side: Side, { precision, memoryFormat }: Recommended): string {
  return [side, precision, memoryFormat].join()
}

function contendersFor(
  model: string,
  sides: readonly Side[],
  where: Where,
): Map<string, Contender> {
  const { batch, repeat } = cases[model]!
  const contenders = new Map<string, Contender>()
  for (const comparison of comparisons) {
    const settings = settingsOf(model, comparison, where)
    for (const side of sides) {
      const request: StepsRequest = {
        name: 'steps',
        device: where.device,
        model,
        batch,
        repeat,
        ...settings[side],
      }
      contenders.set(keyOf(side, settings[side]), { side, request, millis: [], peakMiB: NaN })
    }
  }
  return contenders
}

async function timeInTurn(
  contenders: Iterable<Contender>,
  blocks: number,
  open: Open,
): Promise<void> {
  const all = [...contenders]
  const peers = new Map<Side, Peer>()
  try {
    for (const { side } of all) if (!peers.has(side)) peers.set(side, await open(side))
    const run = async ({ side, request }: Contender): Promise<number> => {
      await setTimeout(pauseMilliseconds)
      return (await peers.get(side)!.ask<{ seconds: number }>(request)).seconds
    }
    for (const contender of all) {
      let last = NaN
      for (let seconds = 0; seconds < warmUpSeconds; seconds += last) last = await run(contender)
      const { request } = contender
      if (request.device !== 'cpu')
        request.repeat = Math.ceil((request.repeat * blockSeconds) / last)
    }
    for (let block = 0; block < blocks; ++block) {
      for (const contender of all) {
        contender.millis.push((1000 * (await run(contender))) / contender.request.repeat)
      }
    }
  } finally {
    for (const peer of peers.values()) peer.close()
  }
}

async function measurePeak({ side, request }: Contender, open: Open): Promise<number> {
  const peer = await open(side)
  try {
    await peer.ask({ ...request, repeat: cases[request.model]!.peakSteps })
    return (await peer.ask<{ mebibytes: number }>({ name: 'peak', device: request.device }))
      .mebibytes
  } finally {
    peer.close()
  }
}

function toRow(
  model: string,
  comparison: Comparison,
  contenders: ReadonlyMap<string, Contender>,
  threads: number,
  where: Where,
): StepRow {
  const { batch, goals } = cases[model]!
  const settings = settingsOf(model, comparison, where)
  const own = contenders.get(keyOf('ours', settings.ours))!
  const other = contenders.get(keyOf('pytorch', settings.pytorch))
  const ours = summarize(own.millis)
  const pytorch: Summary | null = other ? summarize(other.millis) : null
  return {
    model,
    batch,
    comparison,
    settings,
    threads,
    oursMillis: ours.median,
    pytorchMillis: pytorch && pytorch.median,
    ratio: pytorch && ours.median / pytorch.median,
    spread: { ours: ours.spread, pytorch: pytorch && pytorch.spread },
    ourPeakMiB: own.peakMiB,
    pytorchPeakMiB: other ? other.peakMiB : null,
    goal: where.device === 'cpu' ? goals[comparison] : null,
  }
}

async function benchmarkModel(
  model: string,
  blocks: number,
  sides: readonly Side[],
  open: Open,
  threads: number,
  where: Where,
): Promise<StepRow[]> {
  const contenders = contendersFor(model, sides, where)
  await timeInTurn(contenders.values(), blocks, open)
  for (const contender of contenders.values())
    contender.peakMiB = await measurePeak(contender, open)
  return comparisons.map(comparison => toRow(model, comparison, contenders, threads, where))
}

/** Every comparison of these models, each one of `stepModels`. */
export async function benchmarkSteps(
  models: readonly string[],
  blocks: number,
  onRow: (row: StepRow) => void = () => undefined,
  where: Where = { device: 'cpu' },
): Promise<StepReport> {
  const python = findPeerPython()
  const threads = getNumThreads()
  const pytorch = await describePeer(python, threads, where.device)
  const sides: Side[] = pytorch.takesPart ? ['ours', 'pytorch'] : ['ours']
  const rows: StepRow[] = []
  for (const model of models) {
    const own = await benchmarkModel(
      model,
      blocks,
      sides,
      openerFor(python, threads),
      threads,
      where,
    )
    own.forEach(onRow)
    rows.push(...own)
  }
  return { rows, device: deviceName(where.device), threads, blocks, pytorch: pytorch.version }
}

/** PyTorch's version, or why it is not measured. */
async function describePeer(
  python: string | null,
  threads: number,
  device: string,
): Promise<{ takesPart: boolean; version: string }> {
  if (python === null) {
    return {
      takesPart: false,
      version: 'not measured: no Python environment; run `npm run bench:peers`',
    }
  }
  const peer = Peer.python(python, 'step')
  try {
    const { version, cuda } = await peer.ask<{ version: string; cuda: boolean }>({
      name: 'setup',
      threads,
    })
    if (device === 'cpu' || cuda) return { takesPart: true, version }
    return { takesPart: false, version: `not measured: PyTorch ${version} in Python has no CUDA` }
  } finally {
    peer.close()
  }
}
