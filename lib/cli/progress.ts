/** Progress of a training run on stderr: a bar on a terminal, lines elsewhere. */
import { SingleBar } from 'cli-progress'
import type { Watcher } from '../experiments/train'
import type { EpochRecord } from '../train'

function epochLine(label: string, record: EpochRecord): string {
  const accuracy =
    record.testAccuracy === null
      ? 'stopped'
      : `test accuracy ${(100 * record.testAccuracy).toFixed(2)} %`
  const share = record.tau === null ? '' : `, backward share ${record.tau.toFixed(1)} %`
  return `${label}  epoch ${record.epoch}: ${accuracy}, ${record.seconds.toFixed(1)} s${share}\n`
}

/** `label` names the run in every line. */
export function progress(label: string): Watcher {
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${label}  epoch {epoch} [{bar}] {value}/{total} steps, {eta} s left`,
    clearOnComplete: true,
    hideCursor: true,
  })
  const isTerminal = process.stderr.isTTY
  return {
    onRun: ({ device, reason, adaptation }) =>
      process.stderr.write(
        `${label}  on ${device} (${reason})${adaptation === null ? '' : `, ${adaptation}`}\n`,
      ),
    onEpochStart: (epoch, steps) => {
      if (isTerminal) bar.start(steps, 0, { epoch })
    },
    onStep: step => {
      if (isTerminal) bar.update(step)
    },
    onEpochEnd: record => {
      if (isTerminal) bar.stop()
      process.stderr.write(epochLine(label, record))
    },
  }
}
