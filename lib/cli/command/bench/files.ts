/** `isbe bench files` */
import { Command } from 'commander'
import { checkPositiveInteger } from '../../../base/check'
import { benchmarkFiles, type FileReport, type FileRow } from '../../../bench/files'
import { table } from '../../../report/table'
import { blocksOption, jsonOption } from '../../options'
import { cell } from './show'

function cells({ description, ours, python, ratio, goal }: FileRow): string[] {
  return [
    description,
    cell(ours, 'ms'),
    cell(python, 'ms'),
    ratio?.toFixed(2) ?? '–',
    `≤ ${goal.toFixed(2)}`,
  ]
}

function render({ rows, megabytes, threads, safetensors }: FileReport): string {
  const header = ['work', 'isbe-torch', 'Python', 'ratio', 'goal']
  return (
    `${table(header, rows.map(cells))}\n\nmedian (quartiles); ${megabytes} MiB in 25 tensors; ` +
    `${threads} threads; safetensors ${safetensors}\n`
  )
}

interface FilesOptions {
  blocks: number
  json?: boolean
}

async function benchFiles({ blocks, json }: FilesOptions): Promise<void> {
  checkPositiveInteger('--blocks', blocks)
  const report = await benchmarkFiles(blocks)
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : render(report))
}

export function filesCommand(): Command {
  return new Command('files')
    .description('saving and loading 500 MB of safetensors, against Python')
    .addOption(blocksOption())
    .addOption(jsonOption())
    .action(benchFiles)
}
