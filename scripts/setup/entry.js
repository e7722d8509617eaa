'use strict'

const os = require('node:os')
const { SetupError, errorCode, errorText } = require('./errors')
const { step } = require('./log')
const { stopChildren } = require('./process')

/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Prints a failure: one line, then the output of the tool that failed.
 * @param {unknown} error
 */
function report(error) {
  step(errorText(error))
  if (error instanceof SetupError) {
    if (error.detail) process.stderr.write(`${error.detail.trimEnd()}\n`)
  } else if (errorCode(error) === undefined && error instanceof Error) {
    // Not foreseen, so a mistake in these scripts: only the stack tells where.
    process.stderr.write(`${error.stack}\n`)
  }
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  stopChildren(signal)
  process.exit(128 + os.constants.signals[signal])
}

/**
 * Runs the main function of a script: its failures become one line and exit status 1, and a signal
 * stops the commands that it started and gives its locks back.
 * @param {() => number | void | Promise<number | void>} main gives the exit status; nothing means 0
 */
function runEntry(main) {
  for (const signal of SIGNALS) process.on(signal, stop)
  const ended = async () => {
    try {
      process.exitCode = (await main()) ?? 0
    } catch (error) {
      report(error)
      process.exitCode = 1
    }
  }
  void ended()
}

/** From here on the caller handles signals itself. */
function releaseSignals() {
  for (const signal of SIGNALS) process.off(signal, stop)
}

module.exports = { SIGNALS, report, runEntry, releaseSignals }
