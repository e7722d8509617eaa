import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { TorchError } from '../../../lib'
import { Run } from '../../../lib/train'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isbe-run-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const read = (run: Run, file: string) => readFileSync(join(run.folder, file), 'utf8')

test('a run has its files in a folder named by its time', () => {
  jest.useFakeTimers({ now: Date.UTC(2024, 1, 3, 4, 5, 6, 789) })
  try {
    const run = new Run(join(root, 'deep'), 'mlp', { epochs: 2 })
    expect([dirname(run.folder), basename(run.folder)]).toEqual([
      join(root, 'deep'),
      'mlp-20240203-040506',
    ])
    run.log({ epoch: 1 })
    run.log({ epoch: 2, loss: null })
    run.attach('notes.txt', 'text')
    run.finish({ accuracy: 1 })
    expect(readdirSync(run.folder)).toEqual([
      'config.json',
      'metrics.jsonl',
      'notes.txt',
      'summary.json',
    ])
    expect(read(run, 'config.json')).toBe('{\n  "epochs": 2\n}\n')
    expect(read(run, 'metrics.jsonl')).toBe('{"epoch":1}\n{"epoch":2,"loss":null}\n')
    expect(read(run, 'notes.txt')).toBe('text')
    expect(read(run, 'summary.json')).toBe('{\n  "accuracy": 1\n}\n')
  } finally {
    jest.useRealTimers()
  }
})

test('runs of one second are numbered from 2', () => {
  jest.useFakeTimers({ now: Date.UTC(2024, 0, 1) })
  try {
    const names = [1, 2, 3].map(() => basename(new Run(root, 'a', {}).folder))
    expect(names).toEqual(['a-20240101-000000', 'a-20240101-000000-2', 'a-20240101-000000-3'])
  } finally {
    jest.useRealTimers()
  }
})

test('a folder that cannot be made, or a record that cannot be written, leaves none', () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  const make = () => new Run(file, 'a', {})
  expect(make).toThrow(expect.objectContaining({ code: 'IO', constructor: TorchError }) as Error)
  expect(make).toThrow(/^run: cannot make the folder '.*' \(ENOTDIR\); .*, with --runs$/)
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  expect(() => new Run(root, 'b', cyclic)).toThrow(TypeError)
  expect(readdirSync(root)).toEqual(['file'])
})

test('a line that cannot be written is an error of files', () => {
  const run = new Run(root, 'a', {})
  rmSync(run.folder, { recursive: true })
  expect(() => run.log({})).toThrow(/^run: cannot write '.*metrics\.jsonl' \(ENOENT\); /)
  expect(() => run.attach('x', 'y')).toThrow(/^run: cannot write '.*\/x' \(ENOENT\); /)
})
