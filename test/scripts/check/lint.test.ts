/** Each check of `npm run lint` that is our own can fail. */
import { checkPython, parseSettings } from '../../../scripts/check/python'
import { longFiles } from '../../../scripts/check/fileSizes'
import { sourceFiles } from '../../../scripts/check/sources'
import { typeFaults } from '../../../scripts/check/types'
import { makeFolder, packageRoot, removeFolders, writeTree } from '../fixtures'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

afterEach(removeFolders)

const lines = (count: number) => 'x\n'.repeat(count)

describe('length of files', () => {
  test('a file may have as many lines as its kind, and no more', () => {
    const root = writeTree(makeFolder(), {
      'lib/short.ts': lines(300),
      'lib/long.ts': lines(301),
      'native/short.cpp': lines(400),
      'native/long.cu': lines(401),
      'scripts/long.py': lines(301),
      'lib/generated.ts': `// DO NOT EDIT: written by a script\n${lines(301)}`,
    })
    expect(longFiles(root)).toEqual([
      expect.stringContaining('lib/long.ts: 301 lines, 300 at most'),
      expect.stringContaining('native/long.cu: 401 lines, 400 at most'),
      expect.stringContaining('scripts/long.py: 301 lines, 300 at most'),
    ])
  })

  test('what .gitignore leaves out does not count', () => {
    const root = writeTree(makeFolder(), {
      '.gitignore': 'build/\n*.log\n',
      'build/long.ts': lines(301),
      'lib/build/long.ts': lines(301),
      'node_modules/a/long.ts': lines(301),
      'lib/a.ts': '',
    })
    expect(sourceFiles(root, /\.ts$/)).toEqual(['lib/a.ts'])
  })
})

describe('types', () => {
  const checkout = (source: string): string =>
    writeTree(makeFolder(), {
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] } }',
      'a.ts': source,
    })

  test('wrong ones are told with their place', async () => {
    expect(await typeFaults(checkout('export const a: number = "1"'))).toMatch(/^a\.ts\(1,14\): /)
  })

  test('right ones may not be too many to check', async () => {
    const folder = checkout('export const a = 1')
    expect(await typeFaults(folder)).toBeNull()
    expect(await typeFaults(folder, { most: 1 })).toMatch(/creates \d+ types, 1 at most/)
  })
})

describe('ruff', () => {
  function checkout(files: Record<string, string>): string {
    const settings = readFileSync(join(packageRoot, 'ruff.toml'), 'utf8')
    const root = writeTree(makeFolder(), { 'ruff.toml': settings, ...files })
    symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'))
    return root
  }

  test('tells the rule and the place, and what is not laid out', () => {
    const root = checkout({ 'a.py': 'import os\n\nprint("a")\n', 'b.py': "print('b')\n" })
    expect(checkPython(root, false)).toEqual([
      'a.py:1:8: F401: `os` imported but unused',
      'a.py: not laid out: run `npm run format`',
    ])
  })

  test('writing lays out and sorts imports, and leaves what changes a program', () => {
    const root = checkout({
      'a.py': 'import sys\nimport os\nfor i,j in zip([1],[2]): print("a", i, j, os, sys)\n',
    })
    expect(checkPython(root, true)).toEqual([expect.stringContaining('a.py:4:13: B905')])
    expect(readFileSync(join(root, 'a.py'), 'utf8')).toBe(
      "import os\nimport sys\n\nfor i, j in zip([1], [2]):\n    print('a', i, j, os, sys)\n",
    )
  })

  test('settings are read as they are, and what cannot be read is refused', () => {
    expect(parseSettings('# note\na-b = 1\n\n[lint.isort]\nnames = ["x"]\n')).toEqual({
      'a-b': 1,
      lint: { isort: { names: ['x'] } },
    })
    expect(() => parseSettings('names = ["x",\n  "y"]\n')).toThrow(/JSON/)
    expect(() => parseSettings('  "y"]\n')).toThrow('expected a section or "name = value"')
  })
})
