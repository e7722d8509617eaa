import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireSpace } from '../../scripts/setup/files'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import {
  emptyHomes,
  cudaWheel,
  fakeCudaPip,
  fakePip,
  libtorchFiles,
  makeFolder,
  makeLibtorch,
  makeTools,
  nvidiaWheel,
  officialArchive,
  wheel,
  writeTree,
} from './fixtures'

const place = emptyHomes()
const { environment } = place

/** No official archive: what is not found locally comes from pip. */
const noArchives = {}

describe('order', () => {
  test('LIBTORCH comes before the cache', async () => {
    writeTree(join(place.cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    const LIBTORCH = makeLibtorch('2.12.1')
    expect(await ensureLibtorch({ env: environment({ LIBTORCH }) })).toEqual({
      root: LIBTORCH,
      version: '2.12.1',
      variant: 'cpu',
      source: 'LIBTORCH',
    })
  })

  test('the cache comes before an archive, the pinned version before others', async () => {
    writeTree(join(place.cache, 'cpu-2.14.0'), libtorchFiles('2.14.0'))
    const env = environment({ ISBE_LIBTORCH_ARCHIVE: officialArchive('2.12.0') })
    expect((await ensureLibtorch({ env })).version).toBe('2.14.0')
    writeTree(join(place.cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    expect(await ensureLibtorch({ env })).toEqual({
      root: join(place.cache, 'cpu-2.13.0'),
      version: '2.13.0',
      variant: 'cpu',
      source: 'cache',
    })
  })

  test('ISBE_LIBTORCH_ARCHIVE comes before the network, and is then in the cache', async () => {
    const log = join(place.home, 'pip.log')
    const PATH = makeTools({ python3: fakePip(wheel('2.13.0'), log) })
    const env = environment({ PATH, ISBE_LIBTORCH_ARCHIVE: officialArchive('2.12.0') })
    const first = await ensureLibtorch({ env })
    expect(first).toEqual({
      root: join(place.cache, 'cpu-2.12.0'),
      version: '2.12.0',
      variant: 'cpu',
      source: 'ISBE_LIBTORCH_ARCHIVE',
    })
    expect(existsSync(log)).toBe(false)
    expect(await ensureLibtorch({ env: environment() })).toEqual({ ...first, source: 'cache' })
  })

  test('pip comes last and is asked for the pinned version', async () => {
    const log = join(place.home, 'pip.log')
    const PATH = makeTools({ python3: fakePip(wheel('2.13.0'), log) })
    const found = await ensureLibtorch({ env: environment({ PATH }), archives: noArchives })
    expect(found).toEqual({
      root: join(place.cache, 'cpu-2.13.0'),
      version: '2.13.0',
      variant: 'cpu',
      source: 'wheel',
    })
    expect(readFileSync(log, 'utf8')).toMatch(
      /-m pip download .*--no-deps torch==2\.13\.0\+cpu -d /,
    )
  })
})

describe('an index that has no build for the CPU', () => {
  /** A pip that knows the CUDA wheel alone, as PyPI's does. */
  const pypi = (log: string) => `case "$*" in *+cpu*)
    echo "ERROR: No matching distribution found for torch" >&2; exit 1 ;; esac
${fakeCudaPip(cudaWheel('2.13.0'), nvidiaWheel(), log)}`

  test('gives the CPU part of its CUDA wheel, with the two libraries of NVIDIA that it wants', async () => {
    const log = join(place.home, 'pip.log')
    const env = environment({ PATH: makeTools({ python3: pypi(log) }) })
    const found = await ensureLibtorch({ env, archives: noArchives })
    const folder = join(place.cache, 'cpu-2.13.0')
    const root = join(folder, 'torch')
    expect(found).toEqual({
      root,
      version: '2.13.0',
      variant: 'cpu',
      source: 'CPU part of the wheel',
    })
    expect(readdirSync(join(root, 'lib')).sort()).toEqual(['libc10.so', 'libtorch_cpu.so'])
    expect(readdirSync(join(folder, 'nvidia/cu13/lib'))).toEqual(['libcudart.so.13'])
    expect(existsSync(join(root, 'include/ATen/ATen.h'))).toBe(true)
    const asked = readFileSync(log, 'utf8')
    expect(asked).toMatch(/--no-deps torch===2\.13\.0 -d /)
    expect(asked).toMatch(/ nvidia-cuda-runtime==13\.0\.\* nvidia-cuda-cupti==13\.0\.\* -d /)
    expect(asked).not.toContain('cudnn')
    expect(await ensureLibtorch({ env: environment() })).toEqual({ ...found, source: 'cache' })
    const named = await ensureLibtorch({ env: environment({ LIBTORCH: root }) })
    expect(named.variant).toBe('cpu')
  })

  test('does not stand in for a CUDA build', async () => {
    const python3 =
      'case "$*" in *download*) echo "ERROR: No matching distribution" >&2; exit 1 ;; esac'
    const env = environment({ PATH: makeTools({ python3 }) })
    await expect(ensureLibtorch({ env, variant: 'cu130', archives: noArchives })).rejects.toThrow(
      /^libtorch 2\.13\.0 \(cu130\) cannot be fetched: pip cannot download torch 2\.13\.0 \(No matching/,
    )
  })

  test('the torch of an installed Python is offered by name', async () => {
    const site = join(makeFolder(), 'torch')
    writeTree(site, { ...libtorchFiles('2.12.0'), 'version.py': "__version__ = '2.12.0+cpu'\n" })
    const python3 = `case "$*" in *find_spec*) echo '${site}' ;; *) exit 1 ;; esac`
    const env = environment({ PATH: makeTools({ python3 }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      `or set LIBTORCH=${site}, the torch 2.12.0 that ${env.PATH}/python3 has, or ISBE_LIBTORCH_ARCHIVE`,
    )
  })

  test('a wheel that is not the pinned one is refused', async () => {
    const name = 'torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl'
    const python3 = `case "$*" in *+cpu*) for last; do :; done; cp '${wheel('2.13.0')}' "$last/${name}" ;;
      *download*) exit 1 ;; esac`
    const env = environment({ PATH: makeTools({ python3 }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /cp311-manylinux_2_28_x86_64\.whl is not the expected file: SHA-256 6746dbcb/,
    )
    expect(readdirSync(place.cache)).toEqual([])
  })
})

describe('ISBE_LIBTORCH_VERSION', () => {
  const asking = (ISBE_LIBTORCH_VERSION: string, more: NodeJS.ProcessEnv = {}) =>
    ensureLibtorch({ env: environment({ ISBE_LIBTORCH_VERSION, ...more }), archives: noArchives })

  test('asks the cache and pip for that version alone', async () => {
    writeTree(join(place.cache, 'cpu-2.13.0'), libtorchFiles('2.13.0'))
    const log = join(place.home, 'pip.log')
    const PATH = makeTools({ python3: fakePip(wheel('2.14.1'), log) })
    expect(await asking('2.14.1', { PATH })).toMatchObject({ version: '2.14.1', source: 'wheel' })
    expect(readFileSync(log, 'utf8')).toMatch(/ torch==2\.14\.1\+cpu /)
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

  test('no folder', async () => rejects(join(place.home, 'nowhere'), /is not a folder: expected/))

  test('wrong layout', async () => {
    await rejects(makeFolder(), /is not a libtorch folder: expected lib\/libtorch_cpu.so in it/)
  })

  test('CUDA is told from CPU', async () => {
    const LIBTORCH = makeLibtorch('2.13.0')
    writeTree(LIBTORCH, { 'build-version': '2.13.0+cu130\n' })
    expect((await ensureLibtorch({ env: environment({ LIBTORCH }) })).variant).toBe('cu130')
  })
})

describe('nothing to be had', () => {
  test('no network and no python3', async () => {
    const archives = { [`cpu-${process.arch}`]: { url: 'http://127.0.0.1:1/a.zip', sha256: null } }
    await expect(ensureLibtorch({ env: environment(), archives })).rejects.toThrow(
      /cannot download http.*a.zip \(ECONNREFUSED\); python3 is not on PATH\. Get a network/,
    )
    expect(place.steps.filter(line => line.includes('trying the wheel'))).toHaveLength(1)
  })

  test('no pip', async () => {
    const env = environment({ PATH: makeTools({ python3: 'exit 1' }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /python3 has no pip/,
    )
  })

  test('pip finds nothing', async () => {
    const python3 = 'case "$*" in *download*) echo "ERROR: No route to host." >&2; exit 1 ;; esac'
    const env = environment({ PATH: makeTools({ python3 }) })
    await expect(ensureLibtorch({ env, archives: noArchives })).rejects.toThrow(
      /pip cannot download torch 2.13.0 \(No route to host\)/,
    )
  })

  test('a cache that cannot be made', async () => {
    const file = join(place.home, 'file')
    writeFileSync(file, '')
    await expect(ensureLibtorch({ env: environment({ ISBE_HOME: file }) })).rejects.toThrow(
      /cannot write to .*libtorch \(ENOTDIR\).*set ISBE_HOME/,
    )
  })

  test('less free space than needed', () => {
    expect(() => requireSpace(place.home, 1e18, 'ISBE_HOME')).toThrow(
      /^the disk that holds .* is full: 1000000000000 MB needed, \d+ MB free.*set ISBE_HOME/,
    )
    expect(() => requireSpace(place.home, 1, 'ISBE_HOME')).not.toThrow()
  })
})
