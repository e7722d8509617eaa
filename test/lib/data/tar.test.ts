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

test('links are passed over, and lead nowhere', () => {
  const link = entry(header => {
    header.write('2', 156)
    header.write('/etc/passwd', 157)
  })
  expect(Object.keys(read(link))).not.toContain('x.txt')
})
