/** How deep walks over the values of users go, which call themselves for what is within. */
import { TorchError } from '../base/errors'

/** As deep as Python goes: what contains itself must not use up the stack. */
export const mostLevels = 1000

/** What is wrong with a value so many levels down; null for nothing. */
export function problemOfDepth(depth: number, most = mostLevels): string | null {
  if (depth <= most) return null
  return `expected values at most ${most} levels deep, found deeper ones: does one contain itself?`
}

/** @throws TorchError VALUE for a value too many levels down. */
export function checkDepth(what: string, depth: number, most = mostLevels): void {
  const problem = problemOfDepth(depth, most)
  if (problem !== null) throw new TorchError('VALUE', `${what}: ${problem}`)
}
