#!/usr/bin/env node
/** The command `isbe`. Every failure is one line on stderr and exit code 1. */

import type * as Program from './program'

function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`isbe: ${message.replace(/^isbe-torch: /, '')}\n`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  // Loaded late, so that a missing native build is reported like any other failure.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const { run } = require('./program') as typeof Program
  await run(process.argv)
}

main().catch(report)
