/** What is known of the native build without loading it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Written by scripts/build.js after a successful build. */
export interface BuildRecord {
  addon: string
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

export function readBuildRecord(): BuildRecord {
  const path = join(packageRoot, 'build', 'native.json')
  if (!existsSync(path)) {
    throw new Error(
      `isbe-torch: expected a native build, found no ${path}; run \`npm run build\` in the ` +
        'checkout, or `npm rebuild isbe-torch --foreground-scripts` where it is a dependency',
    )
  }
  return JSON.parse(readFileSync(path, 'utf8')) as BuildRecord
}
