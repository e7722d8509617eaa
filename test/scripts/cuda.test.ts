/** Which variant is built, what it needs, and that variants live side by side. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chooseVariant, requireNvcc } from '../../scripts/setup/cuda'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import { ensureNative } from '../../scripts/setup/native'
import {
  captureSteps,
  cudaWheel,
  fakeCudaPip,
  fakeNvcc,
  libtorchFiles,
  makeCheckout,
  makeFolder,
  makeLibtorch,
  makeTools,
  nvidiaWheel,
  removeFolders,
  writeTree,
} from './fixtures'

let steps: string[]

beforeEach(() => {
  steps = captureSteps()
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

/** An environment in which CUDA_HOME is a toolkit with that nvcc. */
function withToolkit(nvcc: string): NodeJS.ProcessEnv {
  const home = makeFolder()
  renameSync(makeTools({ nvcc }), join(home, 'bin'))
  return { CUDA_HOME: home, PATH: '' }
}

const driver = [__filename]
const noDriver = ['/nowhere/driver']

describe('ISBE_CUDA', () => {
  test.each([undefined, '', 'auto'])('%p without a driver: for the CPU', async ISBE_CUDA => {
    const env = { ...withToolkit(fakeNvcc('13.0')), ISBE_CUDA }
    expect(await chooseVariant(env, noDriver)).toEqual({
      variant: 'cpu',
      reason: 'no NVIDIA driver on this machine',
    })
  })

  test('auto with a driver but no toolkit: for the CPU', async () => {
    const choice = await chooseVariant({ CUDA_HOME: '/nowhere', PATH: '' }, driver)
    expect(choice).toEqual({
      variant: 'cpu',
      reason: 'an NVIDIA driver is there, but no CUDA toolkit (nvcc)',
    })
  })

  test('auto with a driver and an old toolkit: for the CPU', async () => {
    const { variant, reason } = await chooseVariant(withToolkit(fakeNvcc('12.4')), driver)
    expect(variant).toBe('cpu')
    expect(reason).toMatch(/nvcc is of CUDA 12.4, and 13 is needed$/)
  })

  test('auto with a driver and a toolkit: for CUDA', async () => {
    const { variant, reason } = await chooseVariant(withToolkit(fakeNvcc('13.1')), driver)
    expect(variant).toBe('cu130')
    expect(reason).toMatch(/^an NVIDIA driver and .*nvcc of CUDA 13.1$/)
  })

  test.each(['cpu', 'cu130'])('%s is what is said', async ISBE_CUDA => {
    expect(await chooseVariant({ ISBE_CUDA, PATH: '' }, noDriver)).toEqual({
      variant: ISBE_CUDA,
      reason: `ISBE_CUDA=${ISBE_CUDA}`,
    })
  })

  test('anything else is an error', async () => {
    await expect(chooseVariant({ ISBE_CUDA: 'cu12', PATH: '' }, driver)).rejects.toThrow(
      "ISBE_CUDA='cu12': expected auto, cpu, cu130. Set it to one of these, or unset it.",
    )
  })
})

describe('nvcc', () => {
  test('every architecture of libtorch that it knows, and PTX of the newest', async () => {
    const found = await requireNvcc('cu130', withToolkit(fakeNvcc('13.0')))
    expect(found).toMatchObject({
      release: '13.0',
      architectures: '75-real;80-real;86-real;90-real;100-real;120',
    })
    const later = await requireNvcc('cu130', withToolkit(fakeNvcc('13.9', [80, 90, 100, 130])))
    expect(later.architectures).toBe('80-real;90-real;100')
  })

  test('ISBE_CUDA_ARCHITECTURES asks for some', async () => {
    const env = { ...withToolkit(fakeNvcc('13.0')), ISBE_CUDA_ARCHITECTURES: '80;90' }
    expect((await requireNvcc('cu130', env)).architectures).toBe('80-real;90')
    await expect(
      requireNvcc('cu130', { ...env, ISBE_CUDA_ARCHITECTURES: '90, 52' }),
    ).rejects.toThrow(
      /^ISBE_CUDA_ARCHITECTURES='90, 52': expected some of 75, 80, 86, 90, 100, 120, which/,
    )
  })

  test('none', async () => {
    await expect(requireNvcc('cu130', { CUDA_HOME: '/nowhere', PATH: '' })).rejects.toThrow(
      /^a cu130 build needs nvcc: .*found none\. Install the CUDA toolkit 13.*ISBE_CUDA=cpu/,
    )
  })

  test('of another major version', async () => {
    await expect(requireNvcc('cu130', withToolkit(fakeNvcc('12.8')))).rejects.toThrow(
      /nvcc is of CUDA 12.8: expected 13, as libtorch is a cu130 build/,
    )
  })
})

describe('libtorch for CUDA', () => {
  test("from wheels: beside NVIDIA's libraries, where its own RPATH looks for them", async () => {
    const home = makeFolder()
    const log = join(home, 'pip.log')
    const python3 = fakeCudaPip(cudaWheel('2.13.0'), nvidiaWheel(), log)
    const env = { PATH: makeTools({ cmake: true, python3 }), ISBE_HOME: home }
    const found = await ensureLibtorch({ env, variant: 'cu130', archives: {} })
    const folder = join(home, 'libtorch/cu130-2.13.0')
    expect(found).toEqual({
      root: join(folder, 'torch'),
      version: '2.13.0',
      variant: 'cu130',
      source: 'wheel',
    })
    expect(readdirSync(folder).sort()).toEqual(['nvidia', 'torch'])
    expect(readdirSync(join(folder, 'nvidia/cu13/lib'))).toEqual(['libcudart.so.13'])
    expect(existsSync(join(folder, 'nvidia/cu13/include'))).toBe(false)
    const asked = readFileSync(log, 'utf8')
    expect(asked).toMatch(/--no-deps torch===2\.13\.0 -d /)
    expect(asked).toMatch(
      /--retries 2 cuda-toolkit\[cublas,cudart\]==13\.0\.3 nvidia-cudnn-cu13==9\.20\.0\.48 -d /,
    )
    expect(await ensureLibtorch({ env, variant: 'cu130', archives: {} })).toEqual({
      ...found,
      source: 'cache',
    })
    expect(readdirSync(join(home, 'libtorch'))).toEqual(['cu130-2.13.0'])
  })

  test('another version where the index lacks the pinned one', async () => {
    const home = makeFolder()
    const log = join(home, 'pip.log')
    const python3 = `case "$*" in *2.13.0*) echo "ERROR: No matching distribution" >&2; exit 1 ;; esac
${fakeCudaPip(cudaWheel('2.14.1'), nvidiaWheel(), log)}`
    const env = { PATH: makeTools({ cmake: true, python3 }), ISBE_HOME: home }
    const found = await ensureLibtorch({ env, variant: 'cu130', archives: {} })
    expect(found.root).toBe(join(home, 'libtorch/cu130-2.14.1/torch'))
  })

  test('the version that ISBE_LIBTORCH_VERSION asks for, beside others in the cache', async () => {
    const home = makeFolder()
    const log = join(home, 'pip.log')
    writeTree(join(home, 'libtorch/cu130-2.13.0/torch'), libtorchFiles('2.13.0'))
    const python3 = fakeCudaPip(cudaWheel('2.14.1'), nvidiaWheel(), log)
    const env = {
      PATH: makeTools({ cmake: true, python3 }),
      ISBE_HOME: home,
      ISBE_LIBTORCH_VERSION: '2.14.1',
    }
    const found = await ensureLibtorch({ env, variant: 'cu130', archives: {} })
    expect(found).toMatchObject({
      root: join(home, 'libtorch/cu130-2.14.1/torch'),
      version: '2.14.1',
    })
    expect(readFileSync(log, 'utf8')).not.toContain('2.13.0')
    expect(await ensureLibtorch({ env, variant: 'cu130', archives: {} })).toEqual({
      ...found,
      source: 'cache',
    })
    const pinned = await ensureLibtorch({
      env: { ...env, ISBE_LIBTORCH_VERSION: '' },
      variant: 'cu130',
      archives: {},
    })
    expect(pinned).toMatchObject({ version: '2.13.0', source: 'cache' })
  })

  test('no NVIDIA libraries to be had', async () => {
    const home = makeFolder()
    const python3 = `case "$*" in *nvidia*) echo "ERROR: No route to host." >&2; exit 1 ;; esac
${fakeCudaPip(cudaWheel('2.13.0'), nvidiaWheel(), join(home, 'log'))}`
    const env = { PATH: makeTools({ cmake: true, python3 }), ISBE_HOME: home }
    await expect(ensureLibtorch({ env, variant: 'cu130', archives: {} })).rejects.toThrow(
      /libtorch 2.13.0 \(cu130\) cannot be fetched: pip cannot download NVIDIA's libraries \(No route/,
    )
    expect(readdirSync(join(home, 'libtorch'))).toEqual([])
  })
})

/** A cmake-js that logs its arguments and writes what CMake and the compiler would. */
const cmakeJs = `
const fs = require('node:fs')
const path = require('node:path')
const args = process.argv.slice(2)
const value = (name) => args[args.indexOf(name) + 1]
fs.appendFileSync(path.join(value('--directory'), 'calls'), args.join(' ') + '\\n')
const libraries = path.join(value('--out'), value('--config'))
fs.mkdirSync(libraries, { recursive: true })
fs.writeFileSync(path.join(value('--out'), 'build.ninja'), '')
for (const name of ['isbe_torch.node', 'isbe_preload.node', 'libisbe_ops.so']) fs.writeFileSync(path.join(libraries, name), '')
`

describe('two variants side by side', () => {
  let root: string
  let env: NodeJS.ProcessEnv

  beforeEach(() => {
    root = makeCheckout({
      'CMakeLists.txt': '# build',
      'native/addon.cpp': '// source',
      'node_modules/cmake-js/package.json': '{}',
      'node_modules/cmake-js/bin/cmake-js': cmakeJs,
      'node_modules/node-addon-api/package.json': '{ "version": "8.0.0" }',
    })
    const home = makeFolder()
    writeTree(join(home, 'libtorch/cpu-2.13.0'), libtorchFiles('2.13.0'))
    writeTree(join(home, 'libtorch/cu130-2.13.0/torch'), {
      ...libtorchFiles('2.13.0'),
      'version.py': "__version__ = '2.13.0+cu130'\ncuda = '13.0'\n",
    })
    env = {
      ...withToolkit(fakeNvcc('13.0')),
      ISBE_HOME: home,
      ISBE_BUILD_CACHE: 'off',
      PATH: makeTools({ cmake: 'echo cmake version 3.25.1', 'c++': '', ninja: '' }),
    }
  })

  function calls(): string[] {
    const file = join(root, 'calls')
    if (!existsSync(file)) return []
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    rmSync(file)
    return lines
  }

  const inUse = () =>
    JSON.parse(readFileSync(join(root, 'build/native.json'), 'utf8')) as { variant: string }

  test('each has its folder, and switching back compiles nothing', async () => {
    const cpu = await ensureNative({ root, env: { ...env, ISBE_CUDA: 'cpu' } })
    expect(cpu).toMatchObject({
      addon: 'build/cpu-2.13.0/Release/isbe_torch.node',
      variant: 'cpu',
      reason: 'ISBE_CUDA=cpu',
      architectures: null,
    })
    expect(calls()[0]).not.toContain('ISBE_CUDA')
    const cuda = await ensureNative({ root, env: { ...env, ISBE_CUDA: 'cu130' } })
    expect(cuda).toMatchObject({
      addon: 'build/cu130-2.13.0/Release/isbe_torch.node',
      variant: 'cu130',
      architectures: '75-real;80-real;86-real;90-real;100-real;120',
    })
    const [call] = calls()
    expect(call).toContain('--CDISBE_CUDA=ON')
    expect(call).toContain(`--CDCMAKE_CUDA_COMPILER=${env.CUDA_HOME}/bin/nvcc`)
    expect(
      steps.find(line =>
        line.includes('compiling the native addon for CUDA (cu130; ISBE_CUDA=cu130) with'),
      ),
    ).toBeDefined()

    expect(await ensureNative({ root, env: { ...env, ISBE_CUDA: 'cpu' } })).toEqual(cpu)
    expect(inUse().variant).toBe('cpu')
    expect(await ensureNative({ root, env: { ...env, ISBE_CUDA: 'cu130' } })).toEqual(cuda)
    expect(inUse().variant).toBe('cu130')
    expect(calls()).toEqual([])
  })

  test('LIBTORCH decides where ISBE_CUDA does not', async () => {
    const LIBTORCH = join(env.ISBE_HOME!, 'libtorch/cu130-2.13.0/torch')
    expect(await ensureNative({ root, env: { ...env, LIBTORCH } })).toMatchObject({
      variant: 'cu130',
      reason: 'LIBTORCH is a cu130 build',
    })
  })

  test('LIBTORCH and ISBE_CUDA that disagree are an error', async () => {
    const LIBTORCH = makeLibtorch('2.13.0')
    await expect(
      ensureNative({ root, env: { ...env, LIBTORCH, ISBE_CUDA: 'cu130' } }),
    ).rejects.toThrow(/^LIBTORCH=.* is a cpu build: expected cu130, as ISBE_CUDA says\. Unset one/)
  })
})
