/** Ours against PyTorch in Python, block by block in turn, in one run. */
import { getNumThreads } from '../../runtime/threads'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { packageRoot } from '../../native/record'
import { findPeerPython, Peer } from '../peer'
import { summarize, type Summary } from '../statistics'
import { cases, type Case, type Workload } from './workloads'

export interface Row {
  name: string
  description: string
  unit: string
  ours: Summary
  /** null without a Python environment, and where `bare` is compared with. */
  pytorch: Summary | null
  /** The same work without what is measured, of the package itself. */
  bare: Summary | null
  /** ours / the other's, of the medians. */
  ratio: number | null
  goal: number
}

export interface Report {
  rows: Row[]
  threads: number
  blocks: number
  pytorch: string
}

const unitsPerSecond = { ns: 1e9, ms: 1e3 }
// Long enough for the other process's threads to stop spinning on the cores.
const pauseMilliseconds = 60

function row(
  { name, description, unit, goal, makeBare }: Omit<Case, 'make' | 'repeat'>,
  ours: readonly number[],
  others: readonly number[],
): Row {
  const own = summarize(ours)
  const other = others.length > 0 ? summarize(others) : null
  return {
    name,
    description,
    unit,
    ours: own,
    pytorch: makeBare ? null : other,
    bare: makeBare ? other : null,
    ratio: other && own.median / other.median,
    goal,
  }
}

function timeOurs(run: Workload, repeat: number): number {
  const start = performance.now()
  run(repeat)
  return (performance.now() - start) / 1000
}

async function measure(work: Case, blocks: number, peer: Peer | null): Promise<Row> {
  const run = work.make()
  const { name, repeat } = work
  const scale = unitsPerSecond[work.unit] / repeat
  const bare = work.makeBare?.()
  const timeOther = async (): Promise<number | null> => {
    if (bare) return timeOurs(bare, repeat)
    return peer && (await peer.ask<{ seconds: number }>({ name, repeat })).seconds
  }
  const ours: number[] = []
  const others: number[] = []
  for (let block = -1; block < blocks; ++block) {
    await setTimeout(pauseMilliseconds)
    const own = timeOurs(run, repeat)
    await setTimeout(pauseMilliseconds)
    const other = await timeOther()
    if (block < 0) continue // the first warms up
    ours.push(own * scale)
    if (other !== null) others.push(other * scale)
  }
  return row(work, ours, others)
}

function millisecondsPrintedBy(command: string, args: readonly string[]): number {
  return Number(execFileSync(command, args, { encoding: 'utf8', cwd: packageRoot }))
}

function measureLoading(blocks: number, python: string | null): Row {
  const entry = JSON.stringify(join(packageRoot, 'dist', 'index.js'))
  const ours = `const t = performance.now(); require(${entry}); console.log((performance.now() - t))`
  const theirs =
    'import time; t = time.perf_counter(); import torch; print((time.perf_counter() - t) * 1e3)'
  const oursMillis: number[] = []
  const pytorchMillis: number[] = []
  for (let block = -1; block < blocks; ++block) {
    const own = millisecondsPrintedBy(process.execPath, ['-e', ours])
    const other = python === null ? null : millisecondsPrintedBy(python, ['-c', theirs])
    if (block < 0) continue // the first fills the page cache
    oursMillis.push(own)
    if (other !== null) pytorchMillis.push(other)
  }
  const work = {
    name: 'load',
    description: 'loading the package',
    unit: 'ms',
    goal: 0.3,
  } as const
  return row(work, oursMillis, pytorchMillis)
}

export async function benchmarkOverhead(blocks: number): Promise<Report> {
  const python = findPeerPython()
  const threads = getNumThreads()
  const peer = python === null ? null : Peer.python(python, 'overhead')
  const setup = await peer?.ask<{ version: string }>({ name: 'setup', threads })
  const rows: Row[] = []
  try {
    for (const work of cases) rows.push(await measure(work, blocks, peer))
  } finally {
    peer?.close()
  }
  rows.push(measureLoading(Math.ceil(blocks / 3), python))
  return {
    rows,
    threads,
    blocks,
    pytorch: setup?.version ?? 'not measured: no Python environment; run `npm run bench:peers`',
  }
}
