/** `isbe bench …` */
import { OptionError } from '../errors'
import { benchmarkOverhead, type Report, type Row } from '../bench/overhead'
import type { Summary } from '../bench/statistics'
import { table } from './table'

function cell(summary: Summary | null, unit: string): string {
  if (!summary) return 'not measured'
  const digits = unit === 'ns' ? 0 : 2
  const [low, high] = summary.spread.map(value => value.toFixed(digits))
  return `${summary.median.toFixed(digits)} ${unit} (${low}–${high})`
}

function cells({ description, unit, ours, pytorch, ratio, goal }: Row): string[] {
  return [
    description, cell(ours, unit), cell(pytorch, unit), ratio?.toFixed(2) ?? '–',
    `≤ ${goal.toFixed(2)}`,
  ]
}

function render({ rows, threads, pytorch }: Report): string {
  const header = ['work', 'isbe-torch', 'PyTorch', 'ratio', 'goal']
  return `${table(header, rows.map(cells))}\n\nmedian (quartiles); ${threads} threads; PyTorch ${pytorch}\n`
}

export async function benchOverhead({ blocks, json }: { blocks: number; json?: boolean }): Promise<void> {
  if (!Number.isInteger(blocks) || blocks < 1) {
    throw new OptionError(`blocks: expected a positive integer, found ${blocks}`)
  }
  const report = await benchmarkOverhead(blocks)
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
}
