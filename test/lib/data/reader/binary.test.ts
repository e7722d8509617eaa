/** The words of readers of binary files, and their values to the last byte. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DataError, data } from '../../../../lib'
import { countCifar, pixelsPerImage, readCifar } from '../../../../lib/data/reader/cifar'
import {
  dataError,
  isGzip,
  lineOfOtherBytes,
  readDataFile,
  reasonOf,
  refuseHtml,
  unpacked,
} from '../../../../lib/data/reader/file'
import { parseIdx } from '../../../../lib/data/reader/idx'
import { checkDecodeOptions, decodeImage, loadSharp } from '../../../../lib/data/reader/image'
import { decodeSmall } from '../../../../lib/data/reader/smallImage'
import { idxBytes, withFiles } from '../fixtures'

describe('IDX', () => {
  const parse = (...bytes: number[]): unknown => parseIdx('x.idx', Buffer.from(bytes))
  const magic =
    "IDX: 'x.idx' expected the magic number 00 00 <type 08, 09, 0b, 0c, 0d or 0e> <dimensions>, found "

  it.each<[number[], string]>([
    [[], `${magic}an empty file; is it an IDX file?`],
    [[0, 0, 8], `${magic}000008; is it an IDX file?`],
    [[0, 0, 8, 0], `${magic}00000800; is it an IDX file?`],
    [[1, 0, 8, 1, 0, 0, 0, 0], `${magic}01000801; is it an IDX file?`],
    [[0, 1, 8, 1, 0, 0, 0, 0], `${magic}00010801; is it an IDX file?`],
    [[0, 0, 10, 1, 0, 0, 0, 0], `${magic}00000a01; is it an IDX file?`],
    [[0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0], "IDX: 'x.idx' ends inside its header of 12 bytes"],
    [
      [0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 3],
      "IDX: 'x.idx' expected 12 bytes for shape [2] of int16, found 11; it is truncated",
    ],
    [
      [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6],
      "IDX: 'x.idx' expected 13 bytes for shape [1, 1] of uint8, found 14; it is too long",
    ],
  ])('%j is refused', (bytes, message) => {
    expect(() => parse(...bytes)).toThrow(DataError)
    expect(() => parse(...bytes)).toThrow(message)
  })

  it('has its values in the order of the network', () => {
    const of = (type: number, ...bytes: number[]): unknown => {
      const found = parseIdx('x', Buffer.from([0, 0, type, 1, 0, 0, 0, 1, ...bytes]))
      return [found.dtype, found.shape, ...found.data]
    }
    expect(of(8, 255)).toEqual(['uint8', [1], 255])
    expect(of(9, 255)).toEqual(['int8', [1], -1])
    expect(of(11, 1, 2)).toEqual(['int16', [1], 258])
    expect(of(12, 0, 1, 0, 2)).toEqual(['int32', [1], 65_538])
    expect(of(13, 0x3f, 0xc0, 0, 0)).toEqual(['float32', [1], 1.5])
    expect(of(14, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0)).toEqual(['float64', [1], 1.5])
    expect(parse(0, 0, 8, 1, 0, 0, 0, 0)).toMatchObject({ shape: [0], data: Buffer.of() })
    const wide = parseIdx(
      'x',
      idxBytes(
        [1, 258],
        Array.from({ length: 258 }, () => 3),
      ),
    )
    expect(wide.shape).toEqual([1, 258])
    expect(() => data.readIdx(7 as never)).toThrow('readIdx: path: expected ')
  })
})

describe('CIFAR', () => {
  const format = { labels: 2, which: 1, classes: 10 }
  const record = (first: number, second: number, pixel: number): Buffer =>
    Buffer.concat([Buffer.of(first, second), Buffer.alloc(pixelsPerImage, pixel)])

  it('has the label that is asked for, and 3072 pixels after the labels', () => {
    const bytes = Buffer.concat([record(99, 3, 7), record(88, 9, 8)])
    expect([pixelsPerImage, countCifar('x', bytes, format)]).toEqual([3072, 2])
    const into = { pixels: new Uint8Array(3 * 3072), labels: new Uint8Array(3) }
    readCifar('x', bytes, format, into, 1)
    expect([...into.labels]).toEqual([0, 3, 9])
    const ends = [0, 3071, 3072, 6143, 6144, 9215].map(at => into.pixels[at])
    expect(ends).toEqual([0, 0, 7, 7, 8, 8])
  })

  it('says which label is none, and how long a file is', () => {
    const bytes = Buffer.concat([record(0, 3, 7), record(1, 10, 8)])
    const into = { pixels: new Uint8Array(2 * 3072), labels: new Uint8Array(2) }
    expect(() => readCifar('x', bytes, format, into, 0)).toThrow(
      "CIFAR: 'x' expected labels from 0 to 9, found 10 at byte 3075 (image 1)",
    )
    expect(() => countCifar('x', bytes.subarray(1), format)).toThrow(
      "CIFAR: 'x' expected images of 3074 bytes each, found 6147 bytes: truncated, or another format",
    )
    expect(() => countCifar('x', Buffer.alloc(0), format)).toThrow(
      'found 0 bytes: the file is empty',
    )
    expect(() => countCifar('x', Buffer.from('<html>'), format)).toThrow("CIFAR: 'x' expected data")
  })
})

describe('files', () => {
  it('are told from pages that a server sent', () => {
    const html = (text: string) => () => refuseHtml('F', 'p', Buffer.from(text))
    const message =
      "F: 'p' expected data, found an HTML page: a server answered with a page; download the file again"
    for (const text of ['<html>', ' \n<HTML lang=x', '<!DOCTYPE HTML>', '\t<!doctype html>'])
      expect(html(text)).toThrow(message)
    expect(html(`${' '.repeat(249)}<html>`)).toThrow(message)
    expect(html(`${' '.repeat(252)}<html>`)).not.toThrow()
    for (const text of ['', '<xml>', 'a<html>', '<!doctype xml>']) expect(html(text)).not.toThrow()
  })

  it('are unpacked where they are packed', () => {
    const text = Buffer.from('text')
    expect(unpacked('F', 'p', gzipSync(text)).toString()).toBe('text')
    expect(unpacked('F', 'p', text)).toBe(text)
    expect(
      [[0x1f, 0x8b], [0x1f], [0x8b, 0x1f], [0x1f, 0x8c]].map(b => isGzip(Buffer.from(b))),
    ).toEqual([...[true, false, false, false]])
    expect(() => unpacked('F', 'p', Buffer.of(0x1f, 0x8b, 1))).toThrow(
      /^F: 'p' is a damaged gzip file \(.+\); download it again$/,
    )
  })

  it('have lines, of which the first that is no UTF-8 is told', () => {
    const line = (...parts: (string | number)[]): number =>
      lineOfOtherBytes(
        Buffer.concat(
          parts.map(part => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))),
        ),
      )
    expect(line(0xff)).toBe(1)
    expect(line('a\n', 0xff, '\n', 0xff)).toBe(2)
    expect(line('ä\n\nb', 0xe4, '\n')).toBe(3)
    expect(line('ä\n', 'b\n', 0xc3)).toBe(3)
  })

  it('that cannot be read say why, and what was thrown is told in words', async () => {
    expect(() => readDataFile('F', '/nowhere')).toThrow(DataError)
    expect(() => readDataFile('F', '/nowhere')).toThrow(
      "F: expected a file at '/nowhere', found no such file",
    )
    await withFiles({ f: Buffer.from('x') }, folder => {
      expect(() => readDataFile('F', folder)).toThrow(
        `F: expected a file at '${folder}', found EISDIR`,
      )
      const below = join(folder, 'f', 'g')
      expect(() => readDataFile('F', below)).toThrow(`'${below}', found no such file`)
      expect(readDataFile('F', join(folder, 'f')).toString()).toBe('x')
    })
    const cause = new Error('no')
    expect(dataError('F', 'p', 'is bad', cause)).toMatchObject({ message: "F: 'p' is bad", cause })
    expect([cause, 'x', null, { message: 7 }, { message: 'm' }].map(reasonOf)).toEqual([
      ...['no', 'x', 'null', '[object Object]', 'm'],
    ])
  })
})

describe('images', () => {
  it.each<[object, string | null]>([
    [{ mode: 'grey', size: [1, 2] }, null],
    [{}, null],
    [{ mode: 'gray' }, "f: mode: expected rgb, grey, found 'gray' (did you mean 'grey'?)"],
    [{ size: [1] }, 'f: size: expected [height, width], found an array of 1'],
    [{ size: [1, 0] }, 'f: size: expected [height, width]'],
    [{ size: [0.5, 1] }, 'f: size: expected [height, width]'],
    [{ size: null }, 'f: size: expected [height, width], found null'],
  ])('take %j, or say why not', (options, message) => {
    const check = (): void => checkDecodeOptions('f', options)
    if (message === null) expect(check).not.toThrow()
    else expect(check).toThrow(message)
  })

  it('of a size that they have are not resized, others are', async () => {
    const bytes = await loadSharp()({
      create: { width: 5, height: 4, channels: 3, background: '#102030' },
    })
      .png()
      .toBuffer()
    const whole = await decodeImage('x', bytes)
    expect([whole.height, whole.width, whole.channels, ...whole.pixels.slice(0, 3)]).toEqual([
      ...[4, 5, 3, 16, 32, 48],
    ])
    for (const size of [
      [4, 5],
      [4, 3],
      [2, 5],
    ] as const) {
      const { height, width, pixels } = await decodeImage('x', bytes, { size })
      expect([height, width, pixels.length]).toEqual([...size, 3 * size[0] * size[1]])
      expect([...new Set(pixels)]).toEqual([16, 32, 48])
    }
  })

  it.each([
    [[], "image: 'x' expected a PNG, JPEG, WebP or TIFF image, found an empty file"],
    [[1, 2, 3, 4, 5], 'found a file that begins with 01020304'],
    [[0xff, 0xd8, 0xfe], 'found a file that begins with ffd8fe'],
    [[...Buffer.from('RIFF1234WEBX')], 'found a file that begins with 52494646'],
    [[...Buffer.from('II*\x01')], 'found a file that begins with 49492a01'],
    [[...Buffer.from('<html>')], "image: 'x' expected data, found an HTML page"],
    [[...Buffer.from('MM\0*')], "image: 'x' cannot be decoded: "],
    [[...Buffer.from('RIFF\n\n\n\nWEBP')], "image: 'x' cannot be decoded: "],
  ])('of the bytes %j are refused', async (bytes, message) => {
    const decoding = decodeImage('x', Uint8Array.from(bytes))
    await expect(decoding).rejects.toThrow(DataError)
    await expect(decoding).rejects.toThrow(message)
  })

  it('are decoded here up to 128 × 128 pixels, of each kind that is known', async () => {
    const picture = (width: number, height: number): ReturnType<ReturnType<typeof loadSharp>> =>
      loadSharp()({ create: { width, height, channels: 3, background: '#a03010' } })
    for (const form of ['png', 'jpeg'] as const) {
      const found = decodeSmall(await picture(128, 128).toFormat(form).toBuffer(), 3)
      expect([found?.height, found?.width, found?.pixels.length]).toEqual([128, 128, 3 * 128 * 128])
      expect(decodeSmall(await picture(129, 128).toFormat(form).toBuffer(), 3)).toBeUndefined()
      const thin = decodeSmall(await picture(1, 3).toFormat(form).toBuffer(), 3)
      expect([thin?.height, thin?.width]).toEqual([3, 1])
    }
    const png = await picture(3, 2).png().toBuffer()
    const shifted = Buffer.concat([Buffer.of(1, 2, 3), png]).subarray(3)
    expect([...decodeSmall(shifted, 3)!.pixels.slice(0, 6)]).toEqual([160, 48, 16, 160, 48, 16])
    for (const at of [12, 16, 20, 24]) {
      const changed = Buffer.from(png)
      changed.fill(at === 24 ? 16 : 0, at, at + (at === 24 ? 1 : 4))
      expect(decodeSmall(changed, 3)).toBeUndefined()
    }
    expect(decodeSmall(Buffer.alloc(0), 3)).toBeUndefined()
  })
})
