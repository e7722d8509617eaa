import { execFile, type ExecFileException } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseDevice } from '../../../lib/runtime/device'

const main = join(__dirname, '..', '..', '..', 'dist', 'cli', 'main.js')

interface Finished {
  code: number
  stdout: string
  stderr: string
}

function isbe(...args: string[]): Promise<Finished> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [main, ...args],
      (error: ExecFileException | null, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
      },
    )
  })
}

let runs: string

beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'isbe-runs-'))
})
afterEach(() => rmSync(runs, { recursive: true }))

const small = ['--limit', '1280', '--epochs', '1']

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
}

test('train --json prints one object and records the run', async () => {
  const { code, stdout, stderr } = await isbe(
    'train',
    '--loss',
    'isbe:tanh',
    ...small,
    '--runs',
    runs,
    '--json',
  )
  expect([code, stderr.includes('epoch 1')]).toEqual([0, true])
  expect(stdout.trim().split('\n')).toHaveLength(1)
  const outcome = JSON.parse(stdout) as Record<string, string | number>
  const { device, reason } = chooseDevice('auto')
  expect(outcome).toMatchObject({ loss: 'isbe:tanh', epochs: 1, device })
  expect(stderr.split('\n')[0]).toBe(`isbe:tanh  on ${device} (${reason})`)
  for (const field of ['testAccuracy', 'tau', 'secondsPerEpoch'])
    expect(outcome[field]).toBeGreaterThan(0)
  const folder = String(outcome.runDir)
  expect(readdirSync(folder).sort()).toEqual(['config.json', 'metrics.jsonl', 'summary.json'])
  expect(readJson(join(folder, 'config.json'))).toMatchObject({
    arch: 'n0',
    loss: 'isbe:tanh',
    seed: 1,
    batchSize: 128,
    device,
    deviceReason: reason,
    threads: expect.any(Number) as number,
    versions: { libtorch: expect.stringMatching(/^2\./) as string },
  })
  expect(readJson(join(folder, 'metrics.jsonl'))).toMatchObject({ epoch: 1, partial: false })
  expect(readJson(join(folder, 'summary.json'))).toMatchObject({
    loss: 'isbe:tanh',
    interrupted: false,
  })
})

test('train --fast --profile records the settings, a table of operators and a Chrome trace', async () => {
  const { code, stdout } = await isbe(
    'train',
    '--model',
    'n1',
    '--fast',
    '--profile',
    '--limit',
    '64',
    '--batch-size',
    '8',
    '--epochs',
    '1',
    '--runs',
    runs,
    '--json',
  )
  expect(code).toBe(0)
  const folder = String((JSON.parse(stdout) as { runDir: string }).runDir)
  expect(readJson(join(folder, 'config.json'))).toMatchObject({
    arch: 'n1',
    fast: true,
    memoryFormat: 'channels_last',
    profile: true,
  })
  const profile = readFileSync(join(folder, 'profile.txt'), 'utf8')
  expect(profile).toMatch(/^steps 6 to 8\n/)
  expect(profile).toMatch(/^aten::convolution_backward +backward +21 /m)
  const { traceEvents } = readJson(join(folder, 'trace.json')) as {
    traceEvents: { name: string; ph: string }[]
  }
  expect(traceEvents.filter(event => event.name === 'isbe::_adam_')).toHaveLength(3)
})

test('compare shows the losses side by side and names the run folder', async () => {
  const { code, stdout } = await isbe('compare', ...small, '--runs', runs)
  expect(code).toBe(0)
  expect(stdout).toMatch(/test accuracy +backward share τ +seconds an epoch/)
  expect(stdout).toMatch(/^ce .* %/m)
  expect(stdout).toMatch(/^isbe:softmax .* %/m)
  const folder = /runs recorded in (.*)/.exec(stdout)![1]!
  expect(readdirSync(folder).filter(name => /^n0-/.test(name))).toHaveLength(2)
  const { outcomes } = readJson(join(folder, 'summary.json')) as {
    outcomes: { testAccuracy: number }[]
  }
  expect(Math.abs(outcomes[0]!.testAccuracy - outcomes[1]!.testAccuracy)).toBeLessThan(0.02)
})

const wrong: [string, string[], RegExp][] = [
  [
    'an unknown loss',
    ['train', '--loss', 'isbe:sofmax'],
    /^isbe: --loss: .*did you mean 'isbe:softmax'/,
  ],
  [
    'an unknown network',
    ['train', '--arch', 'n00'],
    /^isbe: --arch: expected mlp, .*, n0, .*found 'n00' \(did you mean 'n0'\?\)/,
  ],
  [
    'a network without a benchmark',
    ['bench', 'step', '--model', 'n0-gap'],
    /^isbe: --model: expected mlp, n0, n1, vgg16, resnet18, charLm, lstm, found 'n0-gap'/,
  ],
  [
    'an unknown dataset',
    ['train', '--data', 'cifar'],
    /^isbe: --data: expected mnist, .*found 'cifar' \(did you mean 'cifar10'\?\)/,
  ],
  [
    'an unknown option',
    ['train', '--epoch', '1'],
    /unknown option '--epoch'\n\(Did you mean --epochs\?\)/,
  ],
  ['an unknown command', ['trian'], /unknown command 'trian'\n\(Did you mean train\?\)/],
  ['a device that is not there', ['train', '--device', 'cuda:7'], /^isbe: --device: .*'cuda:7'/],
  [
    'a CUDA graph on the CPU',
    ['train', '--device', 'cpu', '--cuda-graph'],
    /^isbe: --cuda-graph: expected a run on CUDA/,
  ],
  [
    'a device that is none',
    ['train', '--device', 'gpu'],
    /^isbe: --device: expected auto, cpu, cuda/,
  ],
  [
    'a folder without data',
    ['train', '--data-dir', '/nowhere'],
    /^isbe: MNIST: expected train-images.* in '\/nowhere'/,
  ],
  [
    "files of one's own without their folder",
    ['train', '--data', 'csv'],
    /^isbe: --data-dir: expected the folder of the files, as --data is csv, found none/,
  ],
  ['no loss at all', ['compare', '--losses', ','], /^isbe: --losses: expected at least one loss/],
  [
    'an unknown loss among others',
    ['compare', '--losses', 'ce,isbe:sofmax'],
    /^isbe: --losses: .*did you mean 'isbe:softmax'/,
  ],
  [
    'blocks that are none',
    ['bench', 'step', '--blocks', '0'],
    /^isbe: --blocks: expected a positive integer, found 0/,
  ],
  ['an argument too many', ['train', 'n0'], /too many arguments for 'train'/],
  [
    'a run folder that cannot be made',
    ['train', '--limit', '128', '--runs', '/dev/null/x'],
    /^isbe: run: cannot make the folder/,
  ],
]

test.each(wrong)('%s: exit code 1 and one line', async (_, args, message) => {
  const { code, stdout, stderr } = await isbe(...args)
  expect(stderr).toMatch(message)
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2)
  expect([code, stdout]).toEqual([1, ''])
})

test('a full disk is reported in one line', async () => {
  if (!existsSync('/dev/full')) throw new Error('this test needs /dev/full')
  const script =
    'const { Run } = require(process.argv[1]); const { symlinkSync } = require("node:fs");' +
    'const run = new Run(process.argv[2], "x", {}); symlinkSync("/dev/full", run.folder + "/metrics.jsonl");' +
    'try { run.log({ epoch: 1 }) } catch (e) { console.log(e.code, e.message) }'
  const module = join(main, '..', '..', 'train', 'run.js')
  const stdout = await new Promise<string>(resolve =>
    execFile(process.execPath, ['-e', script, module, runs], (_error, out) => resolve(out)),
  )
  expect(stdout).toMatch(/^IO run: cannot write '.*metrics\.jsonl' \(ENOSPC\)/)
})

test('every command explains itself', async () => {
  const help = await isbe('--help')
  expect(help.stdout).toMatch(/train[^]*compare[^]*bench/)
  for (const command of [
    ['train'],
    ['compare'],
    ['bench'],
    ['bench', 'overhead'],
    ['bench', 'step'],
  ]) {
    const { code, stdout } = await isbe(...command, '--help')
    expect([code, stdout.startsWith(`Usage: isbe ${command.join(' ')}`)]).toEqual([0, true])
  }
})
