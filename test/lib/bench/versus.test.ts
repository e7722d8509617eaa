/** Ours beside a peer that answers at once: a program in the place of Python. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPeerPython, Peer } from '../../../lib/bench/peer'
import { quantile, summarize } from '../../../lib/bench/statistics'
import { versus } from '../../../lib/bench/versus'
import { getNumThreads } from '../../../lib'

/** Says what it was asked, keeps it, and ends when asked to. */
const program = `#!${process.execPath}
const { appendFileSync } = require('node:fs')
const lines = require('node:readline').createInterface({ input: process.stdin })
lines.on('line', line => {
  appendFileSync(__dirname + '/asked', line + '\\n')
  const { name } = JSON.parse(line)
  if (name === 'end') process.exit(1)
  const answer = name === 'setup' ? { version: '9.8' } : { seconds: 0.002 }
  console.log(JSON.stringify({ ...answer, path: process.argv[2], shared: process.env.PYTHONPATH }))
})
`

let folder: string
let before: string | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-peer-'))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/python'), program)
  chmodSync(join(folder, 'bin/python'), 0o755)
  before = process.env.ISBE_PEERS_VENV
  process.env.ISBE_PEERS_VENV = folder
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  if (before === undefined) delete process.env.ISBE_PEERS_VENV
  else process.env.ISBE_PEERS_VENV = before
})

const asked = (): { name: string; runs?: number }[] =>
  readFileSync(join(folder, 'bin/asked'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { name: string; runs?: number })

test('a quantile lies between its neighbours', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(q => quantile([10, 0, 2, 4], q))).toEqual([0, 1.5, 3, 5.5, 10])
  expect(quantile([7], 0.3)).toBe(7)
  expect(summarize([8, 0, 4])).toEqual({ median: 4, spread: [2, 6] })
})

test('the Python of the peers is there, or not', () => {
  expect(findPeerPython()).toBe(join(folder, 'bin/python'))
  process.env.ISBE_PEERS_VENV = join(folder, 'none')
  expect(findPeerPython()).toBeNull()
})

test('a peer answers a line for each, until it stops', async () => {
  const peer = Peer.python(findPeerPython()!, 'optim')
  const answer = await peer.ask<Record<string, unknown>>({ name: 'x' })
  expect(answer).toMatchObject({
    seconds: 0.002,
    path: expect.stringMatching(/\/lib\/bench\/optim\/peer\.py$/) as string,
    shared: expect.stringMatching(/\/lib\/bench$/) as string,
  })
  await expect(peer.ask({ name: 'end' })).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringMatching(
      /bench: .*bin\/python .*peer\.py stopped; its error is above$/,
    ) as string,
  })
  peer.close()
})

/** Work of at least so many milliseconds. */
function working(millis: number): () => void {
  return () => {
    const start = performance.now()
    while (performance.now() - start < millis);
  }
}

test('both take turns: a run, a warm-up of a second, then the blocks', async () => {
  const cases = [
    { name: 'slow', goal: 0.5, make: () => working(4) },
    { name: 'quick', goal: 1, make: () => working(1) },
  ]
  const report = await versus('optim', cases, 3)
  expect(report).toMatchObject({ threads: getNumThreads(), blocks: 3, peer: '9.8' })
  const [slow, quick] = report.rows
  expect(slow).toMatchObject({ name: 'slow', goal: 0.5, peer: { median: 2, spread: [2, 2] } })
  expect(slow!.ours.median).toBeGreaterThanOrEqual(4)
  expect(slow!.ratio).toBe(slow!.ours.median / 2)
  const runs = (name: string): number[] =>
    asked().flatMap(request => (request.name === name ? [request.runs!] : []))
  expect(asked()[0]).toEqual({ name: 'setup', threads: getNumThreads() })
  // Five runs at least, ten milliseconds' worth at most.
  const [one, warmUp, ...blocks] = runs('slow')
  expect([one, blocks]).toEqual([1, [5, 5, 5]])
  expect(warmUp).toBeLessThanOrEqual(250)
  expect(warmUp).toBeGreaterThan(1)
  expect(
    runs('quick')
      .slice(2)
      .every(count => count >= 5 && count <= 10),
  ).toBe(true)
  expect(quick!.name).toBe('quick')
})

test('without a peer there is no ratio', async () => {
  process.env.ISBE_PEERS_VENV = join(folder, 'none')
  const { rows, peer } = await versus('optim', [{ name: 'a', goal: 1, make: () => working(5) }], 1)
  expect(rows[0]).toMatchObject({ name: 'a', peer: null, ratio: null })
  expect(peer).toBe('not measured: no Python environment; run `npm run bench:peers`')
})
