/** An exhibit as plain text, for a terminal. */
import { table } from '../report/table'
import { formatCell, type Exhibit, type Finding } from './exhibit'

function mark({ holds }: Finding): string {
  if (holds === null) return '·'
  return holds ? '✓' : '✗'
}

function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${indent}`)
}

const width = 96

/** The title, the table, what was found, and how. */
export function printExhibit({ label, title, columns, rows, findings, notes }: Exhibit): string {
  const parts = [`${label}: ${title}`]
  if (rows.length > 0 && columns.length > 0) {
    const cells = rows.map(row => columns.map(column => formatCell(row[column.key], column)))
    const header = columns.map(column => column.title)
    parts.push(table(header, cells))
  }
  if (findings.length > 0)
    parts.push(findings.map(each => `${mark(each)} ${wrap(each.text, width, '  ')}`).join('\n'))
  if (notes.length > 0) parts.push(notes.map(note => `  ${wrap(note, width, '  ')}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}
