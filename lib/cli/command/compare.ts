/** `isbe compare`, the main job: the same network and seed, one loss after the other. */
import { join } from 'node:path'
import { OptionError } from '../../base/errors'
import { parseSettings } from '../../experiments/settings'
import { train, type Outcome } from '../../experiments/train'
import { Run, parseObjective } from '../../train'
import { progress, withInterrupt } from '../progress'
import { table } from '../../report/table'
import type { TrainingOptions } from './train'

type CompareOptions = TrainingOptions & { losses: string }

function percent(value: number | null, digits: number): string {
  return value === null ? '–' : `${value.toFixed(digits)} %`
}

export function comparisonTable(outcomes: readonly Outcome[]): string {
  return table(
    ['loss', 'test accuracy', 'backward share τ', 'seconds an epoch'],
    outcomes.map(({ loss, testAccuracy, tau, secondsPerEpoch }) => [
      loss,
      percent(testAccuracy && 100 * testAccuracy, 2),
      percent(tau, 2),
      secondsPerEpoch.toFixed(2),
    ]),
  )
}

function parseLosses(text: string): string[] {
  const losses = text
    .split(',')
    .map(loss => loss.trim())
    .filter(Boolean)
  if (losses.length === 0)
    throw new OptionError(`losses: expected at least one loss, found '${text}'`)
  losses.forEach(parseObjective)
  return losses
}

export async function compare({ json = false, losses, ...options }: CompareOptions): Promise<void> {
  const names = parseLosses(losses)
  const base = parseSettings(options)
  const outcomes: Outcome[] = []
  const run = new Run(base.runs, `compare-${base.arch}`, {
    ...base,
    loss: undefined,
    losses: names,
  })
  await withInterrupt(async signal => {
    for (const loss of names) {
      if (signal.aborted) break
      const watcher = {
        ...progress(loss.padEnd(Math.max(...names.map(name => name.length)))),
        signal,
      }
      outcomes.push(await train({ ...base, loss, runs: join(run.folder) }, watcher))
    }
  })
  outcomes.forEach(outcome => run.log(outcome))
  run.finish({ outcomes })
  if (json) process.stdout.write(`${JSON.stringify({ outcomes, runDir: run.folder })}\n`)
  else process.stdout.write(`\n${comparisonTable(outcomes)}\n\nruns recorded in ${run.folder}\n`)
}
