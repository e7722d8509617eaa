/** Seconds spent in the phases of a step. */
export class Stopwatch {
  /** Inference: the network forward, and the loss or error. */
  forward = 0
  backward = 0

  /** The share of backpropagation, in percent. Paper: τ, equation 7. */
  get tau(): number {
    return (100 * this.backward) / (this.forward + this.backward)
  }

  time<T>(phase: 'forward' | 'backward', fn: () => T): T {
    const start = performance.now()
    const result = fn()
    this[phase] += (performance.now() - start) / 1000
    return result
  }
}
