/** The code of docs/guides runs as it stands, and prints what is said there. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'node:util'
import { compileFunction } from 'node:vm'
import ts from 'typescript'
import * as torch from '../lib'

const folder = join(__dirname, '..', 'docs', 'guides')

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

const home = process.cwd()
const scratch = mkdtempSync(join(tmpdir(), 'isbe-guides-'))
// Guides write files beside themselves.
beforeAll(() => process.chdir(scratch))
afterAll(() => {
  process.chdir(home)
  rmSync(scratch, { recursive: true })
})

test.each(readdirSync(folder).filter(file => file.endsWith('.md')))('%s', file => {
  const { code, printed } = read(file)
  expect(code).not.toBe('')
  expect(run(code)).toBe(printed)
})
