/** Which devices there are, and why one is not there. */
import { DeviceError, OptionError } from './errors'
import { native, readBuildRecord } from './native'

export const cuda = {
  /** Whether tensors can be put on a GPU; `reason` says why not. */
  isAvailable(): boolean {
    return cuda.deviceCount() > 0
  },
  deviceCount(): number {
    return native.cudaDeviceCount()
  },
  /** Why `isAvailable()` is false; null when it is true. */
  reason(): string | null {
    if (!native.cudaIsBuilt()) return 'this is a CPU build of libtorch'
    return cuda.isAvailable() ? null : 'no CUDA device or driver is visible'
  },
}

/**
 * The device, checked to exist. `auto` is `cuda` where there is one, else `cpu`.
 * @throws OptionError for a name that is no device, DeviceError for one that is not there.
 */
export function resolveDevice(name: string): string {
  if (name === 'auto') return cuda.isAvailable() ? 'cuda' : 'cpu'
  const match = /^(cpu|cuda)(?::(\d+))?$/.exec(name)
  if (!match) {
    throw new OptionError(`device: expected auto, cpu, cuda or cuda:<index>, found '${name}'`)
  }
  if (match[1] === 'cpu') return 'cpu'
  const reason = cuda.reason()
  if (reason !== null) {
    throw new DeviceError(
      'DEVICE', `device: expected a device of this machine, found '${name}', but ${reason}; use ` +
        '--device cpu, or build with a CUDA build of libtorch on a machine with a GPU')
  }
  if (Number(match[2] ?? 0) >= cuda.deviceCount()) {
    throw new DeviceError(
      'DEVICE', `device: found '${name}', but this machine has ${cuda.deviceCount()} CUDA device(s)`)
  }
  return name
}

export interface Versions {
  isbeTorch: string
  libtorch: string
  node: string
  /** `cpu` or the CUDA variant of the native build. */
  variant: string
  /** The vector instructions that libtorch's kernels use, such as `AVX2`. */
  cpuCapability: string
}

/** What a run record says about the software. */
export function versions(): Versions {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lies outside of dist/
  const { version } = require('../package.json') as { version: string }
  return {
    isbeTorch: version,
    libtorch: native.torchVersion().join('.'),
    node: process.versions.node,
    variant: readBuildRecord().variant,
    cpuCapability: native.cpuCapability(),
  }
}
