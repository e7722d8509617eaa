'use strict'

// `npm start`: sets everything up, then runs `isbe start` with the arguments given.
const { spawn } = require('node:child_process')
const path = require('node:path')
const { SIGNALS, releaseSignals, runEntry } = require('./setup/entry')
const { ensureDependencies } = require('./setup/dependencies')
const { ensureNative } = require('./setup/native')
const { ROOT } = require('./setup/paths')
const { ensureTypescript } = require('./setup/typescript')

/** A terminal and npm may both deliver the same Ctrl-C. */
const SAME_SIGNAL_MS = 500

/**
 * Runs a program in a process group of its own, so that each signal reaches it once: through here.
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit status
 */
function handOver(args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', detached: true })
  releaseSignals()
  let last = -Infinity
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (performance.now() - last > SAME_SIGNAL_MS) child.kill(signal)
      last = performance.now()
    })
  }
  process.on('SIGTSTP', () => {
    child.kill('SIGSTOP')
    process.kill(process.pid, 'SIGSTOP')
  })
  process.on('SIGCONT', () => child.kill('SIGCONT'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal === null) return resolve(code ?? 1)
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    })
  })
}

runEntry(async () => {
  await ensureDependencies()
  await ensureNative()
  await ensureTypescript()
  return handOver([path.join(ROOT, 'dist/cli/main.js'), 'start', ...process.argv.slice(2)])
})
