/** Every cause of CUDA being absent has its own message, made with a driver that pretends. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  compiledKernels,
  compiledOf,
  explain,
  explainDevice,
  type DeviceFacts,
  type DriverFacts,
  type Facts,
} from '../../../lib/runtime/availability'
import { packageRoot, readBuildRecord } from '../../../lib/native/record'
import { fakeDriver, noDriver, removeDrivers } from '../cuda/fakeDriver'

const folder = fakeDriver()

afterAll(removeDrivers)

const ask = `
const [loader, root, record] = process.argv.slice(1)
const addon = require(loader).loadAddon(root, JSON.parse(record))
const driver = addon.cudaDriver()
const usable = driver.error === '' && driver.status === ''
console.log(JSON.stringify({ driver, devices: usable && driver.devices ? [addon.cudaProperties(0)] : [] }))
`

interface Answer {
  driver: DriverFacts
  devices: DeviceFacts[]
}

/** What the addon finds out in a process with another driver, or none. */
function findOut(env: Record<string, string>): Answer {
  const loader = join(packageRoot, 'scripts/setup/load.js')
  const args = ['-e', ask, loader, packageRoot, JSON.stringify(readBuildRecord())]
  const text = execFileSync(process.execPath, args, {
    env: { PATH: process.env.PATH, LD_LIBRARY_PATH: folder, ...env },
    encoding: 'utf8',
  })
  return JSON.parse(text) as Answer
}

const flags =
  '-gencode arch=compute_75,code=sm_75 -gencode arch=compute_90,code=sm_90 -gencode ' +
  'arch=compute_120,code=sm_120'

/** The facts of a CUDA 13.0 build on a machine with that driver. */
function factsOf({ driver, devices }: Answer, more: Partial<Facts> = {}): Facts {
  return {
    built: true,
    buildReason: 'ISBE_CUDA=cu130',
    runtime: 13_000,
    driver,
    devices,
    visible: undefined,
    compiled: [compiledOf(flags), compiledKernels('75-real;90-real;120')],
    ...more,
  }
}

describe('a driver that pretends', () => {
  it('a good one', () => {
    const answer = findOut({ FAKE_VERSION: '13010' })
    expect(answer.driver).toEqual({ error: '', version: 13_010, status: '', devices: 1 })
    expect(answer.devices[0]).toMatchObject({
      name: 'Fake GPU',
      major: 9,
      minor: 0,
      totalMemory: 2 ** 33,
      warpSize: 10,
      multiProcessorCount: 16,
    })
    const facts = factsOf(answer)
    expect(explain(facts)).toBeNull()
    expect(explainDevice(facts, 0)).toBeNull()
    expect(explainDevice(facts, 7)).toBe('this machine has 1 CUDA device(s)')
  })

  it('none', () => {
    const facts = factsOf(findOut({ LD_LIBRARY_PATH: noDriver() }))
    expect(explain(facts)).toMatch(/^there is no NVIDIA driver \(.*libcuda\.so\.1: /)
  })

  it('one too old for the toolkit', () => {
    expect(explain(factsOf(findOut({ FAKE_VERSION: '12080' })))).toBe(
      'the NVIDIA driver is too old: it supports CUDA 12.8, and this build is of CUDA 13.0; install a newer driver',
    )
  })

  it('no device visible', () => {
    const hidden = findOut({ FAKE_INIT: '100' })
    expect(explain(factsOf(hidden))).toBe('no CUDA device is visible')
    expect(explain(factsOf(hidden, { visible: '' }))).toBe(
      "no CUDA device is visible: CUDA_VISIBLE_DEVICES is ''",
    )
    expect(explain(factsOf(findOut({ FAKE_DEVICES: '0' })))).toBe('no CUDA device is visible')
  })

  it('one that does not start', () => {
    expect(explain(factsOf(findOut({ FAKE_INIT: '803' })))).toBe(
      'the NVIDIA driver does not start: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH',
    )
  })

  it('a device of an architecture that was not compiled', () => {
    const old = factsOf(findOut({ FAKE_MAJOR: '6', FAKE_MINOR: '1' }))
    expect(explain(old)).toBeNull()
    expect(explainDevice(old, 0)).toBe(
      'libtorch has no code for device 0, Fake GPU of architecture sm_61: it was compiled for sm_75, sm_90, sm_120',
    )
    const ours = {
      ...old,
      compiled: [compiledKernels('90')],
      devices: [{ name: 'A100', major: 8, minor: 0 }],
    }
    expect(explainDevice(ours, 0)).toMatch(
      /^isbe-torch has no code for device 0, A100 of architecture sm_80: .* sm_90, compute_90$/,
    )
  })

  it('a libtorch that does not tell what it was compiled for is tried', () => {
    const facts = { ...factsOf(findOut({})), compiled: [compiledOf('CUDA Runtime 13.0')] }
    expect(explainDevice(facts, 0)).toBeNull()
  })

  it('a CPU build, whatever the driver', () => {
    const facts = factsOf(findOut({}), {
      built: false,
      buildReason: 'no NVIDIA driver on this machine',
    })
    expect(explain(facts)).toBe(
      'this is a CPU build of libtorch (no NVIDIA driver on this machine)',
    )
  })
})

it('code runs on later minor versions of its major one, PTX on everything later', () => {
  const runs = (architectures: string, major: number, minor: number): boolean =>
    explainDevice(
      {
        ...factsOf({
          driver: { error: '', version: 0, status: '', devices: 1 },
          devices: [{ name: '', major, minor }],
        }),
        compiled: [compiledKernels(architectures)],
      },
      0,
    ) === null
  expect(runs('80-real;90-real', 8, 9)).toBe(true)
  expect(runs('86-real', 8, 0)).toBe(false)
  expect(runs('80-real;90-real', 10, 0)).toBe(false)
  expect(runs('80-real;90', 10, 0)).toBe(true)
  expect(runs('120', 9, 0)).toBe(false)
})
