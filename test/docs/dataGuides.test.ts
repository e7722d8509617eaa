/** The code of the guides on data runs as it stands, and prints what they say. */
import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(__dirname, '..', '..')

function examplesOf(guide: string): [guide: string, code: string, output: string][] {
  const text = readFileSync(join(root, 'docs', 'guides', guide), 'utf8')
  const blocks = text.matchAll(/```js\n([^]*?)```\n\n```text\n([^]*?)```/g)
  return Array.from(blocks, ([, code, output]) => [guide, code!, output!])
}

const examples = ['your-own-dataset.md', 'large-data.md'].flatMap(examplesOf)

test('each guide has examples', () => {
  expect(examples).toHaveLength(7)
})

test.each(examples)('%s: %s', async (_, code, output) => {
  // Beside package.json, so that 'isbe-torch' resolves to this checkout.
  const file = join(root, `guide-${process.pid}.mjs`)
  writeFileSync(file, code)
  try {
    const { stdout } = await run(process.execPath, [file])
    expect(stdout).toBe(output)
  } finally {
    rmSync(file)
  }
})
