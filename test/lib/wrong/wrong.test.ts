/**
 * Every public function, constructor, method and setter with what people pass by mistake: nothing
 * ends the process, every error is one of ours, and no tensor is left behind. A third of the values
 * for each; `node test/lib/wrong/main.js --all` takes all of them.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

interface Finding {
  path: string
  foreign: string[]
  leaked: number
}

test('a wrong call gives a TorchError, and nothing else', () => {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, 'main.js')],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  const last = stderr.trimEnd().split('\n').slice(-3).join('\n')
  expect({ status, signal, last }).toEqual({ status: 0, signal: null, last })
  const lines = stdout.trimEnd().split('\n')
  const { targets } = JSON.parse(lines.pop()!) as { targets: number }
  expect(targets).toBeGreaterThan(1500)
  const findings = lines.map(line => JSON.parse(line) as Finding)
  expect(findings.map(({ path, foreign, leaked }) => [path, foreign[0], leaked])).toEqual([])
})
