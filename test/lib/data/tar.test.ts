import { readFileSync } from 'node:fs'
import { DataError } from '../../../lib'
import { tarEntries } from '../../../lib/data/reader/tar'
import { files, goldenFile } from './files'

const read = (bytes: Buffer): Record<string, string> =>
  Object.fromEntries([...tarEntries('a.tar', bytes)].map(e => [e.name, e.content.toString()]))

const pax = readFileSync(goldenFile('pax.tar'))

test.each(['pax.tar', 'gnu.tar'])('%s has the names and contents that Python wrote', name => {
  expect(read(readFileSync(goldenFile(name)))).toEqual(files.tar)
})

/** An archive of one entry, its checksum made right again. */
function entry(change: (header: Buffer) => void): Buffer {
  const archive = Buffer.from(pax)
  const header = archive.subarray(0, 512)
  change(header)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return archive
}

const renamed = (name: string): Buffer => entry(header => header.write(`${name}\0`, 0, 'latin1'))

test.each([
  ['an absolute name', renamed('/etc/passwd'), /holds '\/etc\/passwd', a name outside/],
  ['a name that climbs', renamed('a/../../b'), /holds 'a\/..\/..\/b', a name outside/],
  ['a size beyond the end', entry(h => h.write('77777777777', 124)), /goes beyond its end/],
  ['a size that is none', entry(h => h.write('9', 124)), /expected an octal number/],
  [
    'a damaged header',
    Buffer.from(pax).fill(1, 10, 12),
    /a wrong checksum: damaged\? \(at byte 0\)/,
  ],
  ['a truncated header', pax.subarray(0, 1100), /truncated in a header \(at byte 1024\)/],
  ['a page', Buffer.from('<html></html>'), /found an HTML page/],
  ['nothing', Buffer.alloc(0), /found an empty file/],
])('refuses %s', (_, bytes, message) => {
  expect(() => read(bytes)).toThrow(message)
  expect(() => read(bytes)).toThrow(DataError)
})

/** A header, and content in whole blocks. */
function record(name: string, type: string, target: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644', 100)
  header.write(content.length.toString(8).padStart(11, '0'), 124)
  header.write(type, 156)
  header.write(target, 157)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  const blocks = Buffer.alloc(512 * Math.ceil(content.length / 512))
  blocks.write(content)
  return Buffer.concat([header, blocks])
}

describe('a link', () => {
  const link = (type: string, target: string): Buffer => record('d/link.txt', type, target, '')
  const file = record('d/file.txt', '0', '', 'hello')

  test.each([
    ['1', 'd/file.txt'],
    ['2', 'file.txt'],
    ['2', '../d/file.txt'],
  ] as const)('of type %s to %s stands for the file', (type, target) => {
    const found = read(Buffer.concat([file, link(type, target)]))
    expect(found).toEqual({ 'd/file.txt': 'hello', 'd/link.txt': 'hello' })
  })

  test.each([
    ['2', '/etc/passwd', /'\/etc\/passwd', a name outside of its folder/],
    ['2', '../../evil', /'\.\.\/evil', a name outside of its folder/],
    ['1', '../../etc/shadow', /a name outside of its folder/],
    ['2', 'later.txt', /a link to 'later.txt': expected links to files that come before them/],
  ] as const)('of type %s to %s is refused', (type, target, message) => {
    expect(() => read(link(type, target))).toThrow(message)
  })
})
