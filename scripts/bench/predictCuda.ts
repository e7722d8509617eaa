/**
 * What the CUDA kernels should take, from bytes and instructions: the table of expected times in
 * docs/performance-cuda.md. Nothing is measured.
 *
 * Usage: npx ts-node scripts/bench/predictCuda.ts
 */
export interface Card {
  name: string
  /** Bytes a second that kernels reach: a share of the data sheet's. */
  bandwidth: number
  /** Instructions of single lanes a second, at 60 % of lanes × clock. */
  instructions: number
  l2Bytes: number
  /** Shared memory that a block may have. */
  sharedBytes: number
  /** Each runs one block of 512 threads with 128 registers, and so one streamed row, at a time. */
  multiprocessors: number
}

export const cards: readonly Card[] = [
  {
    name: 'H100',
    bandwidth: 2.9e12,
    instructions: 0.6 * 132 * 128 * 1.76e9,
    l2Bytes: 50e6,
    sharedBytes: 227 * 1024,
    multiprocessors: 132,
  },
  {
    name: '4090',
    bandwidth: 0.91e12,
    instructions: 0.6 * 128 * 128 * 2.52e9,
    l2Bytes: 72e6,
    sharedBytes: 99 * 1024,
    multiprocessors: 128,
  },
]

interface Case {
  n: number
  k: number
  dtype: 'float32' | 'bfloat16'
}

const cases: readonly Case[] = [
  { n: 128, k: 10, dtype: 'float32' },
  { n: 4096, k: 1000, dtype: 'float32' },
  { n: 512, k: 32_000, dtype: 'float32' },
  { n: 256, k: 128_256, dtype: 'float32' },
  { n: 4096, k: 1000, dtype: 'bfloat16' },
  { n: 512, k: 32_000, dtype: 'bfloat16' },
  { n: 256, k: 128_256, dtype: 'bfloat16' },
]

const bytesOf = { float32: 4, bfloat16: 2 }
/** Counted from the source, on the path of an aligned row with an index target that reports `mse`. */
const instructionsOf = { float32: 40, bfloat16: 35 }
const launchSeconds = 2.5e-6
const mostRegisterClasses = 1024
/** Of coefficients and reductions, beside the row. */
const headerBytes = 4096
/** Log-softmax reads and writes, zeros are written, log-softmax's backward reads two and writes one. */
const crossEntropyPasses = 6
const crossEntropyKernels = 6

/** How often the bytes of a row move: once each way, and once more where it is read twice from memory. */
function passes({ n, k, dtype }: Case, { sharedBytes, multiprocessors, l2Bytes }: Card): number {
  const row = k * bytesOf[dtype]
  const isHeld = k <= mostRegisterClasses || row <= sharedBytes - headerBytes
  const inFlight = Math.min(n, multiprocessors) * 2 * row // X and E
  return isHeld || inFlight <= l2Bytes ? 2 : 3
}

/** Seconds of a call, forward and backward of the loss. */
export function predict(given: Case, card: Card): { isbe: number; crossEntropy: number } {
  const { n, k, dtype } = given
  const logits = n * k
  const byBytes = (passes(given, card) * logits * bytesOf[dtype]) / card.bandwidth
  const byInstructions = (logits * instructionsOf[dtype]) / card.instructions
  return {
    isbe: launchSeconds + Math.max(byBytes, byInstructions),
    crossEntropy:
      crossEntropyKernels * launchSeconds +
      (crossEntropyPasses * logits * bytesOf[dtype]) / card.bandwidth,
  }
}

function cellsOf(given: Case): string[] {
  const micros = (seconds: number): string => `${(1e6 * seconds).toFixed(1)} µs`
  const { n, k, dtype } = given
  return [
    `${n} × ${k.toLocaleString('en')}`,
    dtype,
    ...cards.flatMap(card => {
      const { isbe, crossEntropy } = predict(given, card)
      return [micros(isbe), micros(crossEntropy), (crossEntropy / isbe).toFixed(1)]
    }),
  ]
}

/** As Markdown. */
export function predictions(): string {
  const header = [
    'N × K',
    'dtype',
    ...cards.flatMap(({ name }) => [`ISBE, ${name}`, `CE, ${name}`, 'ratio']),
  ]
  const rows = [header, header.map(() => '---'), ...cases.map(cellsOf)]
  return rows.map(row => `| ${row.join(' | ')} |`).join('\n')
}

if (require.main === module) console.log(predictions())
