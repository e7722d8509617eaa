/** Our JPEG decoder against Pillow's pixels: test/goldens/make_jpeg.py. */
import { decodeJpeg } from '../../../lib/data/reader/jpeg'
import { readGoldens } from '../goldens'

interface Row {
  name: string
  file: string
  pixels: string
}

const { read, left } = readGoldens<{ read: Row[]; left: Row[] }>('jpeg.json')
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64')

test.each(read.map(row => [row.name, row] as const))('%s', (name, { file, pixels }) => {
  const [height, width] = name.split(' ')[0]!.split('×').map(Number)
  const image = decodeJpeg(bytesOf(file))!
  expect([image.height, image.width, image.channels]).toEqual([height, width, 3])
  expect(Buffer.from(image.pixels).equals(bytesOf(pixels))).toBe(true)
})

test.each(left.map(row => [row.name, row] as const))('%s is left to sharp', (_, { file }) => {
  expect(decodeJpeg(bytesOf(file))).toBeNull()
})

test('damaged files are left to sharp, or are images', () => {
  const file = bytesOf(read[0]!.file)
  for (let length = 0; length < file.length - 40; length += 7)
    expect(decodeJpeg(file.subarray(0, length))).toBeNull()
  for (let i = 0; i < 3000; ++i) {
    const damaged = Buffer.from(file)
    damaged[(i * 7919) % file.length] = (i * 31) % 256
    const image = decodeJpeg(damaged)
    if (image) expect(image.pixels).toHaveLength(3 * image.height * image.width)
  }
})
