/** The code of these guides runs as it stands, and prints what is said there. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'node:util'
import { compileFunction } from 'node:vm'
import ts from 'typescript'
import * as torch from '../../lib'

const folder = join(__dirname, '..', '..', 'docs', 'guides')

interface Guide {
  code: string
  printed: string
}

/** A program of all blocks, and what those below it say that it prints. */
function read(file: string): Guide {
  const text = readFileSync(join(folder, file), 'utf8')
  const blocks = (language: string): string =>
    [...text.matchAll(new RegExp('```' + language + '\n([^]*?)```', 'g'))]
      .map(match => match[1])
      .join('')
  return { code: blocks('ts'), printed: blocks('text') }
}

/** Runs a program, and gives what it printed. */
function run(code: string): string {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  const { outputText } = ts.transpileModule(code, { compilerOptions })
  const lines: string[] = []
  const print = { log: (...values: unknown[]) => lines.push(format(...values)) }
  const load = (name: string): unknown => {
    if (name === 'isbe-torch') return torch
    throw new Error(`a guide imports ${name}`)
  }
  const program = compileFunction(outputText, ['require', 'exports', 'console']) as (
    ...globals: unknown[]
  ) => void
  program(load, {}, print)
  return lines.map(line => `${line}\n`).join('')
}

/** Guides that another test of this folder runs. */
const elsewhere: Readonly<Record<string, string>> = {
  'large-data.md': 'dataGuides',
  'your-own-autograd-function.md': 'autogradFunction',
  'your-own-dataset.md': 'dataGuides',
  'your-own-metric.md': 'guides',
  'your-own-optimizer.md': 'guides',
  'your-own-transform.md': 'transform',
}
const guides = readdirSync(folder).filter(file => file.endsWith('.md'))

test.each(Object.entries(elsewhere))('%s is run by %s.test.ts', (guide, name) => {
  expect(guides).toContain(guide)
  const source = readFileSync(join(__dirname, `${name}.test.ts`), 'utf8')
  expect(source).toContain(guide.replace('.md', ''))
})

const home = process.cwd()
const scratch = mkdtempSync(join(tmpdir(), 'isbe-guides-'))
// Guides write files beside themselves.
beforeAll(() => process.chdir(scratch))
afterAll(() => {
  process.chdir(home)
  rmSync(scratch, { recursive: true })
})

test.each(guides.filter(file => !(file in elsewhere)))('%s', file => {
  const { code, printed } = read(file)
  expect(code).not.toBe('')
  expect(run(code)).toBe(printed)
})
