/** Ours against a Python peer, block by block in turn, in one run. */
import { setTimeout } from 'node:timers/promises'
import { getNumThreads } from '../runtime/threads'
import { findPeerPython, Peer } from './peer'
import { summarize, type Summary } from './statistics'

export interface VersusCase {
  name: string
  /** The most that ours may take of the peer's time. */
  goal: number
  /** What is measured, made anew for the benchmark. */
  make: () => () => void
}

export interface VersusRow {
  name: string
  goal: number
  /** Milliseconds. */
  ours: Summary
  /** null without a Python environment. */
  peer: Summary | null
  /** ours / the peer's, of the medians. */
  ratio: number | null
}

export interface VersusReport {
  rows: VersusRow[]
  threads: number
  blocks: number
  peer: string
}

// Long enough for the other process's threads to stop spinning on the cores.
const pauseMilliseconds = 60
const leastRunsPerBlock = 5
// After a pause the threads of short work sleep and its data is out of the caches: the same for both
// sides, and it takes some runs until that is over.
const mostRunsPerBlock = 20
const blockMilliseconds = 10
const warmUpMilliseconds = 1000 // hundreds of short runs, until all of our JavaScript is compiled

/** The fastest of some runs. */
function fastest(run: () => void, runs: number): number {
  let best = Infinity
  for (let i = 0; i < runs; ++i) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

async function measure(work: VersusCase, blocks: number, peer: Peer | null): Promise<VersusRow> {
  const run = work.make()
  const { name, goal } = work
  const [ours, theirs] = [[] as number[], [] as number[]]
  const turn = async (runs: number): Promise<void> => {
    await setTimeout(pauseMilliseconds)
    ours.push(fastest(run, runs))
    await setTimeout(pauseMilliseconds)
    const answer = peer && (await peer.ask<{ seconds: number }>({ name, runs }))
    if (answer) theirs.push(answer.seconds * 1000)
  }
  await turn(1)
  await turn(Math.ceil(warmUpMilliseconds / ours[0]!))
  const fitting = Math.ceil(blockMilliseconds / ours[1]!)
  const runs = Math.min(mostRunsPerBlock, Math.max(leastRunsPerBlock, fitting))
  ours.length = theirs.length = 0
  for (let block = 0; block < blocks; ++block) await turn(runs)
  const own = summarize(ours)
  const other = theirs.length > 0 ? summarize(theirs) : null
  return { name, goal, ours: own, peer: other, ratio: other && own.median / other.median }
}

/** @param benchmark the folder that `peer.py` is in */
export async function versus(
  benchmark: string,
  cases: readonly VersusCase[],
  blocks: number,
): Promise<VersusReport> {
  const python = findPeerPython()
  const threads = getNumThreads()
  const peer = python === null ? null : Peer.python(python, benchmark)
  const rows: VersusRow[] = []
  try {
    const setup = await peer?.ask<{ version: string }>({ name: 'setup', threads })
    for (const work of cases) rows.push(await measure(work, blocks, peer))
    const none = 'not measured: no Python environment; run `npm run bench:peers`'
    return { rows, threads, blocks, peer: setup?.version ?? none }
  } finally {
    peer?.close()
  }
}
