/** The code of the guides on optimizers and metrics prints what they say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import torch from '../../lib'

function blocks(text: string, language: string): string {
  const found = [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))]
  return found.map(match => match[1]).join('\n')
}

/** What the code of a guide prints. */
function run(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  const printed: string[] = []
  const log = { log: (line: string) => printed.push(`${line}\n`) }
  const requirePackage = (): unknown => ({ __esModule: true, default: torch, ...torch })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the guide's code
  const call = new Function('exports', 'require', 'console', outputText) as (
    ...args: unknown[]
  ) => void
  call({}, requirePackage, log)
  return printed.join('')
}

test.each(['your-own-optimizer', 'your-own-metric'])('%s', name => {
  const text = readFileSync(join(__dirname, `../../docs/guides/${name}.md`), 'utf8')
  expect(run(blocks(text, 'js'))).toBe(blocks(text, 'text'))
})
