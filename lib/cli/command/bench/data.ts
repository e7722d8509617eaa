/** `isbe bench data` */
import { Command } from 'commander'
import { checkPositiveInteger } from '../../../base/check'
import { benchmarkData, type DataReport, type DataRow } from '../../../bench/data'
import { table } from '../../../report/table'
import { blocksOption, jsonOption } from '../../options'

function cells({ work, oursSeconds, pytorchSeconds, ratio, goal, peer }: DataRow): string[] {
  const show = (value: number | null, unit = ''): string =>
    value === null ? '–' : `${value.toFixed(2)}${unit}`
  const times = [show(oursSeconds, ' s'), show(pytorchSeconds, ' s'), show(ratio)]
  return [work, ...times, `≤ ${goal.toFixed(2)}`, peer]
}

function render({ rows, threads, pytorch }: DataReport): string {
  const header = ['work', 'isbe-torch', 'peer', 'ratio', 'goal', 'peer is']
  return `${table(header, rows.map(cells))}\n\nmedians; ${threads} threads; PyTorch ${pytorch}\n`
}

interface DataOptions {
  blocks: number
  images?: string
  json?: boolean
}

async function benchData({ blocks, images, json }: DataOptions): Promise<void> {
  checkPositiveInteger('--blocks', blocks)
  const report = await benchmarkData({ blocks, images })
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
}

export function dataBenchCommand(): Command {
  return new Command('data')
    .description(
      'loading, decoding and augmenting, against PyTorch in Python where `npm run bench:peers` has ' +
        'set it up',
    )
    .option('--images <folder>', 'JPEG files in a folder a class, to decode')
    .addOption(blocksOption(3))
    .addOption(jsonOption())
    .action(benchData)
}
