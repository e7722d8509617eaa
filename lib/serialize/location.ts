/** Where the tensors of a file go. PyTorch: `map_location`. */
import { describeValue, isPlainObject } from '../base/check'
import { DeviceError, OptionError } from '../base/errors'
import type { Device, Tensor } from '../tensor'

/**
 * A device for all tensors, one for each device that they were saved from, or a function of that
 * (undefined for where it was).
 */
export type MapLocation =
  Device | Readonly<Record<string, Device>> | ((location: string) => Device | undefined)

/** Moves a tensor that was saved from `location`. */
export type Relocate = (tensor: Tensor, location: string) => Tensor

function checkMapLocation(mapLocation: unknown): void {
  if (mapLocation === undefined || ['string', 'number', 'function'].includes(typeof mapLocation))
    return
  const isDevice = (value: unknown): boolean => ['string', 'number'].includes(typeof value)
  if (isPlainObject(mapLocation) && Object.values(mapLocation).every(isDevice)) return
  throw new OptionError(
    `load: mapLocation: expected a device, devices by device, or a function, found ` +
      describeValue(mapLocation),
  )
}

function target(mapLocation: MapLocation | undefined, location: string): Device {
  if (mapLocation === undefined) return location
  if (typeof mapLocation === 'string' || typeof mapLocation === 'number') return mapLocation
  if (typeof mapLocation === 'function') return mapLocation(location) ?? location
  return Object.hasOwn(mapLocation, location) ? mapLocation[location]! : location
}

export function relocator(mapLocation: MapLocation | undefined): Relocate {
  checkMapLocation(mapLocation)
  return (tensor, location) => {
    const device = target(mapLocation, location)
    if (device === 'cpu') return tensor
    try {
      return tensor.to({ device })
    } catch (error) {
      if (!(error instanceof DeviceError) || mapLocation !== undefined) throw error
      throw new DeviceError(
        'DEVICE',
        `load: the file's tensors were saved from '${location}': ${error.message}; ` +
          "load them with { mapLocation: 'cpu' }",
        { cause: error },
      )
    }
  }
}
