/** ISBE against cross-entropy, forward and backward of the loss alone, in turn in one run. */
import { memory, resetPeakMemory, emptyCache } from '../../runtime/memory'
import { getNumThreads, setNumThreads } from '../../runtime/threads'
import { join } from 'node:path'
import {
  binder,
  grad,
  keep,
  noGrad,
  operators,
  tidy,
  timeOperator,
  type Tensor,
} from '../../tensor'
import * as cuda from '../../cuda'
import { deviceName } from '../../runtime/device'
import { IsbeLoss, softError, softError_ } from '../../isbe'
import { packageRoot, readBuildRecord } from '../../native/record'
import { manualSeed } from '../../runtime/seed'
import { lossCases, type LossCase, type Mode } from './cases'
import { findPeerPython, Peer } from '../peer'
import { summarize, type Summary } from '../statistics'

/** Whose calls are timed: ours from TypeScript, or the same operators' from PyTorch in Python. */
export type Host = 'isbe-torch' | 'pytorch'

export interface LossRow extends Omit<LossCase, 'goals'> {
  host: Host
  /** `cpu`, or the name of the GPU. */
  device: string
  threads: number
  mode: Mode
  ceMicros: number
  isbeMicros: number
  /** Of isbeMicros, what the operator itself takes; null where a backward belongs to the work. */
  operatorMicros: number | null
  /** Of a `copy_` over the same bytes: the least that reading X and writing E can take. */
  copyMicros: number
  /** ceMicros / isbeMicros. */
  ratio: number
  /** The ratio to reach; null: none is set, as on GPUs. */
  goal: number | null
  ofCopyBandwidth: number
  /** Bytes of the logits read and of the error written, by the time of ISBE, in 10⁹ a second. */
  gigabytesPerSecond: number
  /** Quartile distance of the ISBE times over their median. */
  spread: number
  /** Bytes that a call takes beyond what it returns, at their peak; null where not measured. */
  temporaryBytes: number | null
}

interface Work {
  source: Tensor
  logits: Tensor
  target: Tensor
  out: Tensor
  own: Tensor
}

function makeWork({ n, k, dtype, targets }: LossCase, device: string): Work {
  const source = keep(operators.randn([n, k], { device }).to(dtype))
  const leaf = keep(source.clone())
  leaf.requiresGrad = true
  const target =
    targets === 'index'
      ? operators.randint(k, [n], { device })
      : operators.softmax(operators.randn([n, k], { device }), 1).to(dtype)
  return {
    source,
    // Not a leaf: backward ends at them, as in training at the layer below.
    logits: keep(leaf.viewAs(leaf)),
    target: keep(target),
    out: keep(operators.emptyLike(source)),
    own: keep(source.clone()),
  }
}

function crossEntropy({ logits, target }: Work): unknown {
  return grad([operators.crossEntropyLoss(logits, target)], [logits])
}

const loss = new IsbeLoss()

const calls: Record<Mode, (work: Work) => unknown> = {
  direct: ({ source, target }) => softError(source, target),
  reused: ({ source, target, out }) => softError(source, target, { out }),
  // Errors are logits as good as any other for the next call.
  inplace: ({ own, target }) => softError_(own, target),
  autograd: ({ logits, target }) => grad([loss.forward(logits, target)], [logits]),
}

const bindError = binder('isbe::soft_error')
const bindInPlace = binder('isbe::soft_error_')

/** Microseconds of the operator that `calls[mode]` ends in; on CUDA its end is not waited for. */
function operatorMicros(
  { source, target, out, own }: Work,
  mode: Mode,
  repeat: number,
): number | null {
  if (mode === 'autograd' || source.device !== 'cpu') return null
  const { id, bound } =
    mode === 'inplace'
      ? bindInPlace([own, target])
      : bindError([source, target, ...(mode === 'reused' ? [{ out }] : [])])
  return 1e6 * timeOperator(id, repeat, bound)
}

/** On CUDA until the work is done, not until it is given away. */
function secondsFor(fn: () => unknown, repeat: number, device: string): number {
  const settle = (): void => {
    if (device !== 'cpu') cuda.synchronize(device)
  }
  settle()
  const start = performance.now()
  for (let i = 0; i < repeat; ++i)
    tidy(() => {
      fn()
    })
  settle()
  return (performance.now() - start) / 1000
}

const blockSeconds = 0.02
const turns = 9

/** Calls in a block, after as much time to warm up: the first calls are interpreted. */
function calibrate(fn: () => unknown, device: string): number {
  let repeat = 1
  for (let seconds = 0; seconds < blockSeconds; repeat *= 2)
    seconds = secondsFor(fn, repeat, device)
  return Math.max(1, Math.round((blockSeconds * repeat) / secondsFor(fn, repeat, device)))
}

/** Of the device: bytes allocated now, and the most since the peak was reset. */
function memoryOf(device: string): { allocated: number; peak: number } {
  if (device === 'cpu') return memory()
  const { current, peak } = cuda.memoryStats(device).allocatedBytes
  return { allocated: current, peak }
}

function temporaryBytes(fn: () => unknown, device: string): number {
  return tidy(() => {
    const before = memoryOf(device).allocated
    if (device === 'cpu') resetPeakMemory()
    else cuda.resetPeakMemoryStats(device)
    fn()
    const { allocated, peak } = memoryOf(device)
    return peak - Math.max(allocated, before)
  })
}

/** Of X and E, and of the targets where they are distributions. */
function bytesMoved({ n, k, dtype, targets }: LossCase): number {
  return ((targets === 'index' ? 2 : 3) * n * k * Number(/\d+$/.exec(dtype)![0])) / 8
}

function measure(work: Work, lossCase: LossCase, mode: Mode, { device, threads }: Place): LossRow {
  const { n, k, dtype, targets } = lossCase
  const inner: number[] = []
  const functions = [
    () => crossEntropy(work),
    () => calls[mode](work),
    () => noGrad(() => work.out.copy_(work.source)),
  ]
  const repeats = functions.map(fn => calibrate(fn, device))
  const times: number[][] = functions.map(() => [])
  for (let turn = 0; turn < turns; ++turn) {
    functions.forEach((fn, i) =>
      times[i]!.push((1e6 * secondsFor(fn, repeats[i]!, device)) / repeats[i]!),
    )
    const own = operatorMicros(work, mode, repeats[1]!)
    if (own !== null) inner.push(own)
  }
  const [ce, isbe, copy] = times.map(summarize) as [Summary, Summary, Summary]
  return {
    host: 'isbe-torch',
    device: deviceName(device),
    n,
    k,
    dtype,
    targets,
    threads,
    mode,
    goal: device === 'cpu' ? (lossCase.goals[mode] ?? null) : null,
    ceMicros: ce.median,
    isbeMicros: isbe.median,
    copyMicros: copy.median,
    operatorMicros: inner.length > 0 ? summarize(inner).median : null,
    ratio: ce.median / isbe.median,
    ofCopyBandwidth: copy.median / isbe.median,
    gigabytesPerSecond: bytesMoved(lossCase) / isbe.median / 1000,
    spread: (isbe.spread[1] - isbe.spread[0]) / isbe.median,
    temporaryBytes: temporaryBytes(functions[1]!, device),
  }
}

type Peers = (lossCase: LossCase, mode: Mode, threads: number) => Promise<LossRow | null>

/** PyTorch's rows on the CPU, when its Python is there. */
function peers(device: string): { row: Peers; close: () => void } {
  const python = findPeerPython()
  if (!python || device !== 'cpu')
    return { row: () => Promise.resolve(null), close: () => undefined }
  const peer = Peer.python(python, 'loss')
  const library = join(packageRoot, readBuildRecord().ops)
  return {
    row: async (lossCase, mode, threads) => {
      const { n, k, dtype, targets } = lossCase
      const request = { library, n, k, dtype, targets, mode, threads }
      const measured =
        await peer.ask<Omit<LossRow, 'host' | 'device' | 'goal' | 'gigabytesPerSecond'>>(request)
      const gigabytesPerSecond = bytesMoved(lossCase) / measured.isbeMicros / 1000
      const goal = lossCase.goals[mode] ?? null
      return { host: 'pytorch', device: 'cpu', goal, gigabytesPerSecond, ...measured }
    },
    close: () => peer.close(),
  }
}

interface Place {
  device: string
  threads: number
}

/** Every case and mode, on the CPU on one thread and on all; PyTorch's row follows ours. */
export async function benchmarkLoss(
  onRow: (row: LossRow) => void = () => undefined,
  device = 'cpu',
): Promise<LossRow[]> {
  const all = getNumThreads()
  const rows: LossRow[] = []
  const add = (row: LossRow | null): void => {
    if (!row) return
    rows.push(row)
    onRow(row)
  }
  const pytorch = peers(device)
  for (const threads of new Set(device === 'cpu' ? [1, all] : [all])) {
    setNumThreads(threads)
    for (const lossCase of lossCases) {
      manualSeed(0)
      const work = makeWork(lossCase, device)
      for (const mode of Object.keys(lossCase.goals) as Mode[]) {
        add(measure(work, lossCase, mode, { device, threads }))
        add(await pytorch.row(lossCase, mode, threads))
      }
      Object.values(work).forEach((tensor: Tensor) => tensor.dispose())
      emptyCache()
    }
  }
  pytorch.close()
  setNumThreads(all)
  return rows
}
