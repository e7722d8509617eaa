import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { examine, textOf } from '../../scripts/doctor'
import { makeMachine, tools, type Machine } from './doctorMachine'
import {
  captureSteps,
  installDamagedMnist,
  fakeNvcc,
  makeFolder,
  makeLibtorch,
  makeTools,
  packageRoot,
  removeFolders,
  writeAddon,
  writeTree,
} from './fixtures'

let machine: Machine

beforeEach(() => {
  captureSteps()
  machine = makeMachine()
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

const without = (name: keyof typeof tools) => {
  const rest = Object.entries(tools).filter(([tool]) => tool !== name)
  machine.env.PATH = makeTools(Object.fromEntries(rest))
}
const unbuilt = () => rmSync(join(machine.root, 'build'), { recursive: true })
const libtorchFile = (name: string) => join(machine.home, 'libtorch/cpu-2.13.0/lib', name)

/** The checks that are not ok, in words. */
async function complaints() {
  const { status, checks } = await examine(machine)
  const wrong = checks.filter(check => check.status !== 'ok')
  // No complaint without advice.
  expect(wrong.filter(check => !check.remedy)).toEqual([])
  const told = wrong.map(
    check => `${check.status} ${check.name}: ${check.found} -> ${check.remedy}`,
  )
  return { status, told: told.join('\n') }
}

test('a good machine: nothing to complain of', async () => {
  const report = await examine(machine)
  expect(report.checks.filter(check => check.status !== 'ok')).toEqual([])
  expect(report.status).toBe('ok')
  const text = textOf(report)
  expect(text).toMatch(/^ok +libtorch +2\.13\.0 \(cpu\) in .*, from cache$/m)
  expect(text).toMatch(/^ok +addon .* loads libtorch 2\.13\.0: 2 threads, AVX2, 0 CUDA devices$/m)
  expect(text).toMatch(/all is well$/)
})

const broken: [string, () => void, 'problem' | 'warning', RegExp][] = [
  [
    'no compiler',
    () => {
      unbuilt()
      without('c++')
    },
    'problem',
    /problem compiler: no C\+\+ compiler on PATH.* -> Install one \(package g\+\+ or clang\)/,
  ],
  [
    'no CMake',
    () => {
      unbuilt()
      without('cmake')
    },
    'problem',
    /problem CMake: cmake is not on PATH.* -> Install it \(package cmake\)/,
  ],
  [
    'no CMake, where nothing has to be built any more',
    () => without('cmake'),
    'warning',
    /^warning CMake: cmake is not on PATH/,
  ],
  [
    'a wrong libtorch',
    () => (machine.env.LIBTORCH = makeLibtorch('2.9.0')),
    'problem',
    /problem libtorch: libtorch 2\.9\.0 found in LIBTORCH=.*: expected 2\.11 to 2\.14 -> Point LIBTORCH/,
  ],
  [
    'a truncated library',
    () => truncateSync(libtorchFile('libtorch_cpu.so'), 3),
    'problem',
    /problem libtorch: .*libtorch_cpu\.so is not what was installed -> Remove .*cpu-2\.13\.0, then run `npx isbe setup`/,
  ],
  [
    'a wrong Node',
    () => (machine.nodeVersion = '18.20.4'),
    'problem',
    /problem Node\.js: 18\.20\.4: expected 20 or newer -> Install Node\.js 20 or newer/,
  ],
  [
    'missing rights',
    () => (machine.env.ISBE_HOME = '/proc/isbe-home'),
    'problem',
    /problem rights: cannot write to \/proc\/isbe-home \(\w+\) -> Make it a folder .* or set ISBE_HOME/,
  ],
  [
    'a full disk',
    () => (machine.freeBytes = () => 2e6),
    'problem',
    /problem disk: the disk that holds .* is full: 2\.0 MB free, 100 MB needed -> Free some space/,
  ],
  [
    'a corrupt dataset',
    () => installDamagedMnist(machine.root),
    'problem',
    /problem datasets: .*t10k-labels-idx1-ubyte is damaged -> Reinstall it/,
  ],
  [
    'an addon of another version',
    () => writeFileSync(join(machine.root, 'native/addon.cpp'), '// newer'),
    'problem',
    /problem addon: .*from sources of another version -> Run `npx isbe setup`/,
  ],
  [
    'an addon for another libtorch',
    () => (machine.env.LIBTORCH = makeLibtorch('2.14.0')),
    'problem',
    /problem addon: .*and libtorch 2\.14\.0 is there -> Run `npx isbe setup`/,
  ],
  [
    'an addon that does not load',
    () => {
      const { root, env } = machine
      env.NODE_OPTIONS = writeAddon(
        join(root, 'build'),
        "torchVersion() { throw Error('no GLIBC') }",
      )
    },
    'problem',
    /problem addon: .*it does not load: no GLIBC -> Run `npx isbe setup`/,
  ],
  [
    'blocked scripts',
    () => {
      unbuilt()
      machine.env.PATH = makeTools({
        ...tools,
        npm: 'test "$1" = --version && echo 11.0.0 || echo true',
      })
    },
    'problem',
    /warning npm: 11\.0\.0, ignore-scripts is set -> Run `npx isbe setup`/,
  ],
  [
    "a cgroup's limit",
    () => {
      const { cgroup } = machine
      writeTree(cgroup!, { 'cpu.max': '150000 100000', 'memory.max': 'max' })
      machine.processCgroup = join(cgroup!, 'self')
      writeFileSync(machine.processCgroup, '0::/inner\n')
      machine.env.OMP_NUM_THREADS = '8'
    },
    'warning',
    /^warning threads: 8 OpenMP threads, .*a cgroup allows 1\.5.* -> Set OMP_NUM_THREADS=1/,
  ],
  [
    'a cgroup of version 1',
    () => {
      const { cgroup } = machine
      writeTree(cgroup!, {
        'cpu/a/cpu.cfs_quota_us': '50000',
        'cpu/a/cpu.cfs_period_us': '100000',
        'memory/a/memory.limit_in_bytes': '500000000',
      })
      machine.processCgroup = join(cgroup!, 'self')
      writeFileSync(machine.processCgroup, '5:memory:/a\n1:cpu:/a/b\n')
      machine.env.OMP_NUM_THREADS = '2'
    },
    'warning',
    /warning memory: 500 MB by a cgroup, .*\nwarning threads: 2 OpenMP threads, .* allows 0\.5/,
  ],
  [
    'cores that others use',
    () => (machine.busyShare = () => Promise.resolve(0.9)),
    'warning',
    /^warning other programs: 90 % of the cores are in use/,
  ],
  [
    'nothing at all',
    () => {
      unbuilt()
      rmSync(join(machine.home, 'libtorch'), { recursive: true })
    },
    'problem',
    /problem libtorch: there is no libtorch in .* -> Run `npx isbe setup`, which fetches it\nproblem addon: neither/,
  ],
]

test.each(broken)('%s', async (_name, breakIt, status, words) => {
  breakIt()
  const found = await complaints()
  expect(found.told).toMatch(words)
  expect(found.status).toBe(status)
})

test('a proxy that refuses', async () => {
  const server = createServer()
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  machine.env.HTTPS_PROXY = `http://user:secret@127.0.0.1:${port}`
  unbuilt()
  const { told } = await complaints()
  server.close()
  expect(told).toMatch(
    /problem proxy: http:\/\/127\.0\.0\.1:\d+ refuses: it answers with HTTP status 403 -> Correct HTTPS_PROXY/,
  )
  expect(told).not.toContain('secret')
})

test('the libtorch of the native build is found where LIBTORCH is no longer set', async () => {
  const elsewhere = join(makeFolder(), 'libtorch')
  renameSync(join(machine.home, 'libtorch/cpu-2.13.0'), elsewhere)
  const record = join(machine.root, 'build/native.json')
  const build = JSON.parse(readFileSync(record, 'utf8')) as object
  writeFileSync(record, JSON.stringify({ ...build, libtorch: elsewhere }))
  expect((await complaints()).told).toBe('')
  expect(textOf(await examine(machine))).toContain(`in ${elsewhere}, from the native build`)
})

test('a Python that has torch is offered where there is no libtorch', async () => {
  const site = writeTree(makeLibtorch('2.13.0'), { 'version.py': "__version__ = '2.13.0+cpu'\n" })
  machine.env.PATH = makeTools({ ...tools, python3: `echo '${site}'` })
  rmSync(join(machine.home, 'libtorch'), { recursive: true })
  expect((await complaints()).told).toContain(`or set LIBTORCH=${site}, the torch 2.13.0 of `)
})

test('a toolkit alone is no complaint', async () => {
  machine.env.PATH = makeTools({ ...tools, nvcc: fakeNvcc('12.4') })
  expect((await complaints()).told).toBe('')
})

test('the command: exit codes, JSON, and no native build needed', () => {
  if (!existsSync(join(packageRoot, 'dist/cli/main.js')))
    throw new Error('expected dist/; run npm run build')
  const run = (env: NodeJS.ProcessEnv) => {
    const args = [join(packageRoot, 'dist/cli/main.js'), 'doctor', '--json']
    const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
    return { status, report: JSON.parse(stdout) as Awaited<ReturnType<typeof examine>> }
  }
  const { status, report } = run({ ...process.env, LIBTORCH: '/nowhere' })
  expect(status).toBe(1)
  expect(report.status).toBe('problem')
  expect(report.checks.find(check => check.name === 'libtorch')).toEqual({
    name: 'libtorch',
    status: 'problem',
    found: 'LIBTORCH=/nowhere is not a folder: expected a libtorch folder',
    remedy: 'Point LIBTORCH to a libtorch that fits, or unset it',
  })
})
