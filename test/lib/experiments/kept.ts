/** Long texts that tests expect, in files beside them. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import type { Exhibit } from '../../../lib/experiments/exhibit'
import { printExhibit } from '../../../lib/experiments/print'

/** `KEEP=1 npx jest <file>` writes what was found instead; its changes are then to be read. */
export function expectAsKept(path: string, found: string): void {
  if (process.env.KEEP) writeFileSync(path, found)
  expect(found).toBe(readFileSync(path, 'utf8'))
}

/** Six digits: the last ones of a mean or a root may differ from machine to machine. */
function short(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (Number.isNaN(each) ? 'NaN' : short(each)))
}

/** The rows of a PNG, each after a byte for its filter: how they are compressed depends on zlib. */
export function rowsOfPng(png: Buffer): Buffer {
  const at = png.indexOf('IDAT')
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
}

function digest(source: string): string {
  const png = Buffer.from(source.replace('data:image/png;base64,', ''), 'base64')
  return createHash('sha256').update(rowsOfPng(png)).digest('hex')
}

/** A line an element; charts number their styles through a process. */
export function linesOfSvg(svg: string): string {
  return svg
    .replaceAll(/\n+/g, '\n')
    .replaceAll(/>(?=<)/g, '>\n')
    .replaceAll(/zr\d+-(cls-|c)\d+/g, 'zr-$1')
}

/** All that an exhibit has, a line a row, a line and a picture. */
export function describeExhibit(exhibit: Exhibit): string {
  const { id, text, columns, rows, panels, pictures } = exhibit
  const lines = [
    `${id}\n`,
    printExhibit(exhibit),
    ...text,
    '',
    `keys: ${columns.map(({ key }) => key).join(' ')}`,
    ...rows.map(json),
    ...panels.flatMap(({ series, ...panel }) => [
      `panel ${json(panel)}`,
      ...series.map(each => `  ${json(each)}`),
    ]),
    ...pictures.map(({ source, ...words }) => `picture ${json(words)} ${digest(source)}`),
  ]
  return `${lines.join('\n')}\n`
}
