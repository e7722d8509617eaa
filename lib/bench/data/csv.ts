/** Reading a CSV file of a million rows. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readCsv } from '../../data'
import { seconds, type DataWork } from './work'

const rows = 1_000_000
const rowsAtOnce = 10_000

/** Four columns of numbers and a label, the same each time. */
function* lines(): Generator<string, void> {
  yield 'a,b,c,d,label\n'
  for (let start = 0; start < rows; start += rowsAtOnce) {
    const some = Array.from({ length: rowsAtOnce }, (_, i) => {
      const phase = Math.sin(start + i)
      const fields = [phase.toFixed(6), (3 * phase).toFixed(6), (start + i) % 1000, 99 * phase]
      return `${fields.join(',')},${i % 10}\n`
    })
    yield some.join('')
  }
}

export function csvWork(): DataWork {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-bench-csv-'))
  const path = join(folder, 'rows.csv')
  let written: Promise<void> | undefined
  const write = (): Promise<void> =>
    (written ??= pipeline(Readable.from(lines()), createWriteStream(path)))
  return {
    work: 'CSV of 1e6 rows',
    goal: 1.5,
    request: { name: 'csv', path },
    skipped: null,
    async run() {
      await write()
      return seconds(() => Promise.resolve(readCsv(path)))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
