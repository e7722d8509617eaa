/** Whether CUDA can be used and, if not, why: every cause has its own words. */
import { native } from '../native'
import { readBuildRecord } from '../native/record'

/** What the NVIDIA driver says. */
export interface DriverFacts {
  /** Why the driver's library cannot be loaded; empty when it can. */
  error: string
  /** The newest CUDA that it supports, like 13000; 0 without a driver. */
  version: number
  /** The name of the error with which it refused to start; empty when it did. */
  status: string
  devices: number
}

export interface DeviceFacts {
  name: string
  major: number
  minor: number
}

/** All that decides whether there is CUDA. */
export interface Facts {
  /** Whether libtorch was built with CUDA. */
  built: boolean
  /** Why the native build is of its variant. */
  buildReason: string
  /** The CUDA that libtorch was built with, like 13000. */
  runtime: number
  driver: DriverFacts
  /** CUDA_VISIBLE_DEVICES, where it is set. */
  visible: string | undefined
  devices: readonly DeviceFacts[]
  /** What libtorch and our kernels have code for, as 10 · major + minor. */
  compiled: readonly Compiled[]
}

export interface Compiled {
  what: string
  /** Machine code: runs on devices of the same major version and this minor or a later one. */
  machine: readonly number[]
  /** PTX: runs on every later device. */
  ptx: readonly number[]
}

function dotted(version: number): string {
  return `${Math.floor(version / 1000)}.${Math.floor((version % 1000) / 10)}`
}

/** Why no CUDA device can be used at all; null when one may. */
export function explain(facts: Facts): string | null {
  const { driver } = facts
  if (!facts.built) {
    return `this is a CPU build of libtorch (${facts.buildReason})`
  }
  if (driver.error !== '') return `there is no NVIDIA driver (${driver.error})`
  if (Math.floor(driver.version / 1000) < Math.floor(facts.runtime / 1000)) {
    return (
      `the NVIDIA driver is too old: it supports CUDA ${dotted(driver.version)}, and this build is of ` +
      `CUDA ${dotted(facts.runtime)}; install a newer driver`
    )
  }
  if (driver.status === 'CUDA_ERROR_NO_DEVICE' || (driver.status === '' && driver.devices === 0)) {
    return `no CUDA device is visible${facts.visible === undefined ? '' : `: CUDA_VISIBLE_DEVICES is '${facts.visible}'`}`
  }
  if (driver.status !== '') return `the NVIDIA driver does not start: ${driver.status}`
  return null
}

function runsOn({ machine, ptx }: Compiled, { major, minor }: DeviceFacts): boolean {
  const isTold = machine.length > 0 || ptx.length > 0
  const device = 10 * major + minor
  return (
    !isTold ||
    machine.some(number => Math.floor(number / 10) === major && number <= device) ||
    ptx.some(number => number <= device)
  )
}

/** Why one device cannot be used where others may; null when it can. */
export function explainDevice(facts: Facts, index: number): string | null {
  const device = facts.devices[index]
  if (!device) return `this machine has ${facts.devices.length} CUDA device(s)`
  const lacking = facts.compiled.find(compiled => !runsOn(compiled, device))
  if (!lacking) return null
  const list = [
    ...lacking.machine.map(number => `sm_${number}`),
    ...lacking.ptx.map(number => `compute_${number}`),
  ]
  return (
    `${lacking.what} has no code for device ${index}, ${device.name} of architecture ` +
    `sm_${device.major}${device.minor}: it was compiled for ${list.join(', ')}`
  )
}

function numbers(text: string, pattern: RegExp): number[] {
  return [...new Set([...text.matchAll(pattern)].map(match => Number(match[1])))]
}

/** `configuration`: libtorch's, with nvcc's flags; the place of these in it differs by version. */
export function compiledOf(configuration: string): Compiled {
  return {
    what: 'libtorch',
    machine: numbers(configuration, /code=sm_(\d+)/g),
    ptx: numbers(configuration, /code=compute_(\d+)/g),
  }
}

/** CMake's list of architectures: `90-real` is machine code, `90` is PTX as well. */
export function compiledKernels(architectures: string): Compiled {
  return {
    what: 'isbe-torch',
    machine: numbers(architectures, /(?:^|;)(\d+)/g),
    ptx: numbers(architectures, /(?:^|;)(\d+)(?=;|$)/g),
  }
}

/** A CPU build leaves the driver alone, which may take a while to start. */
const notAsked: DriverFacts = { error: 'not asked', version: 0, status: '', devices: 0 }

function gather(): Facts {
  const { reason, architectures } = readBuildRecord()
  const built = native.cudaIsBuilt()
  const driver = built ? native.cudaDriver() : notAsked
  const usable = built && driver.error === '' && driver.status === ''
  const indices = Array.from({ length: usable ? driver.devices : 0 }, (_, index) => index)
  return {
    built,
    buildReason: reason,
    runtime: native.cudaRuntimeVersion(),
    driver,
    visible: process.env.CUDA_VISIBLE_DEVICES,
    devices: indices.map(index => native.cudaProperties(index)),
    compiled: built
      ? [compiledOf(native.configuration()), compiledKernels(architectures ?? '')]
      : [],
  }
}

let gathered: { facts: Facts; reason: string | null } | undefined

function known(): { facts: Facts; reason: string | null } {
  if (gathered) return gathered
  const facts = gather()
  return (gathered = { facts, reason: explain(facts) })
}

/** Why CUDA cannot be used: at all, or the device of this index; null when it can. */
export function unavailable(index?: number): string | null {
  const { facts, reason } = known()
  if (reason !== null) return reason
  if (index !== undefined) return explainDevice(facts, index)
  const reasons = facts.devices.map((_, i) => explainDevice(facts, i))
  return reasons.includes(null) ? null : (reasons[0] ?? 'no CUDA device is visible')
}

/** What to do about a device that cannot be used, as the end of a sentence. */
export function advice(): string {
  return known().facts.built ? '' : '; ISBE_CUDA=cu130 npm run build makes a CUDA build'
}

/** For people: `CUDA 13.0, driver for 13.1`. */
export function describeVersions(): string {
  const { facts } = known()
  return `CUDA ${dotted(facts.runtime)}, driver for ${dotted(facts.driver.version)}`
}
