/** Memory that nobody can release before the event loop turns. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

interface Outcome {
  warnings: { code: string; message: string }[]
  peak: number
  left: number
}

function run(program: string): Outcome {
  const args = ['--expose-gc', join(__dirname, 'untidy.js'), program]
  const output = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(output) as Outcome
}

const mebibyte = 2 ** 20

test.each(['loop', 'twice'])('a synchronous loop without tidy warns, once: %s', program => {
  const { warnings } = run(program)
  expect(warnings).toHaveLength(1)
  expect(warnings[0]!.code).toBe('ISBE_UNTIDY')
  const [, count, mebibytes] =
    /^(\d+) tensors made outside .* hold (\d+) MiB; .*torch\.tidy\(\)/.exec(warnings[0]!.message)!
  expect(Number(mebibytes)).toBeGreaterThan(512)
  expect(Number(mebibytes)).toBeLessThan(900)
  expect(Number(count)).toBeGreaterThanOrEqual(Number(mebibytes))
})

test.each(['disposed', 'tidied', 'small', 'model'])('nobody is warned of tensors %s', program => {
  expect(run(program).warnings).toEqual([])
})

test('what nobody refers to is released where the event loop turns', () => {
  const { warnings, peak } = run('turning')
  expect(warnings).toEqual([])
  expect(peak).toBeLessThan(600 * mebibyte)
})
