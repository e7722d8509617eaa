import { randomBytes } from 'node:crypto'
import type { Sharp } from 'sharp'
import { decodeImage, loadSharp } from '../../../../lib/data/reader/image'
import { decodeSmall } from '../../../../lib/data/reader/smallImage'

const [height, width] = [30, 40]
const noise = randomBytes(3 * height * width)

const picture = (): Sharp => loadSharp()(noise, { raw: { height, width, channels: 3 } }).blur(1)

/** By sharp alone. */
async function expected(bytes: Buffer, channels: 1 | 3): Promise<Uint8Array> {
  const colours = channels === 1 ? 'b-w' : 'srgb'
  return loadSharp()(bytes, { ignoreIcc: true })
    .toColourspace(colours)
    .removeAlpha()
    .raw()
    .toBuffer()
}

const small: [string, Sharp, isGrey: boolean][] = [
  ['JPEG', picture().jpeg(), false],
  ['progressive JPEG', picture().jpeg({ progressive: true }), false],
  ['JPEG with every colour', picture().jpeg({ chromaSubsampling: '4:4:4' }), false],
  ['turned JPEG', picture().withMetadata({ orientation: 6 }).jpeg(), false],
  ['grey JPEG', picture().toColourspace('b-w').jpeg(), true],
  ['PNG', picture().png(), false],
  ['interlaced PNG', picture().png({ progressive: true }), false],
  ['PNG with a palette', picture().png({ palette: true, colours: 7 }), false],
  ['PNG one can look through', picture().ensureAlpha(0.3).png(), false],
  ['grey PNG', picture().toColourspace('b-w').png(), true],
]

test.each(small)('%s: the pixels that sharp finds', async (_, image, isGrey) => {
  const bytes = await image.toBuffer()
  const found = decodeSmall(bytes, 3)
  expect(found).toMatchObject({ height, width, channels: 3 })
  expect(Buffer.from(found!.pixels).equals(await expected(bytes, 3))).toBe(true)
  const grey = decodeSmall(bytes, 1)
  if (!isGrey) return expect(grey).toBeUndefined()
  expect(Buffer.from(grey!.pixels).equals(await expected(bytes, 1))).toBe(true)
})

test.each([
  ['16 bits', picture().toColourspace('rgb16').png()],
  ['four inks', picture().toColourspace('cmyk').jpeg()],
  ['more pixels', picture().resize(200, 100).jpeg()],
  ['another format', picture().webp()],
])('%s are left to sharp', async (_, image) => {
  expect(decodeSmall(await image.toBuffer(), 3)).toBeUndefined()
})

test.each([
  ['JPEG', picture().jpeg()],
  ['PNG', picture().png()],
])('a damaged %s is left to sharp, and the next one is read', async (_, image) => {
  const bytes = await image.toBuffer()
  for (const end of [3, 20, 100, bytes.length - 200]) {
    expect(decodeSmall(bytes.subarray(0, end), 3)).toBeUndefined()
  }
  const { pixels } = await decodeImage('x', bytes)
  expect(Buffer.from(pixels).equals(await expected(bytes, 3))).toBe(true)
})

test('a header that promises more than there is asks for no memory', async () => {
  const bytes = await picture().png().toBuffer()
  bytes.writeUInt32BE(0xffff_ffff, 16)
  expect(decodeSmall(bytes, 3)).toBeUndefined()
})
