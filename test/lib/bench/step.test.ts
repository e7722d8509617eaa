import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const worker = join(__dirname, '..', '..', '..', 'dist', 'bench', 'step', 'worker.js')

async function answers(requests: readonly object[]): Promise<Record<string, number | string>[]> {
  const child = spawn(process.execPath, [worker], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: Record<string, number | string>[] = []
  createInterface({ input: child.stdout }).on('line', line =>
    lines.push(JSON.parse(line) as Record<string, number | string>),
  )
  child.stdin.end(requests.map(request => `${JSON.stringify(request)}\n`).join(''))
  await once(child, 'close')
  return lines
}

test('the worker times steps and tells the peak of its own memory', async () => {
  const steps = {
    name: 'steps',
    device: 'cpu',
    model: 'mlp',
    batch: 64,
    repeat: 20,
    precision: 'float32',
    memoryFormat: 'contiguous_format',
  }
  const [setup, few, many, peak] = await answers([
    { name: 'setup', threads: 1 },
    steps,
    { ...steps, repeat: 400 },
    { name: 'peak', device: 'cpu' },
  ])
  expect(setup!.version).toMatch(/^2\./)
  expect(few!.seconds).toBeGreaterThan(0)
  expect(many!.seconds).toBeGreaterThan(few!.seconds as number)
  expect(peak!.mebibytes).toBeGreaterThan(50)
})

test.each(['charLm', 'lstm', 'resnet18'])('the worker takes steps of %s', async model => {
  const settings = { precision: 'float32', memoryFormat: 'contiguous_format' }
  const [, steps] = await answers([
    { name: 'setup', threads: 1 },
    { name: 'steps', device: 'cpu', model, batch: 2, repeat: 1, ...settings },
  ])
  expect(steps!.seconds).toBeGreaterThan(0)
})
