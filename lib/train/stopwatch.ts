import * as cuda from '../cuda'

type Phase = 'forward' | 'backward'

/** Marks whose times are not known before a GPU has come to them. */
type Span = [start: cuda.Event, end: cuda.Event]

/** More than that many are read, and released, at once. */
const mostSpans = 1000

/**
 * Seconds spent in the phases of a step: forward (the network, and the loss or error) and backward.
 * On CUDA, where a call returns before its work is done, they are measured in the GPU's stream.
 */
export class Stopwatch {
  readonly #start = performance.now()
  readonly #seconds = { forward: 0, backward: 0 }
  readonly #spans: Record<Phase, Span[]> = { forward: [], backward: [] }
  readonly #onCuda: boolean

  /** Without `enabled` it times no phase: in the recording of a CUDA graph nothing runs. */
  constructor(
    readonly device = 'cpu',
    readonly enabled = true,
  ) {
    this.#onCuda = device.startsWith('cuda')
  }

  /** The share of backpropagation, in percent; null when nothing was timed. Paper: τ, equation 7. */
  get tau(): number | null {
    const [forward, backward] = [this.#total('forward'), this.#total('backward')]
    return forward + backward === 0 ? null : (100 * backward) / (forward + backward)
  }

  /** Seconds since the stopwatch was made, of work that is done. */
  get seconds(): number {
    if (this.#onCuda) cuda.synchronize(this.device)
    return (performance.now() - this.#start) / 1000
  }

  time<T>(phase: Phase, fn: () => T): T {
    if (!this.enabled) return fn()
    if (this.#onCuda) return this.#timeOnCuda(phase, fn)
    const start = performance.now()
    const result = fn()
    this.#seconds[phase] += (performance.now() - start) / 1000
    return result
  }

  #timeOnCuda<T>(phase: Phase, fn: () => T): T {
    const mark = (): cuda.Event =>
      cuda.currentStream(this.device).recordEvent(new cuda.Event({ enableTiming: true }))
    const start = mark()
    const result = fn()
    this.#spans[phase].push([start, mark()])
    if (this.#spans[phase].length > mostSpans) this.#total(phase)
    return result
  }

  #total(phase: Phase): number {
    for (const [start, end] of this.#spans[phase].splice(0)) {
      this.#seconds[phase] += start.elapsedTime(end) / 1000
    }
    return this.#seconds[phase]
  }
}
