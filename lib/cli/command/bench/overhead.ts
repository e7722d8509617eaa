/** `isbe bench overhead` */
import { Command } from 'commander'
import { checkPositiveInteger } from '../../../base/check'
import { benchmarkOverhead, type Report, type Row } from '../../../bench/overhead'
import { table } from '../../../report/table'
import { blocksOption, jsonOption } from '../../options'
import { cell } from './show'

function cells({ description, unit, ours, pytorch, bare, ratio, goal }: Row): string[] {
  return [
    description,
    cell(ours, unit),
    cell(pytorch ?? bare, unit),
    ratio?.toFixed(2) ?? '–',
    `≤ ${goal.toFixed(2)}`,
  ]
}

function render({ rows, threads, pytorch }: Report): string {
  const header = ['work', 'isbe-torch', 'PyTorch, or as said', 'ratio', 'goal']
  return `${table(header, rows.map(cells))}\n\nmedian (quartiles); ${threads} threads; PyTorch ${pytorch}\n`
}

interface OverheadOptions {
  blocks: number
  json?: boolean
}

async function benchOverhead({ blocks, json }: OverheadOptions): Promise<void> {
  checkPositiveInteger('--blocks', blocks)
  const report = await benchmarkOverhead(blocks)
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
}

export function overheadCommand(): Command {
  return new Command('overhead')
    .description(
      'calls, small training steps and loading, against PyTorch in Python where ' +
        '`npm run bench:peers` has set it up',
    )
    .addOption(blocksOption())
    .addOption(jsonOption())
    .action(benchOverhead)
}
