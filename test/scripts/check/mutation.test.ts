import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { matcher, summarize } from '../../../scripts/check/mutation.js'
import { describe as show, findMutants, mutated } from '../../../scripts/check/mutation/mutants.js'
import { relatedTests } from '../../../scripts/check/mutation/related.js'
import { typeChecker } from '../../../scripts/check/mutation/types.js'

/** What one line of code can become. */
function changes(code: string): string[] {
  return findMutants('x.ts', code).map(mutant => mutated(code, mutant))
}

test.each([
  ['let y = a < b', ['let y = a <= b']],
  ['let y = a === b', ['let y = a !== b']],
  ['let y = a && b', ['let y = a || b']],
  ['let y = a + b', ['let y = a - b']],
  ['let y = 3', ['let y = 4']],
  ['let y = true', ['let y = false']],
  ["let y = 'mean'", ["let y = ''"]],
  ["let y = 'text for people'", []],
  ['let y = a?.b', ['let y = a!.b']],
  ['let y = a?.[b]', ['let y = a![b]']],
  ['let y = !a', ['let y = a']],
  ['let y = [a]', ['let y = []']],
  ['let y = a ? b : c', ['let y = !(a) ? b : c']],
  ['++a', [';', '--a']],
  ['f(a)', [';']],
  ['if (a) throw b', ['if (!(a)) throw b', 'if (a) ;']],
  ["import { a } from 'b'", []],
  ["type A = 'b' | 1", []],
  ["let y = { 'a-b': c }", []],
])('%s', (code, expected) => expect(changes(code)).toEqual(expected))

test('a mutant is shown by its line', () => {
  const code = 'const a = 1\nconst b = c < d\n'
  const mutant = findMutants('x.ts', code).find(({ kind }) => kind === 'comparison')!
  expect(show(code, mutant)).toEqual({
    line: 2,
    before: 'const b = c < d',
    after: 'const b = c <= d',
  })
})

test('globs are of files, over folders or not', () => {
  const inData = ['lib/data/split.ts', 'lib/data/reader/csv.ts', 'lib/nn/module.ts']
  expect(inData.filter(file => matcher('lib/data/**').test(file))).toEqual(inData.slice(0, 2))
  expect(inData.filter(file => matcher('lib/data/*.ts').test(file))).toEqual(inData.slice(0, 1))
})

test('what was noticed counts, late or not; what does not compile counts for nothing', () => {
  const verdicts = ['killed', 'timed out', 'survived', 'killed', 'does not compile'] as const
  const place = { file: '', line: 1, kind: '', before: '', after: '' }
  const score = summarize(verdicts.map(verdict => ({ verdict, ...place })))
  expect(score).toEqual({ tried: 4, killed: 2, timedOut: 1, survived: 1, score: 0.75 })
})

describe('in a checkout', () => {
  let root: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'isbe-mutants-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  function write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
  }

  it('tests are near a file, import it, or name what it exports', () => {
    const sources = {
      'lib/data/csv.ts': 'export function readCsv() {}',
      'lib/data/set.ts': "import { readCsv } from './csv'\nexport class CsvSet {}",
      'lib/nn/linear.ts': 'export class Linear {}',
    }
    const tests = {
      'test/lib/data/csv.test.ts': '',
      'test/lib/data/other.test.ts': '',
      'test/lib/nn/all.test.ts': 'new nn.Linear(1)',
      'test/lib/train/fit.test.ts': 'new CsvSet()',
    }
    write({ ...sources, ...tests })
    const related = relatedTests(root, Object.keys(sources), Object.keys(tests))
    expect(related('lib/data/csv.ts')).toEqual([
      'test/lib/data/csv.test.ts',
      'test/lib/data/other.test.ts',
      'test/lib/train/fit.test.ts',
    ])
    expect(related('lib/nn/linear.ts')).toEqual(['test/lib/nn/all.test.ts'])
  })

  it('a changed file compiles or does not, and leaves the file alone', () => {
    const config = { compilerOptions: { strict: true, noUnusedLocals: true }, include: ['lib'] }
    const text = 'export const a: number = 1\n'
    write({ 'tsconfig.build.json': JSON.stringify(config), 'lib/a.ts': text })
    const compiles = typeChecker(root)
    expect(compiles('lib/a.ts', "export const a: number = ''")).toBe(false)
    expect(compiles('lib/a.ts', 'export const a: number = 2')).toBe(true)
    expect(compiles('lib/a.ts', text)).toBe(true)
  })
})
