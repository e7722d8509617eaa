/** The recipes of docs/contributing.md, followed to the letter in a copy of the checkout. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, packageRoot, removeFolders, writeTree } from './scripts/fixtures'

afterEach(removeFolders)

interface Block {
  /** Of the file that it is, or changes; commands and output have none. */
  path: string | undefined
  kind: string
  text: string
}

function recipe(title: string): Block[] {
  const page = readFileSync(join(packageRoot, 'docs/contributing.md'), 'utf8')
  const section = page.split(/^###? /m).find(part => part.startsWith(`${title}\n`))
  if (section === undefined) throw new Error(`docs/contributing.md has no recipe "${title}"`)
  const blocks = section.matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm)
  return [...blocks].map(([, path, kind, text]) => ({ path, kind: kind!, text: text! }))
}

function textOf(blocks: readonly Block[], kind: string): string {
  return blocks
    .filter(block => block.kind === kind)
    .map(block => block.text)
    .join('')
}

/** Adds the lines marked `+` after the line that they follow in the block, or before the next. */
function applyChange(source: string, change: string): string {
  const lines = source.split('\n')
  const find = (line: string): number => {
    const places = lines.flatMap((other, i) => (other === line ? [i] : []))
    if (places.length !== 1) throw new Error(`expected "${line}" once, found it ${places.length}×`)
    return places[0]!
  }
  const marked = change.trimEnd().split('\n')
  let next = -1
  marked.forEach((line, i) => {
    if (!line.startsWith('+')) {
      next = find(line.slice(1)) + 1
      return
    }
    if (next < 0)
      next = find(
        marked
          .slice(i)
          .find(other => !other.startsWith('+'))!
          .slice(1),
      )
    lines.splice(next++, 0, line.slice(1))
  })
  return lines.join('\n')
}

/** What the recipes build on. Of what is compiled, the native half alone: the rest they make anew. */
function copyCheckout(...folders: string[]): string {
  const root = makeFolder()
  const files = ['package.json', 'jest.config.cjs', 'tsconfig.json', 'tsconfig.build.json']
  for (const name of [...files, '.clang-format', 'CMakeLists.txt', ...folders]) {
    cpSync(join(packageRoot, name), join(root, name), { recursive: true })
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'))
  mkdirSync(join(root, 'build'))
  for (const name of readdirSync(join(packageRoot, 'build'))) {
    if (name.startsWith('.lock') || name === 'typescript.json') continue
    symlinkSync(join(packageRoot, 'build', name), join(root, 'build', name))
  }
  return root
}

function follow(blocks: readonly Block[], root: string): void {
  for (const { path, kind, text } of blocks) {
    if (path === undefined) continue
    const file = join(root, path)
    if (kind !== 'diff') writeTree(root, { [path]: text })
    else writeFileSync(file, applyChange(readFileSync(file, 'utf8'), text))
  }
}

/** What the commands print, each in turn; the first that fails ends the test. */
function runAll(commands: string, root: string): string {
  const env = { ...process.env, npm_config_offline: 'true' }
  return execFileSync('bash', ['-e', '-c', commands], { cwd: root, env, encoding: 'utf8' })
}

test('a command', () => {
  const blocks = recipe('A command')
  const root = copyCheckout('lib', 'scripts')
  follow(blocks, root)
  const last = runAll(textOf(blocks, 'sh'), root).trimEnd().split('\n').at(-1)
  expect(`${last}\n`).toBe(textOf(blocks, 'text'))
}, 300_000)

test('a layer', () => {
  const blocks = recipe('A layer')
  const root = copyCheckout('lib', 'scripts')
  follow(blocks, root)
  const written = readFileSync(join(root, 'test/lib/nn/scale.test.ts'), 'utf8')
  const count = written.match(/^test\(/gm)!.length
  const output = runAll(`${textOf(blocks, 'sh').trimEnd()} 2>&1`, root)
  expect(output).toContain(`Tests:       ${count} passed, ${count} total`)
}, 300_000)

test('an operator: its files fit where they go and are laid out', () => {
  const blocks = recipe('An operator')
  const root = copyCheckout('native')
  follow(blocks, root)
  const source = join(root, 'native/ops/shrink/composite.cpp')
  const format = join(packageRoot, 'node_modules/clang-format/index.js')
  const args = [format, '--dry-run', '--Werror', source, join(root, 'native/ops/schema.cpp')]
  execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' })
  expect(readFileSync(join(root, 'CMakeLists.txt'), 'utf8')).toContain('ops/shrink/composite.cpp')
})

test('a change that fits nowhere is an error', () => {
  expect(applyChange('a\nb\n', ' a\n+x\n')).toBe('a\nx\nb\n')
  expect(applyChange('a\nb\n', '+x\n b\n')).toBe('a\nx\nb\n')
  expect(() => applyChange('a\nb\n', ' c\n+x\n')).toThrow('expected "c" once, found it 0×')
  expect(() => applyChange('a\na\n', ' a\n+x\n')).toThrow('found it 2×')
})
