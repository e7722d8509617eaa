import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

test('warnings of libtorch are warnings of Node, each once, on the thread where they come up', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', join(__dirname, 'workers', 'warn.js')],
    { encoding: 'utf8' },
  )
  const heard = JSON.parse(stdout) as { name: string; message: string }[]
  const resized = /An output with one or more elements was resized .* shape \[1\]/
  expect(heard).toEqual([
    { name: 'TorchWarning', message: expect.stringMatching(resized) as string },
    { name: 'worker', message: expect.stringMatching(resized) as string },
  ])
  expect(heard[1]!.message).toMatch(/^TorchWarning: /)
  expect(stderr).toBe('')
}, 120_000)
