/** Why CUDA cannot be used, word for word, from facts alone; the last versions that still do. */
import {
  compiledKernels,
  compiledOf,
  explain,
  explainDevice,
  type DriverFacts,
  type Facts,
} from '../../../lib/runtime/availability'
import { isBfloat16Fast } from '../../../lib/runtime/bfloat16'

const driver: DriverFacts = { error: '', version: 13_010, status: '', devices: 2 }
const facts: Facts = {
  built: true,
  buildReason: 'no reason',
  runtime: 13_000,
  driver,
  visible: undefined,
  devices: [
    { name: 'A', major: 8, minor: 0 },
    { name: 'B', major: 12, minor: 1 },
  ],
  compiled: [
    { what: 'libtorch', machine: [75, 80], ptx: [90] },
    { what: 'isbe-torch', machine: [], ptx: [] },
  ],
}

const withDriver = (more: Partial<DriverFacts>, others: Partial<Facts> = {}) =>
  explain({ ...facts, driver: { ...driver, ...more }, ...others })

test('causes, in the order in which they are looked for', () => {
  expect([
    withDriver({ error: 'no file' }, { built: false }),
    withDriver({ error: 'no file', version: 0 }),
    withDriver({ version: 12_090, status: 'CUDA_ERROR_NO_DEVICE' }),
    withDriver({ status: 'CUDA_ERROR_NO_DEVICE', devices: 3 }),
    withDriver({ devices: 0 }),
    withDriver({ devices: 0 }, { visible: '7' }),
    withDriver({ status: 'CUDA_ERROR_UNKNOWN', devices: 0 }),
    withDriver({ version: 13_000 }),
    withDriver({ version: 14_000 }),
    withDriver({ version: 13_000 }, { runtime: 13_020 }),
  ]).toEqual([
    'this is a CPU build of libtorch (no reason)',
    'there is no NVIDIA driver (no file)',
    'the NVIDIA driver is too old: it supports CUDA 12.9, and this build is of CUDA 13.0; install a newer driver',
    'no CUDA device is visible',
    'no CUDA device is visible',
    "no CUDA device is visible: CUDA_VISIBLE_DEVICES is '7'",
    'the NVIDIA driver does not start: CUDA_ERROR_UNKNOWN',
    null,
    null,
    null,
  ])
})

test('single devices', () => {
  const of = (major: number, minor: number, compiled = facts.compiled) =>
    explainDevice({ ...facts, devices: [{ name: 'G', major, minor }], compiled }, 0)
  const lacks = (architecture: string) =>
    `libtorch has no code for device 0, G of architecture sm_${architecture}: it was compiled for ` +
    'sm_75, sm_80, compute_90'
  expect([of(7, 5), of(7, 6), of(8, 0), of(8, 9), of(9, 0), of(12, 1)]).toEqual(Array(6).fill(null))
  expect([of(7, 0), of(6, 1)]).toEqual([lacks('70'), lacks('61')])
  const second = [{ what: 'libtorch', machine: [80], ptx: [] }, { what: 'ours', machine: [], ptx: [90] }] // prettier-ignore
  expect(of(8, 6, second)).toBe(
    'ours has no code for device 0, G of architecture sm_86: it was compiled for compute_90',
  )
  expect(of(9, 0, second)).toBe(
    'libtorch has no code for device 0, G of architecture sm_90: it was compiled for sm_80',
  )
  expect(explainDevice(facts, 1)).toBe(null)
  expect(explainDevice(facts, 2)).toBe('this machine has 2 CUDA device(s)')
})

test('architectures in the flags of nvcc and in the list of CMake', () => {
  const flags =
    '-gencode arch=compute_75,code=sm_75 -gencode arch=compute_120,code=sm_120 ' +
    '-gencode arch=compute_75,code=sm_75 -gencode arch=compute_120,code=compute_120'
  expect(compiledOf(flags)).toEqual({ what: 'libtorch', machine: [75, 120], ptx: [120] })
  expect(compiledOf('')).toEqual({ what: 'libtorch', machine: [], ptx: [] })
  const lists = ['75-real;90-real;120', '90', '75-real', '']
  expect(lists.map(compiledKernels)).toEqual([
    { what: 'isbe-torch', machine: [75, 90, 120], ptx: [120] },
    { what: 'isbe-torch', machine: [90], ptx: [90] },
    { what: 'isbe-torch', machine: [75], ptx: [] },
    { what: 'isbe-torch', machine: [], ptx: [] },
  ])
})

test('processors that are fast in bfloat16', () => {
  const amd = 'vendor_id : AuthenticAMD\nflags : avx512f'
  expect(
    [
      'flags : amx_bf16',
      `${amd} avx512_bf16`,
      'vendor_id : GenuineIntel\nflags : avx512_bf16',
      amd,
      'flags : amx_bf16x',
      `${amd} avx512_bf16x`,
      '',
    ].map(isBfloat16Fast),
  ).toEqual([true, true, false, false, false, false, false])
})
