import { native } from '../native'
import { readBuildRecord } from '../native/record'

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
  const { version } = require('../../package.json') as { version: string }
  return {
    isbeTorch: version,
    libtorch: native.torchVersion().join('.'),
    node: process.versions.node,
    variant: readBuildRecord().variant,
    cpuCapability: native.cpuCapability(),
  }
}
