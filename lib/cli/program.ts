/** The command line as a whole: a line a command. */
import { Command } from 'commander'
import { versions } from '../runtime/versions'
import { benchCommand } from './command/bench'
import { compareCommand } from './command/compare'
import { dataCommand } from './command/data'
import { doctorCommand } from './command/doctor'
import { reproduceCommand } from './command/reproduce'
import { setupCommand } from './command/setup'
import { startCommand } from './command/start'
import { trainCommand } from './command/train'

export function program(): Command {
  const { isbeTorch, libtorch } = versions()
  return new Command('isbe')
    .description('Train classifiers with libtorch, with cross-entropy or without (ISBE)')
    .version(`${isbeTorch} (libtorch ${libtorch})`)
    .showSuggestionAfterError()
    .addCommand(startCommand())
    .addCommand(trainCommand())
    .addCommand(compareCommand())
    .addCommand(reproduceCommand())
    .addCommand(benchCommand())
    .addCommand(dataCommand())
    .addCommand(setupCommand())
    .addCommand(doctorCommand())
}
