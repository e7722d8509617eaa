/** `isbe bench` */
import { Command } from 'commander'
import { dataBenchCommand } from './data'
import { filesCommand } from './files'
import { lossCommand } from './loss'
import { metricsCommand } from './metrics'
import { optimCommand } from './optim'
import { overheadCommand } from './overhead'
import { stepCommand } from './step'

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure; see the subcommands')
    .addCommand(overheadCommand())
    .addCommand(lossCommand())
    .addCommand(stepCommand())
    .addCommand(optimCommand())
    .addCommand(metricsCommand())
    .addCommand(dataBenchCommand())
    .addCommand(filesCommand())
}
