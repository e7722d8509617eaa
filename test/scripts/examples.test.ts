/** The programs of scripts/examples/ run as they stand, on few images. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(__dirname, '..', '..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-examples-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function example(name: string, ...args: string[]): Promise<string[]> {
  const file = join(root, 'scripts', 'examples', `${name}.ts`)
  const env = { ...process.env, ISBE_DATA: folder }
  const { stdout } = await run('npx', ['ts-node', file, ...args], { cwd: root, env })
  return stdout.trim().split('\n')
}

function accuracyOf(line: string): number {
  return Number(/([\d.]+) %/.exec(line)![1])
}

test('mnist.ts shows both ways in under 60 lines, and they learn the same', async () => {
  const text = readFileSync(join(root, 'scripts/examples/mnist.ts'), 'utf8')
  expect(text.split('\n').length - 1).toBeLessThan(60)
  const [ce, isbe] = await example('mnist', '1', '2560')
  expect(ce).toMatch(/^cross-entropy, epoch 1: test accuracy/)
  expect(accuracyOf(ce!)).toBeGreaterThan(50)
  expect(Math.abs(accuracyOf(ce!) - accuracyOf(isbe!))).toBeLessThan(3)
}, 300_000)

test('compare-losses.ts has a line a loss', async () => {
  const lines = await example('compare-losses', '1', '1280')
  expect(lines.map(line => line.split('  ')[0])).toEqual(
    [
      'cross-entropy',
      'ISBE softmax',
      'ISBE sigmoid',
      'ISBE hardsigmoid',
      'ISBE tanh',
      'ISBE hardtanh',
      'ISBE normalize',
    ].map(name => expect.stringContaining(name) as string),
  )
  expect(accuracyOf(lines[0]!)).toBeGreaterThan(30)
}, 300_000)

test('your-own-normalisation.ts learns with a normalisation that the package lacks', async () => {
  const [line] = await example('your-own-normalisation', '2', '2560')
  expect(accuracyOf(line!)).toBeGreaterThan(50)
}, 300_000)

test('cifar10.ts trains VGG-16 on what CIFAR-10 looks like', async () => {
  const size = 3073
  const records = Buffer.from(Uint8Array.from({ length: 2 * size }, (_, i) => (i * 7) % 251))
  records[0] = records[size] = 3
  mkdirSync(join(folder, 'cifar10'))
  for (const name of [...[1, 2, 3, 4, 5].map(i => `data_batch_${i}`), 'test_batch'])
    writeFileSync(join(folder, 'cifar10', `${name}.bin`), records)
  const [line] = await example('cifar10', '1', '4', '2')
  expect(line).toMatch(/^CIFAR-10, epoch 1: test accuracy \d/)
}, 300_000)
