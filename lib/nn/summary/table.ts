/** A summary as text. */
import type { SummaryRow, SummaryTotals } from './summary'

const headings = ['Layer', 'Output shape', 'Parameters', 'Multiply-adds']

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`
}

function cells({ name, type, depth, outputShapes, ...row }: SummaryRow): string[] {
  const own = name.split('.').at(-1)
  const layer = `${'  '.repeat(depth)}${type}${own ? ` (${own})` : ''}`
  const shapes = outputShapes?.map(shape => `[${shape.join(', ')}]`).join(', ')
  const orNone = (count: number): string => (count === 0 ? '–' : grouped(count))
  return [layer, shapes ?? '–', orNone(row.parameters), orNone(row.multiplyAdds)]
}

export function tableOf(rows: readonly SummaryRow[], totals: SummaryTotals): string {
  const lines = [headings, ...rows.map(cells)]
  const widths = headings.map((_, column) => Math.max(...lines.map(line => line[column]!.length)))
  const shown = lines.map(line =>
    line
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  return [shown[0], rule, ...shown.slice(1), rule, ...closing(totals)].join('\n')
}

function closing(totals: SummaryTotals): string[] {
  const { parameters, trainable, inputBytes, parameterBytes, bufferBytes, outputBytes } = totals
  const all = inputBytes + parameterBytes + bufferBytes + outputBytes
  return [
    `Parameters: ${grouped(parameters)}, of which ${grouped(trainable)} are learned`,
    `Multiply-adds: ${grouped(totals.multiplyAdds)}`,
    `Memory: input ${mebibytes(inputBytes)}, parameters ${mebibytes(parameterBytes)}, ` +
      `buffers ${mebibytes(bufferBytes)}, outputs ${mebibytes(outputBytes)}, all ${mebibytes(all)}`,
  ]
}
