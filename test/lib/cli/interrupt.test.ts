/** Ctrl-C, SIGTERM and SIGHUP in a training run, alone and from npx. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const root = join(__dirname, '../../..')
const main = join(root, 'dist/cli/main.js')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-interrupt-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A run far too long to end by itself. */
function training(): string[] {
  const size = ['--model', 'mlp', '--epochs', '1000', '--limit', '6400']
  return ['train', ...size, '--runs', join(folder, 'runs')]
}

/** Resolves when the process has written the text. */
function untilWritten(child: ChildProcess, text: RegExp): Promise<void> {
  let written = ''
  return new Promise((resolve, reject) => {
    child.stderr!.on('data', chunk => {
      written += String(chunk)
      if (text.test(written)) resolve()
    })
    child.on('close', () => reject(new Error(`ended without ${String(text)}:\n${written}`)))
  })
}

function ending(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('close', code => resolve(code)))
}

interface Recorded {
  epochs: { epoch: number; partial: boolean }[]
  summary: { interrupted: boolean; epochs: number }
}

function recorded(): Recorded {
  const run = join(folder, 'runs', readdirSync(join(folder, 'runs'))[0]!)
  const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trimEnd().split('\n')
  return {
    epochs: lines.map(line => JSON.parse(line) as Recorded['epochs'][number]),
    summary: JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8')) as Recorded['summary'],
  }
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s stops after the step and leaves a complete record', async (signal, expected) => {
  const child = spawn(process.execPath, [main, ...training()])
  const end = ending(child)
  await untilWritten(child, /epoch 1:/)
  child.kill(signal)
  child.kill(signal) // as npm and the terminal do
  expect(await end).toBe(expected)
  const { epochs, summary } = recorded()
  expect(epochs[0]).toMatchObject({ epoch: 1, partial: false })
  expect(summary).toMatchObject({ interrupted: true })
})

test('a second signal ends at once', async () => {
  // An interrupt that nobody acts upon.
  const script = `
    const { withInterrupt } = require(process.argv[1])
    withInterrupt(() => { process.stderr.write('ready'); return new Promise(() => setInterval(() => {}, 1000)) })
  `
  const child = spawn(process.execPath, ['-e', script, join(root, 'dist/cli/interrupt.js')])
  const end = ending(child)
  await untilWritten(child, /ready/)
  child.kill('SIGINT')
  await untilWritten(child, /stopping after this step/)
  await setTimeout(300)
  child.kill('SIGTERM')
  expect(await end).toBe(143)
})

/** A package in which `npx isbe` is this one's. */
function makeProject(): string {
  const project = join(folder, 'project')
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true })
  symlinkSync(root, join(project, 'node_modules/isbe-torch'))
  symlinkSync('../isbe-torch/dist/cli/main.js', join(project, 'node_modules/.bin/isbe'))
  return project
}

test.each(['SIGTERM', 'SIGHUP'] as const)('%s to npx reaches the run', async signal => {
  const npx = spawn('npx', ['isbe', ...training()], { cwd: makeProject() })
  const end = ending(npx) // once the run, too, has closed the pipes
  await untilWritten(npx, /epoch 1:/)
  npx.kill(signal)
  await end
  expect(recorded().summary).toMatchObject({ interrupted: true })
})
