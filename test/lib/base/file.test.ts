import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendLine, writeFile } from '../../../lib/base/file'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-file-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file is written whole, over what was there', () => {
  const path = join(folder, 'a.json')
  writeFile(path, 'first')
  writeFile(path, Buffer.from('second'))
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a file that cannot be written leaves nothing, and what was there as it was', () => {
  expect(() => writeFile(join(folder, 'none', 'a'), 'x')).toThrow(/ENOENT/)
  expect(() => writeFile(folder, 'x')).toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
  expect(readdirSync(folder)).toEqual([])
})

test('lines are appended', () => {
  const path = join(folder, 'a.jsonl')
  appendLine(path, '1')
  appendLine(path, '2')
  expect(readFileSync(path, 'utf8')).toBe('1\n2\n')
})

test('a device that is full refuses a line', () => {
  symlinkSync('/dev/full', join(folder, 'full'))
  expect(() => appendLine(join(folder, 'full'), '1')).toThrow(/ENOSPC/)
})

/** Runs a script in a shell whose files may have 1 KiB, as on a disk that becomes full. */
function withLittleRoom(script: string): string {
  const dist = join(__dirname, '../../../dist/base/file.js')
  const command = `trap '' XFSZ; ulimit -f 1; exec "$0" -e "$1" "$2" "$3"`
  return execFileSync('bash', ['-c', command, process.execPath, script, dist, folder], {
    encoding: 'utf8',
  })
}

test('what does not fit on the disk leaves the file before, and no piece of another', () => {
  writeFileSync(join(folder, 'a.json'), 'before')
  const output = withLittleRoom(`
    const { writeFile } = require(process.argv[1])
    try { writeFile(process.argv[2] + '/a.json', 'x'.repeat(5000)) } catch (e) { console.log(e.code) }
  `)
  expect(output).toBe('EFBIG\n')
  expect(readdirSync(folder)).toEqual(['a.json'])
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('before')
})

test('a line that does not fit on the disk is left out whole', () => {
  const output = withLittleRoom(`
    const { appendLine } = require(process.argv[1])
    try { for (let i = 0; ; ++i) appendLine(process.argv[2] + '/a.jsonl', 'x'.repeat(299)) }
    catch (e) { console.log(e.code) }
  `)
  expect(output).toBe('EFBIG\n')
  expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe(`${'x'.repeat(299)}\n`.repeat(3))
})
