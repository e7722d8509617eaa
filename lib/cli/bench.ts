/** `isbe bench …` */
import { chooseDevice } from '../device'
import { OptionError } from '../errors'
import { benchmarkOverhead, type Report, type Row } from '../bench/overhead'
import { benchmarkLoss, type LossRow } from '../bench/loss'
import type { Summary } from '../bench/statistics'
import { table } from '../report/table'

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

function lossCells(row: LossRow): string[] {
  const { host, n, k, dtype, targets, threads, mode, ceMicros, isbeMicros, operatorMicros, copyMicros } = row
  return [
    `${n} × ${k} ${dtype}${targets === 'index' ? '' : ', distributions'}`, host, String(threads), mode,
    ceMicros.toFixed(1), isbeMicros.toFixed(1), operatorMicros?.toFixed(1) ?? '–', copyMicros.toFixed(1),
    row.ratio.toFixed(1), row.ofCopyBandwidth.toFixed(2), row.gigabytesPerSecond.toFixed(1),
    row.temporaryBytes?.toString() ?? '–',
  ]
}

export async function benchLoss({ json, device: name }: { json?: boolean; device: string }): Promise<void> {
  const { device, reason } = chooseDevice(name)
  process.stderr.write(`on ${device} (${reason})\n`)
  const rows = await benchmarkLoss(({ host, n, k, dtype, mode, threads }) => {
    process.stderr.write(`${n} × ${k} ${dtype} ${mode}, ${threads} thread(s), ${host}\n`)
  }, device)
  const header = [
    'logits', 'host', 'threads', 'mode', 'CE µs', 'ISBE µs', 'operator µs', 'copy_ µs', 'CE/ISBE',
    'copy_/ISBE', 'GB/s', 'temporary B',
  ]
  process.stdout.write(json ? `${JSON.stringify({ rows })}\n` : `${table(header, rows.map(lossCells))}\n`)
}
