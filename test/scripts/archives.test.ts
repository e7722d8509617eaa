import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import {
  emptyHomes,
  libtorchFiles,
  makeArchive,
  makeFolder,
  officialArchive,
  wheel,
  writeTree,
} from './fixtures'

const place = emptyHomes()
const { environment } = place

describe('unpacking', () => {
  test.each([
    ['official archive', officialArchive],
    ['wheel', wheel],
  ])('keeps only what is needed of an %s', async (_name, make) => {
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: make('2.13.0') })
    const { root } = await ensureLibtorch({ env })
    const libraries = readdirSync(join(root, 'lib'))
    expect(libraries).toEqual(['libc10.so', 'libtorch.so', 'libtorch_cpu.so'])
    expect(existsSync(join(root, 'include/ATen/ATen.h'))).toBe(true)
    expect(existsSync(join(root, 'share/cmake/Torch/TorchConfig.cmake'))).toBe(true)
    expect(existsSync(join(root, 'nn'))).toBe(false)
    const { libraries: sums } = JSON.parse(readFileSync(join(root, 'isbe-torch.json'), 'utf8')) as {
      libraries: Record<string, string>
    }
    expect(sums).toHaveProperty(['libc10.so'], expect.stringMatching(/^[0-9a-f]{64}$/))
    expect(readdirSync(place.cache)).toEqual(['cpu-2.13.0'])
  })

  test('replaces a cached folder that is damaged', async () => {
    writeTree(join(place.cache, 'cpu-2.13.0'), { 'lib/libtorch.so': 'alone' })
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0') })
    expect((await ensureLibtorch({ env })).source).toBe('ISBE_LIBTORCH_ARCHIVE')
    expect(place.steps[0]).toContain('cached copy not used')
  })
})

describe('archives that do not fit', () => {
  const rejects = async (archive: string, message: RegExp) => {
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: archive })
    await expect(ensureLibtorch({ env })).rejects.toThrow(message)
    expect(readdirSync(place.cache)).toEqual([])
  }

  test('missing', async () => rejects('/nowhere/libtorch.zip', /zip is not a file: expected/))

  test('not an archive', async () => {
    const file = join(place.home, 'page.zip')
    writeFileSync(file, '<html>blocked</html>')
    await rejects(file, /page.zip is damaged or not a zip archive/)
  })

  test('truncated', async () => {
    const archive = officialArchive('2.13.0')
    truncateSync(archive, 900)
    await rejects(archive, /libtorch.zip is damaged/)
  })

  test('one wrong byte in a library', async () => {
    const archive = makeArchive('libtorch.zip', 'libtorch', {
      ...libtorchFiles('2.13.0'),
      'lib/libc10.so': randomBytes(50_000).toString('base64'),
    })
    const bytes = readFileSync(archive)
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(archive, bytes)
    await rejects(archive, /libtorch.zip is damaged/)
  })

  test('a link, which could lead out of the folder', async () => {
    const folder = makeFolder()
    writeTree(join(folder, 'libtorch'), libtorchFiles('2.13.0'))
    symlinkSync('/etc', join(folder, 'libtorch/lib/escape'))
    const archive = join(folder, 'libtorch.zip')
    execFileSync('cmake', ['-E', 'tar', 'cf', archive, '--format=zip', 'libtorch'], { cwd: folder })
    await rejects(archive, /libtorch\.zip is damaged/)
  })

  test('another zip', async () => {
    const archive = makeArchive('other.zip', 'numpy', { 'core.py': '' })
    await rejects(archive, /holds no libtorch: expected libtorch\/ or torch\/ .*, found numpy/)
  })

  test('wrong version', async () => {
    await rejects(officialArchive('2.10.0'), /libtorch 2.10.0 found in .*: expected 2.11 to 2.14/)
  })

  test.each([
    ['wheel', () => wheel('2.13.0', '13.0')],
    ['official archive', () => officialArchive('2.13.0', 'cu130')],
  ])('a CUDA %s', async (_name, make) => {
    await rejects(make(), /is a cu130 build of libtorch.*expected a cpu build.*LIBTORCH_ARCHIVE/)
  })
})
