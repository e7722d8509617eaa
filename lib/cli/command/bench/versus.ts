/** Benchmarks that measure case by case beside a Python peer. */
import { Command } from 'commander'
import { checkPositiveInteger } from '../../../base/check'
import type { VersusReport } from '../../../bench/versus'
import { table } from '../../../report/table'
import { blocksOption, jsonOption } from '../../options'
import { cell } from './show'

function render({ rows, threads, peer }: VersusReport, library: string): string {
  const header = ['work', 'isbe-torch', library, 'ratio', 'goal']
  const cells = rows.map(row => [
    row.name,
    cell(row.ours, 'ms'),
    cell(row.peer, 'ms'),
    row.ratio?.toFixed(2) ?? '–',
    `≤ ${row.goal.toFixed(2)}`,
  ])
  return `${table(header, cells)}\n\nmedian (quartiles); ${threads} threads; ${library} ${peer}\n`
}

interface VersusOptions {
  blocks: number
  json?: boolean
}

/** `isbe bench <name>` */
export function versusCommand(
  name: string,
  library: string,
  description: string,
  measure: (blocks: number) => Promise<VersusReport>,
): Command {
  const run = async ({ blocks, json }: VersusOptions): Promise<void> => {
    checkPositiveInteger('--blocks', blocks)
    const report = await measure(blocks)
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report, library))
  }
  return new Command(name)
    .description(description)
    .addOption(blocksOption())
    .addOption(jsonOption())
    .action(run)
}
