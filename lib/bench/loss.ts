/** ISBE against cross-entropy, forward and backward of the loss alone, in turn in one run. */
import { grad, noGrad } from '../autograd'
import type { DType } from '../dtype'
import { IsbeLoss, softError, softError_ } from '../isbe'
import { native } from '../native'
import { operators } from '../ops'
import { keep, tidy } from '../scope'
import type { Tensor } from '../tensor'
import { summarize, type Summary } from './statistics'

export const modes = ['direct', 'reused', 'inplace', 'autograd'] as const
export type Mode = (typeof modes)[number]

export interface LossCase {
  n: number
  k: number
  dtype: DType
  targets: 'index' | 'distribution'
  modes: readonly Mode[]
}

export interface LossRow extends Omit<LossCase, 'modes'> {
  threads: number
  mode: Mode
  ceMicros: number
  isbeMicros: number
  /** Of a `copy_` over the same bytes: the least that reading X and writing E can take. */
  copyMicros: number
  /** ceMicros / isbeMicros. */
  ratio: number
  ofCopyBandwidth: number
  /** Quartile distance of the ISBE times over their median. */
  spread: number
  /** Bytes that a call takes beyond what it returns, at their peak. */
  temporaryBytes: number
}

const usual: readonly Mode[] = ['direct', 'inplace', 'autograd']

function indexCases(sizes: readonly [n: number, k: number][], dtype: DType, own: readonly Mode[]): LossCase[] {
  return sizes.map(([n, k]) => ({ n, k, dtype, targets: 'index' as const, modes: own }))
}

export const lossCases: readonly LossCase[] = [
  ...indexCases([[64, 10], [128, 10], [1024, 10], [128, 1000], [4096, 1000]], 'float32', usual),
  ...indexCases([[512, 32_000], [256, 128_256]], 'float32', modes),
  ...[128, 4096].map(n =>
    ({ n, k: 1000, dtype: 'float32' as const, targets: 'distribution' as const, modes: ['direct'] as const })),
  ...indexCases([[128, 1000], [4096, 1000], [512, 32_000]], 'bfloat16', modes),
]

interface Work { source: Tensor; logits: Tensor; target: Tensor; out: Tensor; own: Tensor }

function makeWork({ n, k, dtype, targets }: LossCase): Work {
  const source = keep(operators.randn([n, k]).to(dtype))
  const leaf = keep(source.clone())
  leaf.requiresGrad = true
  const target = targets === 'index'
    ? operators.randint(k, [n])
    : operators.softmax(operators.randn([n, k]), 1).to(dtype)
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

function secondsFor(fn: () => unknown, repeat: number): number {
  const start = performance.now()
  for (let i = 0; i < repeat; ++i) tidy(() => { fn() })
  return (performance.now() - start) / 1000
}

const blockSeconds = 0.02
const turns = 9

function calibrate(fn: () => unknown): number {
  secondsFor(fn, 2)
  return Math.max(1, Math.round((4 * blockSeconds) / secondsFor(fn, 4)))
}

function temporaryBytes(fn: () => unknown): number {
  return tidy(() => {
    const before = native.memory().allocated
    native.resetPeakMemory()
    fn()
    const { allocated, peak } = native.memory()
    return peak - Math.max(allocated, before)
  })
}

function measure(work: Work, { n, k, dtype, targets }: LossCase, mode: Mode, threads: number): LossRow {
  const functions = [
    () => crossEntropy(work),
    () => calls[mode](work),
    () => noGrad(() => work.out.copy_(work.source)),
  ]
  const repeats = functions.map(calibrate)
  const times: number[][] = functions.map(() => [])
  for (let turn = 0; turn < turns; ++turn) {
    functions.forEach((fn, i) => times[i]!.push((1e6 * secondsFor(fn, repeats[i]!)) / repeats[i]!))
  }
  const [ce, isbe, copy] = times.map(summarize) as [Summary, Summary, Summary]
  return {
    n, k, dtype, targets, threads, mode,
    ceMicros: ce.median, isbeMicros: isbe.median, copyMicros: copy.median,
    ratio: ce.median / isbe.median, ofCopyBandwidth: copy.median / isbe.median,
    spread: (isbe.spread[1] - isbe.spread[0]) / isbe.median,
    temporaryBytes: temporaryBytes(functions[1]!),
  }
}

/** Every case and mode, on one thread and on all; calls are made from TypeScript. */
export function benchmarkLoss(onRow: (row: LossRow) => void = () => undefined): LossRow[] {
  const all = native.numThreads()
  const rows: LossRow[] = []
  for (const threads of new Set([1, all])) {
    native.setNumThreads(threads)
    for (const lossCase of lossCases) {
      native.manualSeed(0)
      const work = makeWork(lossCase)
      for (const mode of lossCase.modes) {
        const row = measure(work, lossCase, mode, threads)
        rows.push(row)
        onRow(row)
      }
      Object.values(work).forEach((tensor: Tensor) => tensor.dispose())
    }
  }
  native.setNumThreads(all)
  return rows
}
