import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireSpace } from '../../scripts/setup/files'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import {
  captureSteps,
  fakePip,
  libtorchFiles,
  makeArchive,
  makeFolder,
  makeLibtorch,
  makeTools,
  officialArchive,
  removeFolders,
  wheel,
  writeTree,
} from './fixtures'

let steps: string[]
let home: string
let cache: string

beforeEach(() => {
  steps = captureSteps()
  home = makeFolder()
  cache = join(home, 'libtorch')
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: makeTools({ cmake: true }), ISBE_HOME: home, ...more }
}

/** No official archive: what is not found locally comes from pip. */
const noArchives = {}

describe('order', () => {
  test('LIBTORCH comes before the cache', async () => {
    writeTree(join(cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    const LIBTORCH = makeLibtorch('2.12.1')
    expect(await ensureLibtorch({ env: environment({ LIBTORCH }) })).toEqual({
      root: LIBTORCH,
      version: '2.12.1',
      variant: 'cpu',
      source: 'LIBTORCH',
    })
  })

  test('the cache comes before an archive, the pinned version before others', async () => {
    writeTree(join(cache, 'cpu-2.14.0'), libtorchFiles('2.14.0'))
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: officialArchive('2.12.0') })
    expect((await ensureLibtorch({ env })).version).toBe('2.14.0')
    writeTree(join(cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    expect(await ensureLibtorch({ env })).toEqual({
      root: join(cache, 'cpu-2.13.0'),
      version: '2.13.0',
      variant: 'cpu',
      source: 'cache',
    })
  })

  test('ISBE_LIBTORCH_ARCHIVE comes before the network, and is then in the cache', async () => {
    const log = join(home, 'pip.log')
    const PATH = makeTools({ cmake: true, python3: fakePip(wheel('2.13.0'), log) })
    const env = environment({ PATH, ISBE_LIBTORCH_ARCHIVE: officialArchive('2.12.0') })
    const first = await ensureLibtorch({ env })
    expect(first).toEqual({
      root: join(cache, 'cpu-2.12.0'),
      version: '2.12.0',
      variant: 'cpu',
      source: 'ISBE_LIBTORCH_ARCHIVE',
    })
    expect(existsSync(log)).toBe(false)
    expect(await ensureLibtorch({ env: environment() })).toEqual({ ...first, source: 'cache' })
  })

  test('pip comes last and is asked for the pinned version', async () => {
    const log = join(home, 'pip.log')
    const PATH = makeTools({ cmake: true, python3: fakePip(wheel('2.13.0'), log) })
    const found = await ensureLibtorch({ env: environment({ PATH }), archives: noArchives })
    expect(found).toEqual({
      root: join(cache, 'cpu-2.13.0'),
      version: '2.13.0',
      variant: 'cpu',
      source: 'wheel',
    })
    expect(readFileSync(log, 'utf8')).toMatch(/-m pip download .*--no-deps torch==2\.13\.0 -d /)
  })
})

describe('ISBE_LIBTORCH_VERSION', () => {
  const asking = (ISBE_LIBTORCH_VERSION: string, more: NodeJS.ProcessEnv = {}) =>
    ensureLibtorch({ env: environment({ ISBE_LIBTORCH_VERSION, ...more }), archives: noArchives })

  test('asks the cache and pip for that version alone', async () => {
    writeTree(join(cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    const log = join(home, 'pip.log')
    const PATH = makeTools({ cmake: true, python3: fakePip(wheel('2.14.1'), log) })
    expect(await asking('2.14.1', { PATH })).toMatchObject({ version: '2.14.1', source: 'wheel' })
    expect(readFileSync(log, 'utf8')).toMatch(/ torch==2\.14\.1 /)
    expect(await asking('2.14.1')).toMatchObject({ version: '2.14.1', source: 'cache' })
    expect(await asking('2.13.0')).toMatchObject({ version: '2.13.0', source: 'cache' })
  })

  test('asks for the official archive of that version', async () => {
    const archives = {
      [`cpu-${process.arch}`]: { url: 'http://127.0.0.1:1/a-2.13.0.zip', sha256: 'a' },
    }
    const env = environment({ ISBE_LIBTORCH_VERSION: '2.12.1' })
    await expect(ensureLibtorch({ env, archives })).rejects.toThrow(
      /^libtorch 2\.12\.1 \(cpu\) .*a-2\.12\.1\.zip/,
    )
  })

  test('LIBTORCH of another version is an error', async () => {
    await expect(asking('2.14.1', { LIBTORCH: makeLibtorch('2.13.0') })).rejects.toThrow(
      /^LIBTORCH=.* is libtorch 2\.13\.0: expected 2\.14\.1, as ISBE_LIBTORCH_VERSION says\. Unset one/,
    )
  })

  test('an archive of another version is an error', async () => {
    const ISBE_LIBTORCH_ARCHIVE = officialArchive('2.12.0')
    await expect(asking('2.14.1', { ISBE_LIBTORCH_ARCHIVE })).rejects.toThrow(
      /libtorch\.zip is libtorch 2\.12\.0: expected 2\.14\.1, as ISBE_LIBTORCH_VERSION says\. Unset one/,
    )
  })

  test.each([
    ['2.10.0', /^libtorch 2\.10\.0 found in ISBE_LIBTORCH_VERSION: expected 2\.11 to 2\.14/],
    ['latest', /^ISBE_LIBTORCH_VERSION='latest': expected a version like 2\.13\.0/],
  ])('%s is not supported', async (version, message) => {
    await expect(asking(version)).rejects.toThrow(message)
  })
})

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
    expect(readdirSync(cache)).toEqual(['cpu-2.13.0'])
  })

  test('replaces a cached folder that is damaged', async () => {
    writeTree(join(cache, 'cpu-2.13.0'), { 'lib/libtorch.so': 'alone' })
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0') })
    expect((await ensureLibtorch({ env })).source).toBe('ISBE_LIBTORCH_ARCHIVE')
    expect(steps[0]).toContain('cached copy not used')
  })
})

describe('LIBTORCH that does not fit', () => {
  const rejects = async (LIBTORCH: string, message: RegExp) => {
    await expect(ensureLibtorch({ env: environment({ LIBTORCH }) })).rejects.toThrow(message)
  }

  test.each(['2.10.0', '2.15.0', '1.13.0', '3.12.0'])('version %s', async version => {
    const message = new RegExp(`^libtorch ${version} found in LIBTORCH=.*: expected 2.11 to 2.14`)
    await rejects(makeLibtorch(version), message)
  })

  test.each(['2.11.0', '2.14.9'])('version %s does fit', async version => {
    const env = environment({ LIBTORCH: makeLibtorch(version) })
    expect((await ensureLibtorch({ env })).version).toBe(version)
  })

  test('no folder', async () => rejects(join(home, 'nowhere'), /is not a folder: expected/))

  test('wrong layout', async () => {
    await rejects(makeFolder(), /is not a libtorch folder: expected lib\/libtorch.so in it/)
  })

  test('CUDA is told from CPU', async () => {
    const LIBTORCH = makeLibtorch('2.13.0')
    writeTree(LIBTORCH, { 'build-version': '2.13.0+cu130\n' })
    expect((await ensureLibtorch({ env: environment({ LIBTORCH }) })).variant).toBe('cu130')
  })
})

describe('archives that do not fit', () => {
  const rejects = async (archive: string, message: RegExp) => {
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: archive })
    await expect(ensureLibtorch({ env })).rejects.toThrow(message)
    expect(readdirSync(cache)).toEqual([])
  }

  test('missing', async () => rejects('/nowhere/libtorch.zip', /zip is not a file: expected/))

  test('not an archive', async () => {
    const file = join(home, 'page.zip')
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

describe('nothing to be had', () => {
  test('pip gives a CUDA wheel', async () => {
    const python3 = fakePip(wheel('2.13.0', '13.0'), join(home, 'log'))
    const env = environment({ PATH: makeTools({ cmake: true, python3 }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /cannot be fetched: torch-2.13.0.whl is a cu130 build .* LIBTORCH .*ISBE_LIBTORCH_ARCHIVE/,
    )
    expect(readdirSync(cache)).toEqual([])
  })

  test('no network and no python3', async () => {
    const archives = { [`cpu-${process.arch}`]: { url: 'http://127.0.0.1:1/a.zip', sha256: null } }
    await expect(ensureLibtorch({ env: environment(), archives })).rejects.toThrow(
      /cannot download http.*a.zip \(ECONNREFUSED\); python3 is not on PATH\. Get a network/,
    )
    expect(steps.filter(line => line.includes('trying pip'))).toHaveLength(1)
  })

  test('no pip', async () => {
    const env = environment({ PATH: makeTools({ cmake: true, python3: 'exit 1' }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /python3 has no pip/,
    )
  })

  test('pip finds nothing', async () => {
    const python3 = 'case "$*" in *download*) echo "ERROR: No route to host." >&2; exit 1 ;; esac'
    const env = environment({ PATH: makeTools({ cmake: true, python3 }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /pip cannot download torch 2.13.0 \(No route to host\)/,
    )
  })

  test('no cmake to unpack with', async () => {
    const env = environment({
      PATH: makeTools({}),
      ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0'),
    })
    await expect(ensureLibtorch({ env })).rejects.toThrow(
      /^cmake is not on PATH: expected CMake 3.18/,
    )
  })

  test('a cache that cannot be made', async () => {
    const file = join(home, 'file')
    writeFileSync(file, '')
    await expect(ensureLibtorch({ env: environment({ ISBE_HOME: file }) })).rejects.toThrow(
      /cannot write to .*libtorch \(ENOTDIR\).*set ISBE_HOME/,
    )
  })

  test('an unpacking that only warns, as CMake does on a full disk', async () => {
    const real = makeTools({ cmake: true })
    const cmake = `${real}/cmake "$@"; status=$?
      case "$*" in *xf*include*) echo 'cmake -E tar: warning: unknown warning' >&2 ;; esac
      exit $status`
    const env = environment({
      PATH: makeTools({ cmake }),
      ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0'),
    })
    await expect(ensureLibtorch({ env })).rejects.toThrow(/libtorch.zip is damaged/)
    expect(readdirSync(cache)).toEqual([])
  })

  test('less free space than needed', () => {
    expect(() => requireSpace(home, 1e18, 'ISBE_HOME')).toThrow(
      /^the disk that holds .* is full: 1000000000000 MB needed, \d+ MB free.*set ISBE_HOME/,
    )
    expect(() => requireSpace(home, 1, 'ISBE_HOME')).not.toThrow()
  })
})
