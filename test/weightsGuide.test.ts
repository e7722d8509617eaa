/** The code of docs/guides/weights-from-pytorch.md runs as it stands, in an empty folder. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '..')

test('weights from and to PyTorch', () => {
  const guide = readFileSync(join(root, 'docs/guides/weights-from-pytorch.md'), 'utf8')
  const blocks = (language: string): string[] =>
    [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
      match => match[1]!,
    )
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileModule(blocks('ts').join('\n'), { compilerOptions })
  const folder = mkdtempSync(join(tmpdir(), 'isbe-guide-'))
  try {
    writeFileSync(
      join(folder, 'guide.js'),
      outputText.replace('"isbe-torch"', JSON.stringify(root)),
    )
    const printed = execFileSync(process.execPath, ['guide.js'], { cwd: folder, encoding: 'utf8' })
    expect(printed).toBe(blocks('text').join(''))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
