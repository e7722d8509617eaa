#!/usr/bin/env node
/** The command `isbe`. Every failure is one line on stderr and exit code 1. */

import { NativeNotBuiltError } from '../base/errors'
import { bareProgram } from './bare'
import type * as Program from './program'

/** What runs without loading the native build, which may crash. */
const bareCommands = ['setup', 'doctor']
/** What `isbe` can say without a native build. */
const questions = [undefined, '-h', '--help', 'help', '-V', '--version']

function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`isbe: ${message.replace(/^isbe-torch: /, '')}\n`)
  process.exitCode = 1
}

function findProgram(command: string | undefined): ReturnType<typeof bareProgram> {
  if (command !== undefined && bareCommands.includes(command)) return bareProgram()
  try {
    // Loaded late, so that a missing native build is reported like any other failure.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
    return (require('./program') as typeof Program).program()
  } catch (error) {
    if (error instanceof NativeNotBuiltError && questions.includes(command)) return bareProgram()
    throw error
  }
}

async function main(): Promise<void> {
  await findProgram(process.argv[2]).parseAsync(process.argv)
}

main().catch(report)
