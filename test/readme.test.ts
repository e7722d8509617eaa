/** The README's example runs as it stands. */
import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(__dirname, '..')

function examples(): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  return [...readme.matchAll(/```js\n([^]*?)```/g)].map(match => match[1]).join('\n')
}

// Two epochs over 60,000 images.
test('the example trains to the accuracy that its loss promises', async () => {
  // Within the package, so that 'isbe-torch' resolves to this checkout.
  const file = join(root, 'build', `example-${process.pid}.mjs`)
  writeFileSync(file, examples())
  try {
    const { stdout } = await run(process.execPath, [file])
    expect(Number(/test accuracy ([\d.]+) %/.exec(stdout)![1])).toBeGreaterThan(96)
  } finally {
    rmSync(file)
  }
}, 180_000)

test('require and import give the same package', async () => {
  const script = `
    const torch = require('isbe-torch')
    import('isbe-torch').then(module => console.log(
      module.default === torch.default, module.nn === torch.nn, torch.default.add === torch.add,
      Object.keys(module).every(name => name in torch)))`
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: root })
  expect(stdout.trim()).toBe('true true true true')
})
