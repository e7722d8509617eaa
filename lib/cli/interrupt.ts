/** Ctrl-C and its kin during a training run. */
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Signal = (typeof signals)[number]

/** A terminal and npm may both deliver the same Ctrl-C. */
const sameSignalMillis = 250

/** By shells' convention. */
function exitCodeOf(signal: Signal): number {
  return 128 + constants.signals[signal]
}

function parentOf(pid: number): string {
  try {
    return /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}

const watchMillis = 200

/**
 * Calls `onGone` when npm or npx, or the shell that they started this process in, has ended: they
 * hand a SIGTERM or SIGHUP on to that shell at most, never to its command. Returns what stops it.
 */
function watchLauncher(onGone: () => void): () => void {
  if (process.env.npm_command === undefined) return () => undefined
  const launchers = (): string => `${process.ppid} ${parentOf(process.ppid)}`
  const first = launchers()
  const timer = setInterval(() => {
    if (launchers() !== first) onGone()
  }, watchMillis)
  return () => clearInterval(timer)
}

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP, so that the run ends after its step with a complete
 * record and the signal's exit code; at the second the process ends at once.
 */
export async function withInterrupt<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let last: { signal: Signal; time: number } | undefined
  const onSignal = (signal: Signal): void => {
    const time = performance.now()
    const isSame = signal === last?.signal && time - last.time < sameSignalMillis
    last = { signal, time }
    if (isSame) return
    if (controller.signal.aborted) process.exit(exitCodeOf(signal))
    stop(signal)
  }
  const stop = (signal: Signal): void => {
    if (controller.signal.aborted) return
    process.stderr.write('\nstopping after this step; once more to end at once\n')
    process.exitCode = exitCodeOf(signal)
    controller.abort()
  }
  // The terminal may be gone, which must not end the run before its record is written.
  const ignore = (): void => undefined
  const unwatch = watchLauncher(() => stop('SIGTERM'))
  for (const signal of signals) process.on(signal, onSignal)
  process.stderr.on('error', ignore)
  process.stdout.on('error', ignore)
  try {
    return await action(controller.signal)
  } finally {
    unwatch()
    for (const signal of signals) process.off(signal, onSignal)
  }
}
