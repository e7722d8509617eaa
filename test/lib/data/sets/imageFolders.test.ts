/** Which images of a folder or an archive are taken, in which order, and what is said of others. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import torch, { DataError, data } from '../../../../lib'
import { loadSharp } from '../../../../lib/data/reader/image'
import { cifar10Classes } from '../../../../lib/data/sets/cifar'
import { isImageName, listImages } from '../../../../lib/data/sets/imageListing'
import { importImages, readImportRecord } from '../../../../lib/data/sets/imported'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isbe-folders-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: Buffer | string = ''): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

async function picture(shade: number, form: 'png' | 'jpeg' = 'png', size = 32): Promise<Buffer> {
  const background = { r: shade, g: 0, b: 255 - shade }
  return loadSharp()({ create: { width: size, height: size, channels: 3, background } })
    .toFormat(form)
    .toBuffer()
}

describe('a listing', () => {
  it('has classes and files in the order of their names, also from folders below', () => {
    const files = [
      'b/2.png',
      'b/10.PNG',
      'a/z.jpeg',
      'a/deep/y.tiff',
      'a/x.webp',
      'a/w.jpg',
      'a/v.tif',
    ]
    for (const file of files) write(file)
    for (const file of ['a/readme.md', '.hidden/1.png', 'loose.png', 'a/png']) write(file)
    const { classes, paths, targets } = listImages(root)
    expect(classes).toEqual(['a', 'b'])
    expect(paths.map(path => path.slice(root.length + 1))).toEqual([
      ...['a/deep/y.tiff', 'a/v.tif', 'a/w.jpg', 'a/x.webp', 'a/z.jpeg', 'b/10.PNG', 'b/2.png'],
    ])
    expect(targets).toEqual([0, 0, 0, 0, 0, 1, 1])
  })

  it('knows images by the end of their names', () => {
    const names = [
      'a.jpg',
      'a.JPEG',
      'a.png',
      'a.webp',
      'a.tif',
      'a.TIFF',
      'a.gif',
      'png',
      'a.png.txt',
    ]
    expect(names.map(isImageName)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('says what is missing', () => {
    expect(() => listImages(join(root, 'none'))).toThrow(DataError)
    expect(() => listImages(join(root, 'none'))).toThrow(
      `ImageFolder: expected a folder at '${join(root, 'none')}', found none that can be read (ENOENT`,
    )
    expect(() => listImages(root)).toThrow(
      `ImageFolder: expected a folder a class in '${root}', found none: images lie in ` +
        `'${join(root, '<class>')}'`,
    )
    write('a/1.png')
    write('b/1.txt')
    expect(() => listImages(root)).toThrow(
      'ImageFolder: expected images (.jpg, .jpeg, .png, .webp, .tif, .tiff) of the class ' +
        `'b' in '${join(root, 'b')}', found none`,
    )
  })

  it('follows links within the folder, and says which lead elsewhere', () => {
    write('a/1.png')
    symlinkSync(join(root, 'a', '1.png'), join(root, 'a', '2.png'))
    expect(listImages(root).paths).toHaveLength(2)
    const link = join(root, 'a', '3.png')
    symlinkSync(join(root, 'nothing'), link)
    expect(() => listImages(root)).toThrow(
      `ImageFolder: '${link}' is a link that leads nowhere: expected files, folders, and links to ` +
        `those within '${root}'`,
    )
    rmSync(link)
    symlinkSync(root, link)
    expect(() => listImages(root)).toThrow(`'${link}' is a link to '`)
    rmSync(link)
    mkdirSync(join(root, 'a', 'in'))
    symlinkSync(join(root, 'a'), join(root, 'a', 'in', 'again'))
    expect(() => listImages(root)).toThrow(
      `ImageFolder: '${join(root, 'a', 'in', 'again')}' is a link to a folder that it is in`,
    )
  })
})

describe('a folder of images', () => {
  it('refuses by name, and passes its transform on', async () => {
    const file = write('a/1.png', await picture(10))
    expect(() => new data.ImageFolder(7 as never)).toThrow('ImageFolder: root: expected ')
    const open = (options: object) => () => new data.ImageFolder(root, options)
    expect(open({ dtype: 'int8' })).toThrow(
      "ImageFolder: dtype: expected float32, uint8, found 'int8'",
    )
    expect(open({ transform: 7 })).toThrow('ImageFolder: transform: expected a function, found 7')
    expect(open({ size: 7 })).toThrow('ImageFolder: size: expected [height, width], found 7')
    const folder = new data.ImageFolder(root, { transform: input => input.mul(0) })
    expect((await folder.get(0)).input.any().item()).toBe(false)
    expect(() => folder.recipe()).toThrow(/^ImageFolder: transform: expected what another thread/)
    expect(() => folder.sample(1)).toThrow(
      'ImageFolder.sample: expected an index from 0 to 0, found 1',
    )
    await expect(folder.get(1)).rejects.toThrow('ImageFolder.get: expected an index from 0 to 0')
    rmSync(file)
    await expect(folder.get(0)).rejects.toThrow(`image: '${file}' cannot be read: ENOENT`)
    await expect(folder.gather(torch.tensor([0n]))).rejects.toThrow(DataError)
  })
})

describe('an import', () => {
  const attempt = (options: object = {}): Promise<unknown> =>
    importImages({ images: join(root, 'images'), as: 'cifar10', folder: root, ...options })
  const fill = async (train: number, test: number): Promise<void> => {
    for (const [split, count] of Object.entries({ train, test }))
      for (let i = 0; i < count; ++i)
        write(`images/${split}/${cifar10Classes[i % 2]}/${i}.png`, await picture(i))
  }

  it('takes one of each class in turn, in five batches and one', async () => {
    await fill(12, 1)
    const seen: string[] = []
    const onProgress = (done: number, total: number): unknown => seen.push(`${done}/${total}`)
    const record = await attempt({ onProgress })
    expect(record).toEqual({
      title: 'CIFAR-10, imported from images',
      images: resolve(root, 'images'),
      train: 12,
      test: 1,
    })
    expect(seen).toEqual(Array.from({ length: 13 }, (_, i) => `${i + 1}/13`))
    const folder = join(root, 'cifar-10-batches-bin')
    const sizes = [1, 2, 3, 4, 5].map(
      i => readFileSync(join(folder, `data_batch_${i}.bin`)).length / 3073,
    )
    expect(sizes).toEqual([3, 3, 3, 3, 0])
    const first = readFileSync(join(folder, 'data_batch_1.bin'))
    // By class the files are in the order of their names: 0, 10, 2, … and 1, 11, 3, …
    const [labels, reds, greens, blues] = [0, 1, 1025, 2049].map(at =>
      [0, 1, 2].map(i => first[3073 * i + at]),
    )
    expect([labels, reds, greens, blues]).toEqual([
      [0, 1, 0],
      [0, 1, 10],
      [0, 0, 0],
      [255, 254, 245],
    ])
    const names = readFileSync(join(folder, 'batches.meta.txt'), 'utf8')
    expect(names).toBe(`${cifar10Classes.join('\n')}\n`)
    expect(readFileSync(join(folder, 'isbe-import.json'), 'utf8')).toBe(
      `${JSON.stringify(record, null, 2)}\n`,
    )
    expect(readImportRecord(root)).toEqual(record)
    await expect(attempt()).rejects.toThrow(
      `import: expected to make '${folder}', found it there already; remove it, or name another folder`,
    )
  })

  it('needs an image for each batch, and says so of JPEG', async () => {
    await fill(4, 1)
    await expect(attempt()).rejects.toThrow('import: expected at least 5 images in train, found 4')
    write('images/train/truck/1.JPG', await picture(9, 'jpeg'))
    expect(await attempt()).toMatchObject({ title: 'CIFAR-10, JPEG re-encoded', train: 5 })
    expect(readImportRecord(join(root, 'none'))).toBeNull()
  })

  it('refuses other classes, sizes and options', async () => {
    await fill(5, 1)
    write('images/test/car/1.png', await picture(1))
    await expect(attempt()).rejects.toThrow(
      `import: '${join(root, 'images/test/car')}' expected a class of CIFAR-10 (airplane, automobile, `,
    )
    rmSync(join(root, 'images/test/car'), { recursive: true })
    const wide = write(
      'images/test/cat/1.png',
      await loadSharp()(await picture(1))
        .resize(32, 31, { fit: 'fill' })
        .png()
        .toBuffer(),
    )
    await expect(attempt()).rejects.toThrow(
      `import: '${wide}' expected an image of 32×32, found 31×32`,
    )
    await expect(attempt({ as: 'x' })).rejects.toThrow("import: as: expected cifar10, found 'x'")
    await expect(attempt({ images: 7 })).rejects.toThrow('import: images: expected ')
    await expect(attempt({ folder: 7 })).rejects.toThrow('import: folder: expected ')
    const nowhere = join(root, 'none.tar')
    await expect(attempt({ images: nowhere })).rejects.toThrow(
      `tar: expected a file at '${nowhere}', found no such file`,
    )
    rmSync(dirname(wide), { recursive: true })
    await expect(attempt({ folder: join(root, 'images/test/airplane/0.png') })).rejects.toThrow(
      /^import: cannot write to '.*0\.png': /,
    )
  })
})
