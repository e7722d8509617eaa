import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import torch, { OptionError, TorchError, data } from '../../../../lib'

const folder = mkdtempSync(join(tmpdir(), 'isbe-show-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(file: string): Promise<{ shape: number[]; pixels: number[] }> {
  const { data: pixels, info } = await sharp(readFileSync(file))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { shape: [info.height, info.width, info.channels], pixels: [...pixels] }
}

test('images stand side by side, in rows, with black between them', async () => {
  const file = join(folder, 'grid.png')
  const input = torch.tensor([0.2, 0.4, 2]).view([3, 1, 1, 1]).expand([3, 1, 1, 2])
  data.transforms.showBatch({ input }, file, { columns: 2, padding: 1 })
  const { shape, pixels } = await read(file)
  expect(shape).toEqual([5, 7, 3])
  const reds = pixels.filter((_, i) => i % 3 === 0)
  expect(reds).toEqual([
    ...[0, 0, 0, 0, 0, 0, 0],
    ...[0, 51, 51, 0, 102, 102, 0],
    ...[0, 0, 0, 0, 0, 0, 0],
    ...[0, 255, 255, 0, 0, 0, 0],
    ...[0, 0, 0, 0, 0, 0, 0],
  ])
})

test('bytes of three colours are shown as they are, larger where that is asked', async () => {
  const file = join(folder, 'colours.png')
  const images = torch.tensor([10, 20, 30], { dtype: 'uint8' }).view([1, 3, 1, 1])
  data.transforms.showBatch(images, file, { padding: 0, scale: 2 })
  const { shape, pixels } = await read(file)
  expect(shape).toEqual([2, 2, 3])
  expect(pixels).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30])
})

test('what is no batch of images is refused', () => {
  const file = join(folder, 'none.png')
  expect(() => data.transforms.showBatch(torch.ones([3]), file)).toThrow(TorchError)
  expect(() => data.transforms.showBatch(null as never, file)).toThrow(TorchError)
  expect(() => data.transforms.showBatch(torch.ones([1, 1, 2, 2]), 7 as never)).toThrow(OptionError)
})
