/** Figures as files: one SVG of all panels, PNG of that, and the numbers as CSV. */
import { onWhite } from '../../report/colors'
import { csv } from '../../report/csv'
import { escape } from '../../report/html'
import { lineChart, panelHeight, panelWidth } from '../../report/lineChart'
import { renderPng } from '../../report/png'
import type { Exhibit } from '../exhibit'

const titleHeight = 40
const columns = 3
const pictureWidth = 660
const pictureHeight = 300

function placed(svg: string, x: number, y: number): string {
  return svg.replace('<svg ', `<svg x="${x}" y="${y}" `)
}

function pictureAt(source: string, caption: string, y: number): string {
  return (
    `<image x="12" y="${y}" width="${pictureWidth - 24}" height="${pictureHeight - 30}" ` +
    `preserveAspectRatio="xMinYMin meet" image-rendering="pixelated" href="${source}"/>` +
    `<text x="12" y="${y + pictureHeight - 12}" font-family="sans-serif" font-size="12" ` +
    `fill="#5c6370">${escape(caption)}</text>`
  )
}

/** All panels and pictures of a figure, under its title, on white. */
export function figureSvg({ label, title, panels, pictures }: Exhibit): string {
  const across = Math.min(columns, Math.max(1, panels.length))
  const rows = Math.ceil(panels.length / columns)
  const width = panels.length > 0 ? across * panelWidth : pictureWidth
  const below = titleHeight + rows * panelHeight
  const height = below + pictures.length * pictureHeight
  const drawn = panels.map((panel, i) =>
    placed(
      lineChart(panel),
      (i % columns) * panelWidth,
      titleHeight + Math.floor(i / columns) * panelHeight,
    ),
  )
  const shown = pictures.map(({ source, caption }, i) =>
    pictureAt(source, caption, below + i * pictureHeight),
  )
  return onWhite(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>` +
      `<text x="${width / 2}" y="26" text-anchor="middle" font-family="sans-serif" font-size="17" ` +
      `font-weight="600" fill="#1b1e23">${escape(`${label}: ${title}`)}</text>` +
      `${drawn.join('')}${shown.join('')}</svg>`,
  )
}

export function figurePng(exhibit: Exhibit): Buffer {
  return renderPng(figureSvg(exhibit))
}

/** A line a point of a figure, or a line a row of a table. */
export function exhibitCsv({ panels, columns: shown, rows }: Exhibit): string {
  if (panels.length > 0)
    return csv(
      ['panel', 'series', 'x', 'y'],
      panels.flatMap(({ title, series }) =>
        series.flatMap(({ name, points }) => points.map(([x, y]) => [title, name, x, y])),
      ),
    )
  const keys = shown.length > 0 ? shown.map(({ key }) => key) : Object.keys(rows[0] ?? {})
  return csv(
    keys,
    rows.map(row => keys.map(key => row[key])),
  )
}
