/** Progress of a matrix of runs on stderr: a line a run and an epoch, a bar on a terminal. */
import { SingleBar } from 'cli-progress'
import type { ReproduceWatcher } from '../experiments/reproduce'
import { netLabels } from '../experiments/preset'
import { runName, type RunConfig } from '../experiments/run/config'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

export function matrixProgress(): ReproduceWatcher {
  const isTerminal = process.stderr.isTTY
  const bar = new SingleBar({
    stream: process.stderr,
    format: '  epoch {epoch} [{bar}] {value}/{total} steps, {eta} s left',
    clearOnComplete: true,
    hideCursor: true,
  })
  const nameOf = (config: RunConfig, index: number, count: number): string =>
    `[${index}/${count}] ${runName(config)}`
  return {
    onRun: (config, index, count) => say(nameOf(config, index, count)),
    onReused: (config, folder, index, count) =>
      say(`${nameOf(config, index, count)}: finished before, reused from ${folder}`),
    onEpochStart: (epoch, steps) => {
      if (isTerminal) bar.start(steps, 0, { epoch })
    },
    onStep: step => {
      if (isTerminal) bar.update(step)
    },
    onEpochEnd: ({ epoch, testAccuracy, seconds }) => {
      if (isTerminal) bar.stop()
      say(
        `  epoch ${epoch}: test accuracy ${(100 * testAccuracy).toFixed(2)} %, ${seconds.toFixed(1)} s`,
      )
    },
    onTimes: ({ net, steps }) => say(`timing ${netLabels[net]}: ${steps} steps of each loss`),
    onTimesReused: ({ net }, folder) =>
      say(`timing ${netLabels[net]}: measured before, reused from ${folder}`),
    onLeftOut: (net, reason) => say(`${netLabels[net]} is left out: ${reason}`),
  }
}
