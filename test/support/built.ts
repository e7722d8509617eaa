/** What tests compile. It is kept in build/tests/ until a source of it changes, like any build. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../lib/native/record'
import { listFiles, stampOf } from '../../scripts/setup/files'

const folder = join(packageRoot, 'build', 'tests')

interface Recipe {
  /** Files, and folders whose every file counts, relative to the package. */
  sources: readonly string[]
  /** What it depends on besides: options, versions of tools. */
  values: readonly string[]
  make: (file: string) => void
}

const filesOf = (path: string) => (statSync(path).isDirectory() ? listFiles(path) : [path])

/** The path of what `make` wrote, now or before; nothing is kept where it throws. */
export function built(name: string, { sources, values, make }: Recipe): string {
  const files = sources.flatMap(source => filesOf(join(packageRoot, source)))
  const file = join(folder, `${name}-${stampOf(packageRoot, files, values).slice(0, 16)}`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  try {
    make(unfinished)
    forgetOlder(name)
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
  return file
}

/** Leaves what another process is just making. */
function forgetOlder(name: string): void {
  for (const other of readdirSync(folder)) {
    if (other.startsWith(`${name}-`) && !/\.\d+$/.test(other)) rmSync(join(folder, other))
  }
}
