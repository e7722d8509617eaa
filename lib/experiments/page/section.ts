/** An exhibit as a section of the report. */
import { themed } from '../../report/colors'
import { element, htmlTable, markup, type Markup } from '../../report/html'
import { lineChart, type ChartPanel } from '../../report/lineChart'
import { formatCell, type Exhibit, type Finding } from '../exhibit'

function findingClass({ holds }: Finding): string {
  if (holds === null) return 'open'
  return holds ? 'holds' : 'fails'
}

export function findingList(findings: readonly Finding[]): Markup {
  return element(
    'ul',
    findings.map(finding => element('li', finding.text, { class: findingClass(finding) })),
    { class: 'findings' },
  )
}

/** What a chart shows, for who cannot see it: where each line ends. */
function altOf({ title, y, series }: ChartPanel): string {
  const ends = series.flatMap(({ name, points }) => {
    const last = points.at(-1)
    return last === undefined ? [] : [`${name} ends at ${Number(last[1].toPrecision(4))}`]
  })
  return `Chart: ${title} (${y}). ${ends.join(', ')}.`
}

function panelFigure(panel: ChartPanel): Markup {
  const alt = altOf(panel)
  const svg = themed(lineChart(panel)).replace(
    '<svg ',
    `${element('svg', '', { role: 'img', 'aria-label': alt }).html.replace('></svg>', '')} `,
  )
  return element('figure', markup(svg))
}

function tableOf({ columns, rows, label, title }: Exhibit): Markup {
  const isText = (key: string): boolean => rows.some(row => typeof row[key] === 'string')
  return htmlTable({
    header: columns.map(column => column.title),
    rows: rows.map(row => columns.map(column => formatCell(row[column.key], column))),
    textColumns: new Set(columns.flatMap(({ key }, i) => (isText(key) ? [i] : []))),
    caption: `${label}: ${title}`,
  })
}

/** `command` is what makes it again; `files` are its names beside the report. */
export function section(exhibit: Exhibit, command: string, files: readonly string[]): Markup {
  const { id, label, title, text, panels, pictures, columns, rows, findings, notes } = exhibit
  const pieces: Markup[] = [
    element('h3', `${label}: ${title}`, { id }),
    ...text.map(paragraph => element('p', paragraph)),
  ]
  if (findings.length > 0) pieces.push(findingList(findings))
  if (panels.length > 0) pieces.push(element('div', panels.map(panelFigure), { class: 'panels' }))
  for (const { source, caption, alt } of pictures) {
    const image = markup(element('img', '', { src: source, alt }).html.replace('</img>', ''))
    pieces.push(element('figure', [image, element('figcaption', caption)], { class: 'sheet' }))
  }
  if (rows.length > 0 && columns.length > 0) pieces.push(tableOf(exhibit))
  if (notes.length > 0)
    pieces.push(
      element(
        'ul',
        notes.map(note => element('li', note)),
        { class: 'notes' },
      ),
    )
  pieces.push(
    element('details', [
      element('summary', `How to make it again${files.length > 0 ? `; ${files.join(', ')}` : ''}`),
      element('pre', command),
    ]),
  )
  return element('section', pieces)
}
