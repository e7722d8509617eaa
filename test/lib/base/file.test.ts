import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
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

test.each([0o600, 0o640, 0o755, 0o444])('a file keeps its permissions %o', mode => {
  const path = join(folder, 'a.json')
  writeFileSync(path, 'first')
  chmodSync(path, mode)
  writeFile(path, 'second')
  expect((statSync(path).mode & 0o7777).toString(8)).toBe(mode.toString(8))
  expect(readFileSync(path, 'utf8')).toBe('second')
})

test('the file that a link leads to is replaced, in its own folder, and the link stays', () => {
  mkdirSync(join(folder, 'far'))
  writeFileSync(join(folder, 'far', 'target.json'), 'first')
  symlinkSync('far/target.json', join(folder, 'near.json'))
  symlinkSync('near.json', join(folder, 'link.json'))
  writeFile(join(folder, 'link.json'), 'second')
  expect(readlinkSync(join(folder, 'link.json'))).toBe('near.json')
  expect(readlinkSync(join(folder, 'near.json'))).toBe('far/target.json')
  expect(readFileSync(join(folder, 'far', 'target.json'), 'utf8')).toBe('second')
  expect(lstatSync(join(folder, 'far', 'target.json')).isFile()).toBe(true)
  expect(readdirSync(folder)).toEqual(['far', 'link.json', 'near.json'])
  expect(readdirSync(join(folder, 'far'))).toEqual(['target.json'])
})

test('a link to no file yet makes it', () => {
  symlinkSync('target.json', join(folder, 'near.json'))
  symlinkSync(join(folder, 'near.json'), join(folder, 'link.json'))
  writeFile(join(folder, 'link.json'), 'made')
  expect(readFileSync(join(folder, 'target.json'), 'utf8')).toBe('made')
  expect(readlinkSync(join(folder, 'near.json'))).toBe('target.json')
})

test('a link that leads to itself is refused', () => {
  symlinkSync('link.json', join(folder, 'link.json'))
  expect(() => writeFile(join(folder, 'link.json'), 'x')).toThrow(/ELOOP/)
  expect(readdirSync(folder)).toEqual(['link.json'])
})

test.each(['pipe', 'link'])('what is no regular file is written into: a %s', name => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  symlinkSync('pipe', join(folder, 'link'))
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    writeFile(join(folder, name), 'through')
    const bytes = Buffer.alloc(16)
    expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe('through')
  } finally {
    closeSync(reader)
  }
  expect(lstatSync(pipe).isFIFO()).toBe(true)
  expect(readdirSync(folder)).toEqual(['link', 'pipe'])
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
