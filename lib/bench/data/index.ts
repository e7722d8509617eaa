/** Loading, decoding and augmenting, ours against PyTorch's, in turn in one run. */
import { setTimeout } from 'node:timers/promises'
import { getNumThreads } from '../../runtime/threads'
import { findPeerPython, Peer } from '../peer'
import { summarize } from '../statistics'
import { affineWorks } from './affine'
import { csvWork } from './csv'
import { jpegWork } from './jpeg'
import { tinyWork } from './tiny'
import type { DataWork } from './work'

export interface DataRow {
  work: string
  /** Medians; null where it was not measured, or not by PyTorch. */
  oursSeconds: number | null
  pytorchSeconds: number | null
  /** ours / the other one. */
  ratio: number | null
  goal: number
  /** What the other time is of; why there is none. */
  peer: string
}

export interface DataReport {
  rows: DataRow[]
  threads: number
  blocks: number
  pytorch: string
}

export interface DataBenchOptions {
  blocks: number
  /** A folder of JPEG files, a folder a class. */
  images?: string
}

// Long enough for the other process's threads to stop spinning on the cores.
const pauseMilliseconds = 60

/** Of our time in a block: short works run several times in one, still in turn. */
const secondsOfBlock = 0.5

function runsOfBlock(seconds: number): number {
  return Math.min(10, Math.ceil(secondsOfBlock / seconds))
}

interface Answer {
  seconds: number
  peer: string
}

const noPython = 'not measured: no Python environment; run `npm run bench:peers`'

async function measure(work: DataWork, blocks: number, peer: Peer | null): Promise<DataRow> {
  const { goal, skipped } = work
  const row = { work: work.work, goal, oursSeconds: null, pytorchSeconds: null, ratio: null }
  if (skipped !== null) return { ...row, peer: `skipped: ${skipped}` }
  const others = (): Promise<Answer | null> => {
    if (work.reference)
      return work.reference().then(time => ({ seconds: time, peer: work.referenceName! }))
    return peer && work.request ? peer.ask<Answer>(work.request) : Promise.resolve(null)
  }
  const ours: number[] = []
  const theirs: Answer[] = []
  const runBoth = async (): Promise<number> => {
    await setTimeout(pauseMilliseconds)
    const own = await work.run()
    await setTimeout(pauseMilliseconds)
    const other = await others()
    ours.push(own)
    if (other) theirs.push(other)
    return own
  }
  const repeats = runsOfBlock(await runBoth()) // which starts workers
  for (let i = 1; i < repeats; ++i) await runBoth()
  ours.length = theirs.length = 0 // the first block warms up
  for (let i = 0; i < repeats * blocks; ++i) await runBoth()
  const own = summarize(ours).median
  if (theirs.length === 0) return { ...row, oursSeconds: own, peer: noPython }
  const other = summarize(theirs.map(answer => answer.seconds)).median
  return {
    ...row,
    oursSeconds: own,
    pytorchSeconds: other,
    ratio: own / other,
    peer: theirs[0]!.peer,
  }
}

export async function benchmarkData({ blocks, images }: DataBenchOptions): Promise<DataReport> {
  const python = findPeerPython()
  const threads = getNumThreads()
  const peer = python === null ? null : Peer.python(python, 'data')
  const works = [...affineWorks(), jpegWork(images), tinyWork(), csvWork()]
  const rows: DataRow[] = []
  try {
    const setup = await peer?.ask<{ version: string }>({ name: 'setup', threads })
    for (const work of works) rows.push(await measure(work, blocks, peer))
    return { rows, threads, blocks, pytorch: setup?.version ?? noPython }
  } finally {
    for (const work of works) work.close?.()
    peer?.close()
  }
}
