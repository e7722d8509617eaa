/** Which operators ran, how often and for how long, in forward and in backward. */
import { startProfile, stopProfile } from './runtime/profiler'
import * as cuda from './cuda'
import { checkBoolean, checkFunction, checkOptionNames, refusePromise } from './base/check'
import { type NativeEvent } from './native'
import { table } from './report/table'

/** Backward is what the autograd engine dispatches; everything else, optimizers too, is forward. */
export type Phase = 'forward' | 'backward'

export interface ProfileRow {
  /** With its overload: `aten::add_.Tensor`. */
  name: string
  /** `autograd` for nodes of the graph and the engine that runs them. */
  kind: 'operator' | 'autograd'
  phase: Phase
  /** Of the tensor arguments; empty unless asked for. */
  shapes: string
  calls: number
  /** Including the operators that it called. */
  totalMillis: number
  selfMillis: number
  /** Allocated minus freed, outside of the operators that it called; 0 with libtorch's allocator. */
  selfBytes: number
}

export interface ProfileOptions {
  /** Tell calls with different shapes apart (default false; takes more time). */
  shapes?: boolean
}

/** An event of the Chrome trace format: complete (`X`), times in microseconds. */
interface TraceEvent {
  name: string
  cat: ProfileRow['kind']
  ph: 'X'
  ts: number
  dur: number
  pid: number
  tid: number
  args: { phase: Phase; shapes?: string; selfBytes: number }
}

const rowsShown = 30
const longestName = 50

function shorten(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`
}

function phaseOf({ backward }: NativeEvent): Phase {
  return backward ? 'backward' : 'forward'
}

function kindOf({ isOperator }: NativeEvent): ProfileRow['kind'] {
  return isOperator ? 'operator' : 'autograd'
}

function emptyRow(event: NativeEvent): ProfileRow {
  return {
    name: event.name,
    kind: kindOf(event),
    phase: phaseOf(event),
    shapes: event.shapes,
    calls: 0,
    totalMillis: 0,
    selfMillis: 0,
    selfBytes: 0,
  }
}

function toRows(events: readonly NativeEvent[]): ProfileRow[] {
  const rows = new Map<string, ProfileRow>()
  for (const event of events) {
    const key = `${event.name} ${phaseOf(event)} ${event.shapes}`
    const row = rows.get(key) ?? emptyRow(event)
    rows.set(key, row)
    row.calls += 1
    row.totalMillis += event.duration / 1000
    row.selfMillis += event.self / 1000
    row.selfBytes += event.bytes
  }
  return [...rows.values()].sort((a, b) => b.selfMillis - a.selfMillis)
}

function toTraceEvent(event: NativeEvent): TraceEvent {
  return {
    name: event.name,
    cat: kindOf(event),
    ph: 'X',
    ts: event.start,
    dur: event.duration,
    pid: process.pid,
    tid: event.thread,
    args: {
      phase: phaseOf(event),
      selfBytes: event.bytes,
      ...(event.shapes === '' ? {} : { shapes: event.shapes }),
    },
  }
}

/** What a profile found. `result` is what the profiled function returned. */
export class Profile<T = undefined> {
  /** The greatest time of its own first. */
  readonly rows: readonly ProfileRow[]
  readonly #events: readonly NativeEvent[]

  /** @internal */
  constructor(
    events: readonly NativeEvent[],
    readonly wallMillis: number,
    readonly result: T,
  ) {
    this.#events = events
    this.rows = toRows(events)
  }

  /** The operators dispatched, those that operators call included. */
  operatorCalls(phase?: Phase): number {
    return this.rows
      .filter(row => row.kind === 'operator' && (phase === undefined || row.phase === phase))
      .reduce((sum, row) => sum + row.calls, 0)
  }

  /** For chrome://tracing and Perfetto, once written as JSON. */
  chromeTrace(): { displayTimeUnit: 'ms'; traceEvents: TraceEvent[] } {
    return { displayTimeUnit: 'ms', traceEvents: this.#events.map(toTraceEvent) }
  }

  /** A table of the rows that took longest. */
  toString(): string {
    const shown = this.rows.slice(0, rowsShown)
    const withShapes = shown.some(row => row.shapes !== '')
    const header = ['operator', 'phase', 'calls', 'self ms', 'self %', 'total ms', 'self MiB']
    const lines = shown.map(row => [
      shorten(row.name),
      row.phase,
      String(row.calls),
      row.selfMillis.toFixed(3),
      ((100 * row.selfMillis) / this.wallMillis).toFixed(1),
      row.totalMillis.toFixed(3),
      (row.selfBytes / 2 ** 20).toFixed(2),
      ...(withShapes ? [row.shapes] : []),
    ])
    const more = this.rows.length - shown.length
    return (
      `${table([...header, ...(withShapes ? ['shapes'] : [])], lines)}\n` +
      (more > 0 ? `… and ${more} more rows\n` : '') +
      `${this.operatorCalls('forward')} operators forward, ${this.operatorCalls('backward')} ` +
      `backward, ${this.wallMillis.toFixed(2)} ms in all\n` +
      (cuda.isAvailable()
        ? 'of an operator on CUDA the time of its launch is shown, and no memory\n'
        : '')
    )
  }
}

function finishCudaWork(): void {
  if (cuda.isAvailable()) cuda.synchronize()
}

/**
 * A profile with a beginning and an end of its own, for work that spans an `await`. There is one at
 * a time in a process; it sees the operators of the JS thread that started it.
 */
export class Profiler {
  readonly #begin: number

  /** Starts. Throws TorchError VALUE while another profile runs. */
  constructor(options: ProfileOptions = {}) {
    checkOptionNames('profile', options, ['shapes'])
    const { shapes = false } = options
    checkBoolean('profile: shapes', shapes)
    finishCudaWork()
    startProfile(shapes)
    this.#begin = performance.now()
  }

  stop(): Profile {
    return this.stopWith(undefined)
  }

  /** @internal */
  stopWith<T>(result: T): Profile<T> {
    try {
      finishCudaWork()
    } catch (error) {
      stopProfile()
      throw error
    }
    const wallMillis = performance.now() - this.#begin
    return new Profile(stopProfile(), wallMillis, result)
  }
}

/**
 * Runs `fn` and tells which operators it dispatched, as rows, a printable table and a Chrome trace.
 * PyTorch: `torch.profiler.profile`.
 * @throws TorchError SCOPE when `fn` returns a promise, VALUE inside another profile.
 */
export function profile<T>(fn: () => T, options: ProfileOptions = {}): Profile<T> {
  checkFunction('profile', fn)
  const profiler = new Profiler(options)
  let result: T
  try {
    result = fn()
    refusePromise('profile', result, 'it times one synchronous call')
  } catch (error) {
    stopProfile()
    throw error
  }
  return profiler.stopWith(result)
}
