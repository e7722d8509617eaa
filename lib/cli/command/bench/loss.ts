/** `isbe bench loss` */
import { Command } from 'commander'
import { benchmarkLoss, type LossRow } from '../../../bench/loss'
import { table } from '../../../report/table'
import { chooseDevice } from '../../../runtime/device'
import { chartOption, deviceOption, jsonOption } from '../../options'
import { writeChart } from './show'

const header = [
  'logits',
  'host',
  'threads',
  'mode',
  'CE µs',
  'ISBE µs',
  'operator µs',
  'copy_ µs',
  'CE/ISBE',
  'goal',
  'copy_/ISBE',
  'GB/s',
  'temporary B',
]

function cells(row: LossRow): string[] {
  const { n, k, dtype, targets, operatorMicros, goal } = row
  return [
    `${n} × ${k} ${dtype}${targets === 'index' ? '' : ', distributions'}`,
    row.host,
    String(row.threads),
    row.mode,
    row.ceMicros.toFixed(1),
    row.isbeMicros.toFixed(1),
    operatorMicros?.toFixed(1) ?? '–',
    row.copyMicros.toFixed(1),
    row.ratio.toFixed(1),
    goal === null ? '–' : `≥ ${goal}`,
    row.ofCopyBandwidth.toFixed(2),
    row.gigabytesPerSecond.toFixed(1),
    row.temporaryBytes?.toString() ?? '–',
  ]
}

/** Of float32 and class indices, on one thread, where a figure is to be reached. */
function writeLossChart(file: string, rows: readonly LossRow[]): Promise<void> {
  const bars = rows
    .filter(
      ({ threads, dtype, targets }) => threads === 1 && dtype === 'float32' && targets === 'index',
    )
    .map(({ n, k, mode, host, ratio, goal }) => ({
      label: `${n} × ${k} ${mode}, ${host}`,
      value: ratio,
      mark: goal ?? undefined,
    }))
  return writeChart(file, bars, {
    title: 'Cross-entropy / ISBE, forward and backward of the loss',
    digits: 1,
    axis: 'ratio of medians on one thread; red: to reach',
  })
}

function announce({ host, n, k, dtype, mode, threads }: Parameters<Announce>[0]): void {
  process.stderr.write(`${n} × ${k} ${dtype} ${mode}, ${threads} thread(s), ${host}\n`)
}

type Announce = NonNullable<Parameters<typeof benchmarkLoss>[0]>

interface LossOptions {
  json?: boolean
  device: string
  chart?: string
}

async function benchLoss({ json, device: name, chart }: LossOptions): Promise<void> {
  const { device, reason } = chooseDevice(name, '--device')
  process.stderr.write(`on ${device} (${reason})\n`)
  const rows = await benchmarkLoss(announce, device)
  const onDevice = `on ${rows[0]!.device}; GB/s of logits read and errors written, distributions besides`
  process.stdout.write(
    json ? `${JSON.stringify({ rows })}\n` : `${table(header, rows.map(cells))}\n\n${onDevice}\n`,
  )
  if (chart !== undefined) await writeLossChart(chart, rows)
}

export function lossCommand(): Command {
  return new Command('loss')
    .description('ISBE against cross-entropy, forward and backward of the loss alone')
    .addOption(deviceOption('cpu'))
    .addOption(chartOption())
    .addOption(jsonOption())
    .action(benchLoss)
}
