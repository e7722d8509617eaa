/** What a run of the tests tells at its end. */
import Reporter from '../../../scripts/check/testReporter'
import { packageRoot } from '../fixtures'
import { join } from 'node:path'

const file = (name: string, seconds: number, skipped = 0, messages: string[] = []) => ({
  testFilePath: join(packageRoot, 'test', name),
  numPendingTests: skipped,
  perfStats: { runtime: 1000 * seconds },
  console: messages.map(message => ({ message })),
})

function run(results: ReturnType<typeof file>[], config = {}) {
  const reporter = new Reporter(config)
  for (const result of results) reporter.onTestResult(null, result)
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined)
  reporter.onRunComplete()
  const text = print.mock.calls.flat().join('\n')
  print.mockRestore()
  return { text, error: reporter.getLastError() }
}

test('the slowest files, and each reason once', () => {
  const { text, error } = run([
    file('a.test.ts', 1.25),
    file('b.test.ts', 20, 3, ['skipped: no GPU', 'something else', 'skipped: no GPU']),
    file('c.test.ts', 2, 0, ['skipped: no compiler']),
  ])
  expect(error).toBeUndefined()
  expect(text.trim().split('\n')).toEqual([
    'Slowest test files:',
    '   20.0 s  test/b.test.ts',
    '    2.0 s  test/c.test.ts',
    '    1.3 s  test/a.test.ts',
    'Skipped:',
    '  test/b.test.ts: no GPU',
    '  test/c.test.ts: no compiler',
  ])
})

test('a test skipped in silence fails the run, unless its name was not asked for', () => {
  const results = [file('a.test.ts', 1), file('b.test.ts', 1, 1)]
  expect(run(results).error?.message).toContain('test/b.test.ts')
  expect(run(results, { testNamePattern: 'one' })).toEqual({ text: '', error: undefined })
})
