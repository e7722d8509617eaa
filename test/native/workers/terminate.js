// Terminates workers in the middle of their work, in a process of its own, so that a crash is an
// exit code. Prints, for each task, the live tensors before the workers and after each of them.
const { join } = require('node:path')
const { setTimeout: sleep } = require('node:timers/promises')
const { Worker } = require('node:worker_threads')
const { native } = require('./addon')

async function terminateOne(task, delay) {
  const worker = new Worker(join(__dirname, 'busy.js'), { workerData: task })
  const state = await new Promise((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', reject)
  })
  await sleep(delay)
  const atWork = native.memory().tensors
  return { state, atWork, exitCode: await worker.terminate() }
}

async function main() {
  const before = native.memory()
  const rounds = []
  for (const task of process.argv[2].split(',')) {
    for (let delay = 0; delay < Number(process.argv[3]); ++delay) {
      rounds.push({ task, ...(await terminateOne(task, delay)), after: native.memory() })
    }
  }
  process.stdout.write(JSON.stringify({ before, rounds }))
}

main()
