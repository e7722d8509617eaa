/** Profiles some steps of a run and leaves the table and the Chrome trace in its folder. */
import { Profiler } from '../profile'
import type { Run } from '../train'

// The first steps pay for memory and for choices of kernels. A trace of a whole epoch is too large.
const warmUp = 5
const mostSteps = 20

export class StepProfile {
  readonly #first: number
  readonly #last: number
  #done = 0
  #profiler: Profiler | null = null

  /** Steps 6 to 25 of the first epoch; of one too short for the warm-up, the last step. */
  constructor(
    readonly run: Run,
    stepsInEpoch: number,
  ) {
    this.#first = Math.min(warmUp, stepsInEpoch - 1)
    this.#last = Math.min(this.#first + mostSteps, stepsInEpoch)
    if (this.#first === 0) this.#profiler = new Profiler()
  }

  /** To be called after each step. */
  onStep(): void {
    ++this.#done
    if (this.#done === this.#first) this.#profiler = new Profiler()
    if (this.#done === this.#last) this.finish()
  }

  /** To be called at the end of the training, which may have been stopped before the last step. */
  finish(): void {
    const profile = this.#profiler?.stop()
    this.#profiler = null
    if (!profile) return
    this.run.attach(
      'profile.txt',
      `steps ${this.#first + 1} to ${this.#done}\n\n${String(profile)}`,
    )
    this.run.attach('trace.json', JSON.stringify(profile.chromeTrace()))
  }
}
