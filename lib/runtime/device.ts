/** The device that a run is on. */
import { advice, describeVersions, unavailable } from './availability'
import { describeValue } from '../base/check'
import { DeviceError, OptionError } from '../base/errors'
import { native } from '../native'

export interface DeviceChoice {
  device: string
  /** Why this one, for the first line of a run and its record. */
  reason: string
}

/**
 * The device, checked to exist. `auto` is `cuda` where there is one, else `cpu`.
 * `what` is how messages name it.
 * @throws OptionError for a name that is no device, DeviceError for one that is not there.
 */
export function chooseDevice(name: string, what = 'device'): DeviceChoice {
  if (name === 'auto') return chooseAutomatically()
  const match = parseDevice(name, what)
  if (match[1] === 'cpu') return { device: 'cpu', reason: 'asked for' }
  const cause = unavailable(Number(match[2] ?? 0))
  if (cause === null)
    return { device: name, reason: `asked for; ${describe(Number(match[2] ?? 0))}` }
  throw new DeviceError(
    'DEVICE',
    `${what}: expected a device of this machine, found '${name}', but ${cause}; use 'cpu'${advice()}`,
  )
}

export function resolveDevice(name: string): string {
  return chooseDevice(name).device
}

/** As resolveDevice, but a device that is named need not be there: of results made elsewhere. */
export function deviceNamed(name: string): string {
  if (name === 'auto') return chooseAutomatically().device
  return parseDevice(name, 'device')[1] === 'cpu' ? 'cpu' : name
}

function parseDevice(name: string, what: string): RegExpExecArray {
  const match = typeof name === 'string' && /^(cpu|cuda)(?::(\d+))?$/.exec(name)
  if (match) return match
  throw new OptionError(
    `${what}: expected auto, cpu, cuda or cuda:<index>, found ${describeValue(name)}`,
  )
}

/** What a benchmark calls a device that `resolveDevice` gave: `cpu`, or the name of the GPU. */
export function deviceName(device: string): string {
  return device === 'cpu'
    ? device
    : native.cudaProperties(Number(/\d+$/.exec(device)?.[0] ?? native.cudaCurrentDevice())).name
}

function describe(index: number): string {
  return `${native.cudaProperties(index).name}, ${describeVersions()}`
}

/** The first GPU that can be used, else the CPU. */
function chooseAutomatically(): DeviceChoice {
  const cause = unavailable()
  if (cause !== null) return { device: 'cpu', reason: `auto: ${cause}` }
  const index =
    Array.from({ length: native.cudaDeviceCount() }, (_, i) => i).find(
      i => unavailable(i) === null,
    ) ?? 0
  return { device: index === 0 ? 'cuda' : `cuda:${index}`, reason: `auto: ${describe(index)}` }
}
