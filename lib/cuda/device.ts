/** CUDA devices: which there are, what they are, which is current. */
import { describeValue } from '../base/check'
import { DeviceError, OptionError } from '../base/errors'
import { native, type CudaProperties } from '../native'
import { advice, unavailable } from '../runtime/availability'

/** A device as PyTorch names it: an index, `cuda` (the current one) or `cuda:<index>`. */
export type CudaDevice = number | string

/** Whether tensors can be put on a GPU; `torch.cuda.reason()` says why not. */
export function isAvailable(): boolean {
  return unavailable() === null
}

/** Why `isAvailable()` is false; null when it is true. */
export function reason(): string | null {
  return unavailable()
}

/** The number of visible devices; 0 where CUDA cannot be used. */
export function deviceCount(): number {
  return isAvailable() ? native.cudaDeviceCount() : 0
}

/** Throws DeviceError that names the cause where CUDA, or the device, cannot be used. */
export function requireCuda(what: string, index?: number): void {
  const cause = unavailable(index)
  if (cause !== null)
    throw new DeviceError('DEVICE', `${what}: expected a CUDA device, but ${cause}${advice()}`)
}

/** The index of a device that can be used. */
export function deviceIndex(what: string, device?: CudaDevice): number {
  const index = typeof device === 'string' ? indexIn(what, device) : device
  if (index !== undefined && (!Number.isInteger(index) || index < 0)) {
    throw new OptionError(
      `${what}: expected the index of a device, cuda or cuda:<index>, found ${describeValue(index)}`,
    )
  }
  requireCuda(what, index)
  return index ?? native.cudaCurrentDevice()
}

function indexIn(what: string, device: string): number | undefined {
  const match = /^cuda(?::(\d+))?$/.exec(device)
  if (!match)
    throw new OptionError(`${what}: expected cuda or cuda:<index>, found ${describeValue(device)}`)
  return match[1] === undefined ? undefined : Number(match[1])
}

/** The index of the device that `cuda` without an index means. */
export function currentDevice(): number {
  return deviceIndex('cuda.currentDevice')
}

/** Makes a device the current one of this thread. */
export function setDevice(device: CudaDevice): void {
  native.cudaSetDevice(deviceIndex('cuda.setDevice', device))
}

/**
 * Name, capability (major, minor), total memory in bytes, multiprocessors, clocks in kHz.
 * PyTorch: `torch.cuda.get_device_properties`.
 */
export function getDeviceProperties(device?: CudaDevice): CudaProperties {
  return native.cudaProperties(deviceIndex('cuda.getDeviceProperties', device))
}

/** Waits until a device has done all that it was given. */
export function synchronize(device?: CudaDevice): void {
  native.cudaSynchronize(deviceIndex('cuda.synchronize', device))
}
