import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch from '../../../lib'
import { readLargeFile } from '../../../lib/runtime/files'
import { mostThreads } from '../../../lib/runtime/threads'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-large-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a large file is read whole and closed, an empty one too', () => {
  const open = () => readdirSync('/proc/self/fd').length
  const content = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => i % 251))
  writeFileSync(join(folder, 'large'), content)
  writeFileSync(join(folder, 'empty'), '')
  const before = open()
  expect(readLargeFile(join(folder, 'large')).equals(content)).toBe(true)
  expect(readLargeFile(join(folder, 'empty'))).toHaveLength(0)
  expect(() => readLargeFile(join(folder, 'none'))).toThrow(/ENOENT/)
  expect(open()).toBe(before)
})

test('both ends of the threads that an operator may use', () => {
  const before = torch.getNumThreads()
  try {
    for (const count of [1, 2]) {
      torch.setNumThreads(count)
      expect(torch.getNumThreads()).toBe(count)
    }
    expect(() => torch.setNumThreads(mostThreads + 1)).toThrow(
      `setNumThreads: expected an integer from 1 to ${mostThreads}, found ${mostThreads + 1}`,
    )
    expect(() => torch.setNumThreads(0)).toThrow(`from 1 to ${mostThreads}, found 0`)
    expect(mostThreads).toBeGreaterThanOrEqual(64)
  } finally {
    torch.setNumThreads(before)
  }
})
