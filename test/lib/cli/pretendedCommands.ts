/** Commands that run here, with pretended runs and downloads, in a folder of their own. */
import { pretended } from './pretendedRuns'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../../../lib/cli/program'

/** What a command prints. */
export async function isbe(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const take = (into: string[]) => (text: string | Uint8Array) => into.push(String(text)) > 0
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(take(stdout)),
    jest.spyOn(process.stderr, 'write').mockImplementation(take(stderr)),
  ]
  try {
    await program()
      .exitOverride()
      .parseAsync(['node', 'isbe', ...args])
  } finally {
    for (const spy of spies) spy.mockRestore()
    // A command leaves them until its process ends.
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error')
  }
  return { stdout: stdout.join(''), stderr: stderr.join('') }
}

/** Of the present test. */
export const temporary = { folder: '' }

beforeEach(() => {
  temporary.folder = mkdtempSync(join(tmpdir(), 'isbe-commands-'))
  for (const mock of Object.values(pretended)) mock.mockReset()
})
afterEach(() => {
  rmSync(temporary.folder, { recursive: true })
  process.exitCode = undefined
})
