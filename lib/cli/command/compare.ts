/** `isbe compare`, the main job: the same network and seed, one loss after the other. */
import { Command } from 'commander'
import { checkChoice } from '../../base/check'
import { OptionError } from '../../base/errors'
import { parseSettings } from '../../experiments/settings'
import { train, type Outcome } from '../../experiments/train'
import { table } from '../../report/table'
import { Run, objectiveNames } from '../../train'
import { withInterrupt } from '../interrupt'
import { flagOf, withTrainingOptions } from '../options'
import { progress } from '../progress'
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
      secondsPerEpoch === null ? '–' : secondsPerEpoch.toFixed(2),
    ]),
  )
}

function parseLosses(text: string): string[] {
  const losses = text
    .split(',')
    .map(loss => loss.trim())
    .filter(Boolean)
  if (losses.length === 0)
    throw new OptionError(`--losses: expected at least one loss, found '${text}'`)
  for (const loss of losses) checkChoice('--losses', loss, objectiveNames)
  return losses
}

async function compare(
  { json = false, losses, ...options }: CompareOptions,
  command: Command,
): Promise<void> {
  const names = parseLosses(losses)
  const base = parseSettings(options, name => flagOf(command, name))
  const outcomes: Outcome[] = []
  const config = { ...base, loss: undefined, losses: names }
  const run = new Run(base.runs, `compare-${base.arch}`, config)
  const width = Math.max(...names.map(name => name.length))
  await withInterrupt(async signal => {
    for (const loss of names) {
      if (signal.aborted) break
      const watcher = { ...progress(loss.padEnd(width)), signal }
      outcomes.push(await train({ ...base, loss, runs: run.folder }, watcher))
    }
  })
  outcomes.forEach(outcome => run.log(outcome))
  run.finish({ outcomes })
  if (json) process.stdout.write(`${JSON.stringify({ outcomes, runDir: run.folder })}\n`)
  else process.stdout.write(`\n${comparisonTable(outcomes)}\n\nruns recorded in ${run.folder}\n`)
}

export function compareCommand(): Command {
  return withTrainingOptions(new Command('compare'))
    .description('train the same network with several losses and compare them')
    .option('--losses <list>', 'losses, separated by commas', 'ce,isbe:softmax')
    .action(compare)
}
