/** A table that is drawn again where it stands, on a terminal; elsewhere a line an epoch. */
import type { ReproduceWatcher } from '../experiments/reproduce'
import { paperLoss } from '../experiments/losses'
import { runName, type RunConfig } from '../experiments/run/config'
import type { EpochRow } from '../experiments/run/result'
import { table } from '../report/table'

interface Line {
  loss: string
  state: string
  value: string
  accuracy: string
  seconds: string
}

const redrawMillis = 150

function filled(line: Line, { epoch, trainLoss, testAccuracy, seconds }: EpochRow): Line {
  return {
    ...line,
    state: `epoch ${epoch} done`,
    value: trainLoss.toPrecision(3),
    accuracy: `${(100 * testAccuracy).toFixed(2)} %`,
    seconds: seconds.toFixed(1),
  }
}

export class LiveTable {
  readonly #lines = new Map<string, Line>()
  #height = 0
  #drawn = 0

  constructor(
    readonly stream: NodeJS.WriteStream,
    readonly isTerminal = stream.isTTY,
  ) {}

  watcher(): ReproduceWatcher {
    let current = ''
    let [epoch, steps] = [1, 1]
    const change = (state: Partial<Line>, isUrgent = true): void => {
      this.#lines.set(current, { ...this.#lines.get(current)!, ...state })
      this.#draw(isUrgent)
    }
    const enter = (config: RunConfig): void => {
      current = runName(config)
      const { label } = paperLoss(config.loss)
      this.#lines.set(current, { loss: label, state: '', value: '–', accuracy: '–', seconds: '–' })
    }
    return {
      onRun: config => {
        enter(config)
        change({ state: 'starts' })
      },
      onReused: config => {
        enter(config)
        change({ state: 'finished before, reused' })
      },
      onEpochStart: (number, count) => {
        ;[epoch, steps] = [number, count]
      },
      onStep: step =>
        change({ state: `epoch ${epoch}, ${Math.floor((100 * step) / steps)} %` }, step === steps),
      onEpochEnd: row => {
        const line = filled(this.#lines.get(current)!, row)
        if (!this.isTerminal)
          this.stream.write(`${line.loss}  ${line.state}: test accuracy ${line.accuracy}\n`)
        change(line)
      },
    }
  }

  #draw(isUrgent: boolean): void {
    const now = performance.now()
    if (!this.isTerminal || (!isUrgent && now - this.#drawn < redrawMillis)) return
    this.#drawn = now
    const rows = [...this.#lines.values()].map(line => Object.values(line) as string[])
    const text = table(['loss', 'state', 'value', 'test accuracy', 'seconds'], rows)
    const up = this.#height > 0 ? `\x1b[${this.#height}A\x1b[J` : ''
    this.stream.write(`${up}${text}\n`)
    this.#height = text.split('\n').length
  }
}
