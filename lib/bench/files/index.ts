/** Saving and loading 500 MB of safetensors, ours and Python's `safetensors` in turn, in one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operators, tidy, type Tensor } from '../../tensor'
import { getNumThreads } from '../../runtime/threads'
import { safetensors } from '../../serialize'
import { findPeerPython, Peer } from '../peer'
import { summarize, type Summary } from '../statistics'

export interface FileRow {
  name: FileWork
  description: string
  /** Milliseconds. */
  ours: Summary
  /** null without a Python environment that has safetensors. */
  python: Summary | null
  /** ours / Python's, of the medians. */
  ratio: number | null
  goal: number
}

export interface FileReport {
  rows: FileRow[]
  megabytes: number
  blocks: number
  threads: number
  safetensors: string
}

export type FileWork = 'save' | 'load'

const goal = 1.1
const tensors = 25
/** 20 MB each. */
const shape = [2560, 2048]

const descriptions: Record<FileWork, string> = {
  save: 'saving',
  load: 'loading, and reading every value once',
}

/** The work of a block; what a saved file has is loaded again. */
function run(work: FileWork, state: Record<string, Tensor>, file: string): void {
  tidy(() => {
    if (work === 'save') return safetensors.saveFile(state, file)
    for (const tensor of Object.values(safetensors.loadFile(file))) tensor.sum().item()
  })
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

interface Answer {
  millis: number
}

async function measure(
  work: FileWork,
  blocks: number,
  ours: () => void,
  peer: Peer | null,
): Promise<FileRow> {
  const own: number[] = []
  const other: number[] = []
  for (let block = -1; block < blocks; ++block) {
    const millis = timed(ours)
    const theirs = peer && (await peer.ask<Answer>({ name: work })).millis
    if (block < 0) continue // the first warms up
    own.push(millis)
    if (theirs !== null) other.push(theirs)
  }
  const [summary, pytorch] = [summarize(own), other.length > 0 ? summarize(other) : null]
  const ratio = pytorch && summary.median / pytorch.median
  return {
    name: work,
    description: descriptions[work],
    ours: summary,
    python: pytorch,
    ratio,
    goal,
  }
}

/** null where Python has no safetensors. */
async function openPeer(folder: string): Promise<{ peer: Peer; version: string } | null> {
  const python = findPeerPython()
  if (python === null) return null
  const peer = Peer.python(python, 'files')
  const { version } = await peer.ask<{ version: string | null }>({
    name: 'setup',
    threads: getNumThreads(),
    file: join(folder, 'python.safetensors'),
    tensors,
    shape,
  })
  if (version !== null) return { peer, version }
  peer.close()
  return null
}

export async function benchmarkFiles(blocks: number): Promise<FileReport> {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-bench-files-'))
  const opened = await openPeer(folder)
  const state = Object.fromEntries(
    Array.from({ length: tensors }, (_, i) => [`layers.${i}.weight`, operators.randn(shape)]),
  )
  const file = join(folder, 'ours.safetensors')
  try {
    const rows: FileRow[] = []
    for (const work of ['save', 'load'] as const) {
      rows.push(await measure(work, blocks, () => run(work, state, file), opened?.peer ?? null))
    }
    return {
      rows,
      megabytes: (tensors * 4 * shape[0]! * shape[1]!) / 2 ** 20,
      blocks,
      threads: getNumThreads(),
      safetensors: opened?.version ?? 'not measured: no Python environment with safetensors',
    }
  } finally {
    opened?.peer.close()
    Object.values(state).forEach(tensor => tensor.dispose())
    rmSync(folder, { recursive: true })
  }
}
