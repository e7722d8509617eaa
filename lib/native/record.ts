/** What is known of the native build without loading it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NativeNotBuiltError } from '../base/errors'

/** Written by scripts/build.js after a successful build; paths are relative to the package. */
export interface BuildRecord {
  addon: string
  /** Opens libtorch for the addon, which names no folder of it. */
  preload: string
  ops: string
  libtorch: string
  version: string
  variant: string
  /** Why this variant was built: `ISBE_CUDA=cpu`, or what `auto` found. */
  reason: string
  /** What the CUDA kernels were compiled for, as CMake lists it; null in a CPU build. */
  architectures: string | null
  /** Fingerprint of the native sources. */
  sources: string
}

/** The folder with package.json: above lib/ in a checkout, above dist/ once compiled. */
export const packageRoot = resolve(__dirname, '..', '..')

interface Stored {
  /** A prebuilt package and libtorch that fit each other, or why there is none. */
  findStored(root: string): { build: BuildRecord } | { reason: string }
}

/** The scripts lie outside of dist/ and are no TypeScript: they run where nothing is compiled yet. */
export function setupScript<T>(name: string): T {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require(join(packageRoot, 'scripts', 'setup', name)) as T
}

/**
 * The build that `npm install` or `isbe setup` made, else a prebuilt package beside this one.
 * @throws NativeNotBuiltError
 */
export function readBuildRecord(): BuildRecord {
  const path = join(packageRoot, 'build', 'native.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as BuildRecord
  const stored = setupScript<Stored>('stored.js').findStored(packageRoot)
  if ('build' in stored) return stored.build
  throw new NativeNotBuiltError([stored.reason])
}
