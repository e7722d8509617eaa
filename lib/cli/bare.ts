/** The command line where there is no native build: what makes one, and what says why not. */
import { Command } from 'commander'
import { doctorCommand } from './command/doctor'
import { setupCommand } from './command/setup'

export function bareProgram(): Command {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lies outside of dist/
  const { version } = require('../../package.json') as { version: string }
  return new Command('isbe')
    .description('Train classifiers with libtorch, with cross-entropy or without (ISBE)')
    .version(`${version} (without a native build)`)
    .showSuggestionAfterError()
    .addCommand(setupCommand())
    .addCommand(doctorCommand())
    .addHelpText('after', '\nEverything else needs the native build that `isbe setup` makes.')
}
