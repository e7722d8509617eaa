/** `isbe bench step` */
import { Command } from 'commander'
import { checkChoice, checkPositiveInteger } from '../../../base/check'
import { benchmarkSteps, stepModels, type StepReport, type StepRow } from '../../../bench/step'
import type { Recommended } from '../../../experiments/recommended'
import { table } from '../../../report/table'
import { chooseDevice } from '../../../runtime/device'
import { blocksOption, chartOption, deviceOption, jsonOption } from '../../options'
import { cell, writeChart } from './show'

const precisions = ['float32', 'bfloat16'] as const

function cells(row: StepRow): string[] {
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

function render({ rows, device, threads, pytorch }: StepReport): string {
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
  return `${table(header, rows.map(cells))}\n\nmedian (quartiles); on ${device}; ${threads} threads; PyTorch ${pytorch}\n`
}

/** The ratios of the rows, with the figures to reach as marks. */
function writeStepChart(file: string, rows: readonly StepRow[]): Promise<void> {
  const bars = rows.flatMap(({ model, batch, comparison, ratio, goal }) => {
    const label = `${model}, batch ${batch}, ${comparison}`
    return ratio === null ? [] : [{ label, value: ratio, mark: goal ?? undefined }]
  })
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

async function benchStep(options: StepOptions): Promise<void> {
  const { model, blocks, precision, json, chart } = options
  checkPositiveInteger('--blocks', blocks)
  if (model !== undefined) checkChoice('--model', model, stepModels)
  if (precision !== undefined) checkChoice('--precision', precision, precisions)
  const { device, reason } = chooseDevice(options.device, '--device')
  process.stderr.write(`on ${device} (${reason})\n`)
  const announce = (row: StepRow): void => {
    process.stderr.write(`${row.model} ${row.comparison}: ${row.oursMillis.toFixed(2)} ms\n`)
  }
  const models = model === undefined ? stepModels : [model]
  const report = await benchmarkSteps(models, blocks, announce, { device, precision })
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
  if (chart !== undefined) await writeStepChart(chart, report.rows)
}

export function stepCommand(): Command {
  return new Command('step')
    .description('whole training steps, ISBE against cross-entropy in PyTorch in Python')
    .option('--model <name>', `${stepModels.join(', ')} (default: all)`)
    .addOption(blocksOption())
    .addOption(deviceOption('cpu'))
    .option(
      '--precision <name>',
      `${precisions.join(' or ')} in the recommended settings (default: the faster one here)`,
    )
    .addOption(chartOption())
    .addOption(jsonOption())
    .action(benchStep)
}
