/** A run that asks for CUDA and cannot have it: what a person reads, for every cause. */
import { execFile, type ExecFileException } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot, readBuildRecord } from '../../../lib/native/record'
import { fakeDriver, noDriver, removeDrivers } from '../cuda/fakeDriver'

const { variant, reason } = readBuildRecord()
const driver = fakeDriver()
const runs = mkdtempSync(join(tmpdir(), 'isbe-torch-causes-'))

afterAll(() => {
  removeDrivers()
  rmSync(runs, { recursive: true })
})

interface Cause {
  env: Record<string, string>
  says: RegExp
}

const causes: Record<string, Cause> = {
  'a driver too old for the toolkit': {
    env: { FAKE_VERSION: '12080' },
    says: /^the NVIDIA driver is too old: it supports CUDA 12\.8, and this build is of CUDA 13\.0; install a newer driver$/,
  },
  'no driver': {
    env: { LD_LIBRARY_PATH: noDriver() },
    says: /^there is no NVIDIA driver \(.*libcuda\.so\.1: /,
  },
  'no device visible': {
    env: { FAKE_INIT: '100', CUDA_VISIBLE_DEVICES: '' },
    says: /^no CUDA device is visible: CUDA_VISIBLE_DEVICES is ''$/,
  },
  'a driver that does not start': {
    env: { FAKE_INIT: '803' },
    says: /^the NVIDIA driver does not start: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH$/,
  },
  'an architecture that was not compiled': {
    env: { FAKE_MAJOR: '6', FAKE_MINOR: '1' },
    says: /^libtorch has no code for device 0, Fake GPU of architecture sm_61: it was compiled for sm_75, /,
  },
}
/** Nothing of that makes a difference to a CPU build: one stands for all. */
const shown = Object.entries(causes).slice(0, variant === 'cpu' ? 1 : undefined)
const ofCpuBuild = `this is a CPU build of libtorch (${reason})`

interface Finished {
  code: number
  stderr: string
}

function train(env: Record<string, string>, device: string, folder: string): Promise<Finished> {
  const args = [
    'train',
    '--device',
    device,
    '--model',
    'mlp',
    '--limit',
    '64',
    '--epochs',
    '1',
    '--runs',
    folder,
  ]
  const full = { ...process.env, LD_LIBRARY_PATH: driver, ...env }
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [join(packageRoot, 'dist/cli/main.js'), ...args],
      { env: full },
      (error: ExecFileException | null, _stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, stderr }),
    )
  })
}

function expectCause(text: string | undefined, { says }: Cause): void {
  if (variant === 'cpu') expect(text).toBe(ofCpuBuild)
  else expect(text).toMatch(says)
}

describe.each(shown)(`${variant} build, %s`, (name, cause) => {
  const folder = join(runs, name.replaceAll(' ', '-'))

  test('asked for: an error that names it, and no run', async () => {
    const { code, stderr } = await train(cause.env, 'cuda', folder)
    expect(code).toBe(1)
    const [line, ...rest] = stderr.trim().split('\n')
    expect(rest).toEqual([])
    const advice = variant === 'cpu' ? '; ISBE_CUDA=cu130 npm run build makes a CUDA build' : ''
    const parts =
      /^isbe: --device: expected a device of this machine, found 'cuda', but (.*); use 'cpu'(.*)$/.exec(
        line!,
      )
    expectCause(parts?.[1], cause)
    expect(parts?.[2]).toBe(advice)
    expect(existsSync(folder)).toBe(false)
  })

  test('auto: the first line and the record say that it is the CPU, and why', async () => {
    const { code, stderr } = await train(cause.env, 'auto', folder)
    expect([code, stderr.split('\n').length]).toEqual([0, 3])
    const said = /^isbe:softmax {2}on cpu \(auto: (.*)\)$/.exec(stderr.split('\n')[0]!)?.[1]
    expectCause(said, cause)
    const [run] = readdirSync(folder)
    const config = JSON.parse(readFileSync(join(folder, run!, 'config.json'), 'utf8')) as Record<
      string,
      unknown
    >
    expect(config).toMatchObject({ device: 'cpu', deviceReason: `auto: ${said}` })
  })
})
