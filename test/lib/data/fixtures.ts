/** Made-up IDX files in a temporary folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function idxBytes(shape: readonly number[], values: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, Buffer.from(values)])
}

/** `count` images whose pixels all equal their index, labelled by index modulo 10. */
export function imageFiles(count: number): Record<string, Buffer> {
  const pixels = Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784) % 256)
  const labels = Array.from({ length: count }, (_, i) => i % 10)
  return {
    'train-images-idx3-ubyte': idxBytes([count, 28, 28], pixels),
    'train-labels-idx1-ubyte': idxBytes([count], labels),
    't10k-images-idx3-ubyte': idxBytes([count, 28, 28], pixels),
    't10k-labels-idx1-ubyte': idxBytes([count], labels),
  }
}

/** Numbers from 0 up to 1 that depend on the seed alone (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Runs `use` with the path of a temporary folder that holds the files. */
export async function withFiles<T>(
  files: Record<string, Buffer>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-data-'))
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
