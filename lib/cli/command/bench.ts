/** `isbe bench …` */
import { writeFileSync } from 'node:fs'
import { chooseDevice } from '../../runtime/device'
import { OptionError } from '../../base/errors'
import { benchmarkOverhead, type Report, type Row } from '../../bench/overhead'
import { benchmarkLoss, type LossRow } from '../../bench/loss'
import {
  benchmarkSteps,
  checkStepModels,
  stepModels,
  type StepReport,
  type StepRow,
} from '../../bench/step'
import type { Summary } from '../../bench/statistics'
import type { Recommended } from '../../experiments/recommended'
import type { Bar, BarChartOptions } from '../../report/barChart'
import { table } from '../../report/table'

function cell(summary: Summary | null, unit: string): string {
  if (!summary) return 'not measured'
  const digits = unit === 'ns' ? 0 : 2
  const [low, high] = summary.spread.map(value => value.toFixed(digits))
  return `${summary.median.toFixed(digits)} ${unit} (${low}–${high})`
}

function cells({ description, unit, ours, pytorch, ratio, goal }: Row): string[] {
  return [
    description,
    cell(ours, unit),
    cell(pytorch, unit),
    ratio?.toFixed(2) ?? '–',
    `≤ ${goal.toFixed(2)}`,
  ]
}

function render({ rows, threads, pytorch }: Report): string {
  const header = ['work', 'isbe-torch', 'PyTorch', 'ratio', 'goal']
  return `${table(header, rows.map(cells))}\n\nmedian (quartiles); ${threads} threads; PyTorch ${pytorch}\n`
}

function checkBlocks(blocks: number): void {
  if (Number.isInteger(blocks) && blocks > 0) return
  throw new OptionError(`blocks: expected a positive integer, found ${blocks}`)
}

export async function benchOverhead({
  blocks,
  json,
}: {
  blocks: number
  json?: boolean
}): Promise<void> {
  checkBlocks(blocks)
  const report = await benchmarkOverhead(blocks)
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
}

function lossCells(row: LossRow): string[] {
  const {
    host,
    n,
    k,
    dtype,
    targets,
    threads,
    mode,
    ceMicros,
    isbeMicros,
    operatorMicros,
    copyMicros,
  } = row
  return [
    `${n} × ${k} ${dtype}${targets === 'index' ? '' : ', distributions'}`,
    host,
    String(threads),
    mode,
    ceMicros.toFixed(1),
    isbeMicros.toFixed(1),
    operatorMicros?.toFixed(1) ?? '–',
    copyMicros.toFixed(1),
    row.ratio.toFixed(1),
    row.goal === null ? '–' : `≥ ${row.goal}`,
    row.ofCopyBandwidth.toFixed(2),
    row.gigabytesPerSecond.toFixed(1),
    row.temporaryBytes?.toString() ?? '–',
  ]
}

async function writeChart(
  file: string,
  bars: readonly Bar[],
  options: BarChartOptions,
): Promise<void> {
  // Loaded late: most commands draw nothing.
  const { barChart } = await import('../../report/barChart.js')
  writeFileSync(file, barChart(bars, options))
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

interface LossOptions {
  json?: boolean
  device: string
  chart?: string
}

export async function benchLoss({ json, device: name, chart }: LossOptions): Promise<void> {
  const { device, reason } = chooseDevice(name)
  process.stderr.write(`on ${device} (${reason})\n`)
  const rows = await benchmarkLoss(({ host, n, k, dtype, mode, threads }) => {
    process.stderr.write(`${n} × ${k} ${dtype} ${mode}, ${threads} thread(s), ${host}\n`)
  }, device)
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
  const onDevice = `on ${rows[0]!.device}; GB/s of logits read and errors written, distributions besides`
  process.stdout.write(
    json
      ? `${JSON.stringify({ rows })}\n`
      : `${table(header, rows.map(lossCells))}\n\n${onDevice}\n`,
  )
  if (chart !== undefined) await writeLossChart(chart, rows)
}

function stepCells(row: StepRow): string[] {
  const { model, batch, comparison, settings, oursMillis, pytorchMillis, ratio, spread, goal } = row
  const millis = (median: number | null, quartiles: [number, number] | null): string =>
    cell(median === null || !quartiles ? null : { median, spread: quartiles }, 'ms')
  const { precision, memoryFormat } = settings.ours
  return [
    `${model}, batch ${batch}, ${comparison}`,
    `${precision}, ${memoryFormat}`,
    millis(oursMillis, spread.ours),
    millis(pytorchMillis, spread.pytorch),
    ratio?.toFixed(2) ?? '–',
    goal === null ? '–' : `≤ ${goal.toFixed(2)}`,
    row.ourPeakMiB.toFixed(0),
    row.pytorchPeakMiB?.toFixed(0) ?? '–',
  ]
}

function renderSteps({ rows, device, threads, pytorch }: StepReport): string {
  const header = [
    'step',
    'our settings',
    'isbe-torch',
    'PyTorch',
    'ratio',
    'goal',
    'our peak MiB',
    'PyTorch peak MiB',
  ]
  return `${table(header, rows.map(stepCells))}\n\nmedian (quartiles); on ${device}; ${threads} threads; PyTorch ${pytorch}\n`
}

/** The ratios of the rows, with the figures to reach as marks. */
function writeStepChart(file: string, rows: readonly StepRow[]): Promise<void> {
  const bars = rows.flatMap(({ model, batch, comparison, ratio, goal }) =>
    ratio === null
      ? []
      : [
          {
            label: `${model}, batch ${batch}, ${comparison}`,
            value: ratio,
            mark: goal ?? undefined,
          },
        ],
  )
  return writeChart(file, bars, {
    title: 'Time of a training step, isbe-torch / PyTorch',
    axis: 'ratio of medians; red: to reach',
  })
}

interface StepOptions {
  model?: string
  blocks: number
  device: string
  precision?: Recommended['precision']
  json?: boolean
  chart?: string
}

export async function benchStep({
  model,
  blocks,
  device: name,
  precision,
  json,
  chart,
}: StepOptions): Promise<void> {
  checkBlocks(blocks)
  const models = model === undefined ? stepModels : [model]
  checkStepModels(models)
  const { device, reason } = chooseDevice(name)
  process.stderr.write(`on ${device} (${reason})\n`)
  const report = await benchmarkSteps(
    models,
    blocks,
    row => {
      process.stderr.write(`${row.model} ${row.comparison}: ${row.oursMillis.toFixed(2)} ms\n`)
    },
    { device, precision },
  )
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : renderSteps(report))
  if (chart !== undefined) await writeStepChart(chart, report.rows)
}
