/**
 * The package from its load to its end, in processes of their own: a crash is an exit code, and a hang
 * a timeout.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot, readBuildRecord } from '../../lib/native/record'

const folder = join(__dirname, 'lifeCycle')

function run<T>(file: string, nodeOptions: string[] = [], args: string[] = []): T {
  const output = execFileSync(process.execPath, [...nodeOptions, join(folder, file), ...args], {
    encoding: 'utf8',
    timeout: 100_000,
  })
  return JSON.parse(output) as T
}

test('eight workers train at once; stopped in the middle of a step or not, they leave nothing', () => {
  const { losses, left } = run<{ losses: number[][]; left: number }>('together.js')
  expect(losses).toHaveLength(8)
  for (const values of losses) expect(values.at(-1)).toBeLessThan(values[0]!)
  expect(left).toBe(0)
}, 120_000)

function copyPackage(target: string): string {
  const build = readBuildRecord()
  if (!build) throw new Error('expected a native build; run npm run build')
  const parts = ['package.json', 'dist', 'scripts/setup', 'build/native.json', dirname(build.addon)]
  for (const part of parts) {
    mkdirSync(dirname(join(target, part)), { recursive: true })
    cpSync(join(packageRoot, part), join(target, part), { recursive: true })
  }
  return join(target, 'dist')
}

test('two copies of the package in one process work side by side', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'isbe-torch-copies-'))
  try {
    const copies = [join(packageRoot, 'dist'), copyPackage(temporary)]
    const { weights, same, mixed } = run<{ weights: unknown[]; same: boolean; mixed: string }>(
      'copies.js',
      [],
      copies,
    )
    expect(same).toBe(false)
    expect(weights[0]).toEqual(weights[1])
    expect(mixed).toMatch(/^TorchError: [^]*a Tensor of another copy of isbe-torch/)
  } finally {
    rmSync(temporary, { recursive: true })
  }
}, 120_000)

test('a small JavaScript heap that is collected all the time holds, and leaves nothing', () => {
  const options = ['--expose-gc', '--max-old-space-size=64']
  expect(run('pressure.js', options)).toEqual({ left: 0 })
}, 120_000)
