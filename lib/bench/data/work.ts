/** A piece of work that is timed here and, by peer.py, in PyTorch. */
export interface DataWork {
  /** In a few words, as the report names it. */
  work: string
  /** What our time may be of the other one. */
  goal: number
  /** What the peer runs: the name of a function of peer.py, and its arguments; else `reference`. */
  request: Readonly<Record<string, unknown>> | null
  /** What the time is compared with, where that is measured here; described by `referenceName`. */
  reference?: () => Promise<number>
  referenceName?: string
  /** Why it cannot be measured here; null where it can. */
  skipped: string | null
  /** Seconds of one run. */
  run: () => Promise<number>
  close?: () => void
}

export async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}
