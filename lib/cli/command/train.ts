/** `isbe train` */
import { Command } from 'commander'
import { defaultSettings, parseSettings } from '../../experiments/settings'
import { train } from '../../experiments/train'
import { objectiveNames } from '../../train'
import { withInterrupt } from '../interrupt'
import { flagOf, withTrainingOptions } from '../options'
import { progress } from '../progress'

export type TrainingOptions = Record<string, unknown> & { json?: boolean }

async function trainOne(
  { json = false, ...options }: TrainingOptions,
  command: Command,
): Promise<void> {
  const settings = parseSettings(options, name => flagOf(command, name))
  const outcome = await withInterrupt(signal =>
    train(settings, { ...progress(settings.loss), signal }),
  )
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
  else process.stdout.write(`run recorded in ${outcome.runDir}\n`)
}

export function trainCommand(): Command {
  return withTrainingOptions(new Command('train'))
    .description('train one network and record the run')
    .option('--loss <name>', objectiveNames.join(', '), defaultSettings.loss)
    .option('--profile', 'profile some steps: a table and a Chrome trace in the run folder')
    .action(trainOne)
}
