/**
 * Damaged files end no process, and give nothing but a DataError. A sample of the mutations;
 * ISBE_MUTATIONS=10000 makes so many of each format.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Counts {
  name: string
  read: number
  refused: number
}

test('a damaged file is a DataError, and ends no process', () => {
  const count = Number(process.env.ISBE_MUTATIONS ?? 150)
  const folder = mkdtempSync(join(tmpdir(), 'isbe-mutations-'))
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, 'mutations.js'), folder, String(count)],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  const atWork = readFileSync(join(folder, 'at-work'), 'utf8')
  rmSync(folder, { recursive: true })
  expect({ status, signal, atWork }).toEqual({ status: 0, signal: null, atWork })
  expect(stdout).toBe('')
  const counts = stderr.match(/^\{.*\}$/gm)!.map(line => JSON.parse(line) as Counts)
  expect(counts).toHaveLength(9)
  for (const { read, refused } of counts) {
    expect(read + refused).toBe(count)
    expect(refused).toBeGreaterThan(count / 4)
  }
}, 3_600_000)
