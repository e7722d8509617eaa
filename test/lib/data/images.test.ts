import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import torch, { DataError, OptionError, data } from '../../../lib'
import { decodeImage, loadSharp } from '../../../lib/data/reader/image'
import { files, goldenFile } from './files'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isbe-images-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

const golden = (name: string): Buffer => readFileSync(goldenFile(name))
const int64 = (...values: number[]) => torch.tensor(values, { dtype: 'int64' })

test.each(files.images)('$file is what Pillow decodes', async ({ file, pixels }) => {
  write(`only/${file}`, golden(file))
  const { input } = await new data.ImageFolder(root, { dtype: 'uint8' }).get(0)
  expect([input.shape, input.dtype]).toEqual([[3, 12, 16], 'uint8'])
  const difference = input
    .to('int64')
    .sub(torch.tensor(pixels, { dtype: 'int64' }))
    .abs()
  // Both decode JPEG by libjpeg-turbo; its two ways to enlarge the colours differ in rounding.
  expect(difference.max().itemNumber()).toBeLessThanOrEqual(file.endsWith('png') ? 0 : 2)
})

test('a folder a class, in the order of their names', async () => {
  write('b/deep/1.png', golden('colour.png'))
  write('a/2.JPG', golden('colour.jpg'))
  write('a/10.png', golden('grey.png'))
  write('a/readme.txt', 'no image')
  const folder = new data.ImageFolder(root, { transform: input => input.mul(2) })
  expect([folder.classes, folder.length]).toEqual([['a', 'b'], 3])
  expect(folder.sample(0)).toEqual({ path: join(root, 'a', '10.png'), target: 0 })
  const indices = int64(2, 0)
  const live = torch.memory().tensors
  const { input, target } = await folder.gather(indices)
  expect(torch.memory().tensors).toBe(live + 2)
  expect([input.shape, input.dtype]).toEqual([[2, 3, 12, 16], 'float32'])
  expect([target.dtype, target.toArray()]).toEqual(['int64', [1, 0]])
  const { input: single } = await folder.get(2)
  expect(single.equal(input.select(0, 0))).toBe(true)
  const expected = torch.tensor(files.images[0]!.pixels).mul(2 / 255)
  expect(single.sub(expected).abs().max().itemNumber()).toBeLessThan(1e-6)
  expect(() => folder.sample(3)).toThrow(OptionError)
})

test('other sizes, grey, and a recipe', async () => {
  write('a/1.png', golden('colour.png'))
  const grey = new data.ImageFolder(root, { mode: 'grey', size: [6, 8] })
  expect((await grey.get(0)).input.shape).toEqual([1, 6, 8])
  write('a/2.png', golden('grey.png'))
  const again = (await data.makeFrom(grey.recipe())) as data.ImageFolder
  expect([again.length, (await again.get(0)).input.shape]).toEqual([1, [1, 6, 8]])
})

describe('what Pillow gives', () => {
  const png = (pixels: readonly number[], width: number, channels: 1 | 3): Promise<Buffer> =>
    loadSharp()(Uint8Array.from(pixels), {
      raw: { width, height: pixels.length / width / channels, channels },
    })
      .png()
      .toBuffer()
  const decoded = async (file: Buffer, options: object): Promise<number[]> =>
    Array.from((await decodeImage('x', file, options)).pixels)

  test('when it enlarges', async () => {
    const file = await png([0, 80, 160, 240], 4, 1)
    const found = await decoded(file, { mode: 'grey', size: [1, 8] })
    expect(found).toEqual([0, 20, 60, 100, 140, 180, 220, 240])
  })

  test('when it shrinks', async () => {
    const pixels = Array.from({ length: 35 }, (_, at) => {
      const [i, j] = [Math.floor(at / 7), at % 7]
      return (37 * i * i + 91 * j + 13 * i * j) % 256
    })
    const found = await decoded(await png(pixels, 7, 1), { mode: 'grey', size: [3, 4] })
    expect(found).toEqual([66, 145, 116, 108, 98, 147, 155, 135, 139, 160, 148, 122])
  })

  test('of colours in grey, decoded by sharp too', async () => {
    const primaries = [255, 0, 0, 0, 255, 0, 0, 0, 255]
    const luma = [76, 150, 29]
    expect(await decoded(await png(primaries, 3, 3), { mode: 'grey' })).toEqual(luma)
    const large = Array.from({ length: 150 * 150 }, () => primaries.slice(0, 3)).flat()
    const found = await decoded(await png(large, 150, 3), { mode: 'grey' })
    expect(new Set(found)).toEqual(new Set([luma[0]]))
  })
})

test('folders of classes may be links within the root, and to nowhere else', () => {
  write('dog/1.png', golden('colour.png'))
  symlinkSync(join(root, 'dog'), join(root, 'wolf'))
  const folder = new data.ImageFolder(root)
  expect([folder.classes, folder.length]).toEqual([['dog', 'wolf'], 2])
  symlinkSync(root, join(root, 'dog', 'again'))
  expect(() => new data.ImageFolder(root)).toThrow(/'.*again' is a link to/)
  rmSync(join(root, 'dog', 'again'))
  symlinkSync(tmpdir(), join(root, 'cat'))
  expect(() => new data.ImageFolder(root)).toThrow(/'.*cat' is a link to '.*': expected files/)
})

test('images of different sizes cannot be a batch', async () => {
  write('a/1.png', golden('colour.png'))
  const small = new data.ImageFolder(root, { size: [2, 2], dtype: 'uint8' })
  const { pixels } = await decodeImage('x', golden('colour.png'), { size: [2, 2] })
  expect((await small.get(0)).input.permute([1, 2, 0]).flatten().toArray()).toEqual([...pixels])
  write('a/2.png', await loadSharp()(golden('colour.png')).resize(5, 5).png().toBuffer())
  await expect(new data.ImageFolder(root).gather(int64(0, 1))).rejects.toThrow(
    /one size in a batch, found 12×16 of '.*1.png' and 5×5 of '.*2.png'; pass \{ size/,
  )
})

describe('what cannot be read is named', () => {
  it.each([
    ['a page', Buffer.from('<!doctype html>'), /1.png' expected data, found an HTML page/],
    ['nothing', Buffer.alloc(0), /1.png' expected a PNG.*found an empty file/],
    ['another format', Buffer.from('BM1234567'), /found a file that begins with 424d3132/],
    ['an image of another world', Buffer.from('<svg></svg>'), /begins with 3c737667/],
    ['half an image', golden('colour.png').subarray(0, 60), /cannot be decoded/],
    ['half a JPEG', golden('colour.jpg').subarray(0, 400), /cannot be decoded/],
  ])('%s', async (_, content, message) => {
    write('a/1.png', content)
    const decoding = new data.ImageFolder(root).get(0)
    await expect(decoding).rejects.toThrow(message)
    await expect(decoding).rejects.toThrow(DataError)
  })

  it('a folder that is missing or has nothing, and a class without images', () => {
    expect(() => new data.ImageFolder('/nowhere')).toThrow(/expected a folder at '\/nowhere'/)
    expect(() => new data.ImageFolder(root)).toThrow(/expected a folder a class/)
    mkdirSync(join(root, 'empty'))
    expect(() => new data.ImageFolder(root)).toThrow(/of the class 'empty'/)
  })

  it('a link that leaves the folder', () => {
    write('a/1.png', golden('colour.png'))
    symlinkSync(join(root, 'a', '1.png'), join(root, 'a', '2.png'))
    expect(new data.ImageFolder(root).length).toBe(2)
    symlinkSync('/etc/passwd', join(root, 'a', '3.png'))
    expect(() => new data.ImageFolder(root)).toThrow(/3.png' is a link to '\/etc\/passwd'/)
  })

  it.each([
    [{ size: 3 }, /size: expected \[height, width\]/],
    [{ mode: 'x' }, /mode: expected rgb, grey/],
    [{ sise: 1 }, /did you mean 'size'/],
  ])('%p', (options, message) => {
    expect(() => new data.ImageFolder(root, options as never)).toThrow(message)
  })
})
