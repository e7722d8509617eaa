/** Which datasets have a name, what they are, where they come from, and where they are looked for. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DataError, OptionError, data } from '../../../../lib'
import {
  datasetNames,
  familyNames,
  findDataset,
  findFamily,
  locate,
} from '../../../../lib/data/sets/catalogue'
import { verifyDataset } from '../../../../lib/data/sets/fetch'
import { defaultFolder, findFile, folderOf } from '../../../../lib/data/sets/folder'
import { defaultMnistRoot, emnistClasses } from '../../../../lib/data/sets/mnist'
import { idxBytes, imageFiles, withFiles } from '../fixtures'

// prettier-ignore
test('every dataset is what it is', () => {
  const found = datasetNames.map(name => {
    const { title, shape, classes, family, files } = findDataset(name)
    return [name, title, shape.join(), classes, family, files.length]
  })
  expect(found).toEqual([
    ['mnist', 'MNIST', '1,28,28', 10, 'mnist', 4],
    ['fashion-mnist', 'Fashion-MNIST', '1,28,28', 10, 'fashion-mnist', 4],
    ['kmnist', 'KMNIST', '1,28,28', 10, 'kmnist', 4],
    ['emnist-balanced', 'EMNIST balanced', '1,28,28', 47, 'emnist', 1],
    ['emnist-byclass', 'EMNIST byclass', '1,28,28', 62, 'emnist', 1],
    ['emnist-bymerge', 'EMNIST bymerge', '1,28,28', 47, 'emnist', 1],
    ['emnist-digits', 'EMNIST digits', '1,28,28', 10, 'emnist', 1],
    ['emnist-letters', 'EMNIST letters', '1,28,28', 27, 'emnist', 1],
    ['emnist-mnist', 'EMNIST mnist', '1,28,28', 10, 'emnist', 1],
    ['cifar10', 'CIFAR-10', '3,32,32', 10, 'cifar10', 1],
    ['cifar100', 'CIFAR-100', '3,32,32', 100, 'cifar100', 1],
  ])
  expect(familyNames).toEqual([
    'mnist', 'fashion-mnist', 'kmnist', 'emnist', 'cifar10', 'cifar100',
  ])
  expect(findFamily('emnist').map(({ title }) => title)).toHaveLength(6)
  expect(() => findDataset('emnist')).toThrow(OptionError)
  expect(() => findDataset('mnst')).toThrow(/^dataset: expected mnist, .*found 'mnst' \(did you mean 'mnist'\?\)/)
  expect(() => findFamily('emnist-mnist')).toThrow(/^dataset: expected mnist, /)
})

// Written a second time, so that a digit that slips is noticed.
// prettier-ignore
test('the files come from where their makers put them', () => {
  const found = familyNames.flatMap(family =>
    findFamily(family)[0]!.files.map(({ name, bytes, urls, sha256, unpackedSha256 }) => {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(unpackedSha256 ?? sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(urls.every(url => url.endsWith(`/${name}`))).toBe(true)
      return [family, name, bytes, sha256.slice(0, 6), urls.map(url => new URL(url).host).join()]
    }),
  )
  const [images, labels] = ['images-idx3-ubyte.gz', 'labels-idx1-ubyte.gz']
  const google = 'storage.googleapis.com,ossci-datasets.s3.amazonaws.com'
  const zalando = 'fashion-mnist.s3-website.eu-central-1.amazonaws.com'
  const [codh, toronto] = ['codh.rois.ac.jp', 'www.cs.toronto.edu']
  expect(found).toEqual([
    ['mnist', `train-${images}`, 9_912_422, '440fca', google],
    ['mnist', `train-${labels}`, 28_881, '355253', google],
    ['mnist', `t10k-${images}`, 1_648_877, '8d422c', google],
    ['mnist', `t10k-${labels}`, 4542, 'f7ae60', google],
    ['fashion-mnist', `train-${images}`, 26_421_880, '3aede3', zalando],
    ['fashion-mnist', `train-${labels}`, 29_515, 'a04f17', zalando],
    ['fashion-mnist', `t10k-${images}`, 4_422_102, '346e55', zalando],
    ['fashion-mnist', `t10k-${labels}`, 5148, '67da17', zalando],
    ['kmnist', `train-${images}`, 18_165_135, '51467d', codh],
    ['kmnist', `train-${labels}`, 29_497, 'e38f9e', codh],
    ['kmnist', `t10k-${images}`, 3_041_136, 'edd7a8', codh],
    ['kmnist', `t10k-${labels}`, 5120, '20bb9a', codh],
    ['emnist', 'gzip.zip', 561_753_746, 'fb9bb6', 'www.itl.nist.gov,biometrics.nist.gov'],
    ['cifar10', 'cifar-10-binary.tar.gz', 170_052_171, 'c4a38c', toronto],
    ['cifar100', 'cifar-100-binary.tar.gz', 168_513_733, '58a81a', toronto],
  ])
})

test('the unpacked files of MNIST are those of the package, and are verified', async () => {
  const root = defaultMnistRoot()
  const { files, datasets } = await verifyDataset('mnist', root)
  expect(Object.values(files)).toEqual(Array.from({ length: 4 }, () => 'verified'))
  expect(datasets).toEqual({ 'MNIST train': 60_000, 'MNIST test': 10_000 })
  for (const { name, unpackedSha256 } of findFamily('mnist')[0]!.files) {
    const bytes = readFileSync(join(root, name.replace('.gz', '')))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(unpackedSha256)
  }
})

test('files that differ, that are missing, or whose content nobody knows', async () => {
  const own = imageFiles(3)
  const [images, labels] = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']
  const some = {
    [`${images}.gz`]: gzipSync(own[images]!),
    [labels.replace('-idx', '.idx')]: own[labels]!,
  }
  await withFiles(some, async root => {
    expect(await verifyDataset('mnist', root)).toEqual({
      files: {
        [`${images}.gz`]: 'differs',
        [`${labels}.gz`]: 'differs',
        't10k-images-idx3-ubyte.gz': 'missing',
        't10k-labels-idx1-ubyte.gz': 'missing',
      },
      datasets: {
        'MNIST train': 3,
        'MNIST test': `MNIST: expected t10k-images-idx3-ubyte (or .gz) in '${root}', found no such file`,
      },
    })
    const { files } = await verifyDataset('kmnist', root)
    expect(files[`${images}.gz`]).toBe('differs')
    expect(files[`${labels}.gz`]).toBe('missing')
  })
})

describe('folders', () => {
  const { ISBE_DATA } = process.env
  afterEach(() => {
    if (ISBE_DATA === undefined) delete process.env.ISBE_DATA
    else process.env.ISBE_DATA = ISBE_DATA
  })

  it('are those of ISBE_DATA, or of data', async () => {
    delete process.env.ISBE_DATA
    expect(defaultFolder('x')).toBe(join('data', 'x'))
    process.env.ISBE_DATA = ''
    expect(defaultFolder('x')).toBe(join('data', 'x'))
    await withFiles({}, folder => {
      process.env.ISBE_DATA = folder
      expect([locate('cifar10'), locate('mnist')]).toEqual([null, defaultMnistRoot()])
      mkdirSync(join(folder, 'cifar10'))
      expect(locate('cifar10')).toBe(join(folder, 'cifar10'))
      expect(folderOf('CIFAR-10', 'cifar10', undefined)).toBe(join(folder, 'cifar10'))
      expect(folderOf('CIFAR-10', 'cifar10', 'other')).toBe('other')
      expect(() => folderOf('T', 'n', 7 as never)).toThrow('n: root: expected ')
      const none = join(folder, 'kmnist')
      expect(() => folderOf('KMNIST', 'kmnist', undefined)).toThrow(DataError)
      expect(() => folderOf('KMNIST', 'kmnist', undefined)).toThrow(
        `KMNIST: expected its files in '${none}', found no such folder; run \`npx isbe data fetch ` +
          'kmnist`, or pass the folder as { root } (on the command line --data-dir)',
      )
      mkdirSync(none)
      for (const [name, bytes] of Object.entries(imageFiles(2)))
        writeFileSync(join(none, name), bytes)
      expect(findDataset('kmnist').load('train', {}).length).toBe(2)
    })
  })

  it('have the first of several names', async () => {
    await withFiles({ b: Buffer.from(''), c: Buffer.from('') }, folder => {
      expect(findFile('T', folder, ['a', 'b', 'c'])).toBe(join(folder, 'b'))
      expect(() => findFile('T', folder, ['x', 'y'])).toThrow(
        `T: expected x (or .gz) in '${folder}', found no such file`,
      )
    })
  })
})

test('the classes of EMNIST, by subset', () => {
  const { balanced, bymerge, byclass, digits, letters, mnist } = emnistClasses
  const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  expect([digits, mnist].map(classes => classes.join(''))).toEqual(['0123456789', '0123456789'])
  expect(byclass.join('')).toBe(`0123456789${upper}${upper.toLowerCase()}`)
  expect([balanced, bymerge].map(classes => classes.join(''))).toEqual(
    ['', ''].map(() => `0123456789${upper}abdefghnqrt`),
  )
  expect([letters[0], letters.slice(1).join('')]).toEqual(['N/A', upper.toLowerCase()])
})

describe('sets of IDX files', () => {
  const [images, labels] = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']
  const open = (replaced: Record<string, Buffer>): Promise<string> =>
    withFiles({ ...imageFiles(2), ...replaced }, root => {
      try {
        return String(data.fashionMnist('train', { root }).length)
      } catch (error) {
        expect(error).toBeInstanceOf(DataError)
        return (error as Error).message.replaceAll(`${root}/`, '')
      }
    })
  const pixels = (count: number): number[] => Array.from({ length: count }, () => 0)

  it.each([
    [{ [labels]: idxBytes([2], [9, 0]) }, '2'],
    [
      { [labels]: idxBytes([2], [0, 10]) },
      `Fashion-MNIST: '${labels}' expected labels from 0 to 9, found 10 at 1`,
    ],
    [
      { [images]: idxBytes([2, 28, 27], pixels(56 * 27)) },
      `Fashion-MNIST: '${images}' expected shape [count, 28, 28] of images, found [2, 28, 27]`,
    ],
    [
      { [images]: idxBytes([2, 27, 28], pixels(56 * 27)) },
      `Fashion-MNIST: '${images}' expected shape [count, 28, 28] of images, found [2, 27, 28]`,
    ],
    [
      { [labels]: Buffer.from([0, 0, 9, 1, 0, 0, 0, 2, 1, 1]) },
      `Fashion-MNIST: '${labels}' expected shape [count] of labels, found [2] of int8`,
    ],
    [
      { [labels]: idxBytes([2, 1], [1, 1]) },
      `Fashion-MNIST: '${labels}' expected shape [count] of labels, found [2, 1]`,
    ],
    [
      { [labels]: idxBytes([3], [1, 1, 1]) },
      `Fashion-MNIST: expected as many labels as images, found 3 in '${labels}' for 2 in '${images}'`,
    ],
    [
      { [labels]: idxBytes([0], []), [images]: idxBytes([0, 28, 28], []) },
      `Fashion-MNIST: '${images}' expected images, found none`,
    ],
  ])('case %#', async (replaced, expected) => {
    expect(await open(replaced as Record<string, Buffer>)).toBe(expected)
  })

  it('refuse other splits and options by the name of the function', () => {
    for (const name of [
      'mnist',
      'fashionMnist',
      'kmnist',
      'emnist',
      'cifar10',
      'cifar100',
    ] as const) {
      const load = data[name] as (split: string, options?: object) => unknown
      expect(() => load('val')).toThrow(`${name}: split: expected train, test, found 'val'`)
      expect(() => load('train', { rot: 1 })).toThrow(`${name}: unknown option 'rot'`)
    }
    expect(() => data.mnist('train', { root: 7 as never })).toThrow('mnist: root: expected ')
    expect(() => data.kmnist('train', { root: 7 as never })).toThrow('kmnist: root: expected ')
    expect(() => data.cifar100('train', { labels: 'x' as never })).toThrow(
      "cifar100: labels: expected fine, coarse, found 'x'",
    )
  })
})
