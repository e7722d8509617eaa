/** What `isbe bench` prints of measurements that are made up. */
import { benchmarks } from './pretendedBench'
import { cell } from '../../../lib/cli/command/bench/show'
import { benchCommand } from '../../../lib/cli/command/bench'
import type { LossRow } from '../../../lib/bench/loss'
import type { StepRow } from '../../../lib/bench/step'
import { chooseDevice } from '../../../lib/runtime/device'

/** What a benchmark prints on stdout, and on stderr. */
async function bench(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const take = (into: string[]) => (text: string | Uint8Array) => into.push(String(text)) > 0
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(take(stdout)),
    jest.spyOn(process.stderr, 'write').mockImplementation(take(stderr)),
  ]
  try {
    await benchCommand().exitOverride().parseAsync(args, { from: 'user' })
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { stdout: stdout.join(''), stderr: stderr.join('') }
}

beforeEach(() => {
  for (const mock of Object.values(benchmarks)) mock.mockReset()
})

/** The lines of a table, `|` between its cells, and those below it. */
function cellsOf(stdout: string): string[] {
  const lines = stdout.split('\n')
  expect(lines[1]).toMatch(/^[- ]+$/)
  return lines.toSpliced(1, 1).map(line => line.replaceAll(/ {2,}/g, ' | '))
}

const summary = (median: number) => ({
  median,
  spread: [median - 0.125, median + 0.25] as [number, number],
})

test('a median is shown with its quartiles, nanoseconds without digits', () => {
  expect(cell(summary(12.345), 'ms')).toBe('12.35 ms (12.22–12.60)')
  expect(cell(summary(12.345), 'ns')).toBe('12 ns (12–13)')
  expect(cell(null, 'ms')).toBe('not measured')
})

const loss: LossRow = {
  host: 'isbe-torch',
  device: 'cpu',
  n: 64,
  k: 10,
  dtype: 'float32',
  targets: 'index',
  threads: 1,
  mode: 'direct',
  ceMicros: 100.26,
  isbeMicros: 20.04,
  operatorMicros: 10.16,
  copyMicros: 5.55,
  ratio: 5.0029,
  goal: 8,
  ofCopyBandwidth: 0.2769,
  gigabytesPerSecond: 0.255,
  spread: 0.1,
  temporaryBytes: 512,
}
const losses: LossRow[] = [
  loss,
  {
    ...loss,
    mode: 'autograd',
    host: 'pytorch',
    operatorMicros: null,
    temporaryBytes: null,
    ratio: 3,
    goal: null,
  },
  { ...loss, threads: 2, targets: 'distribution' },
  { ...loss, dtype: 'bfloat16' },
  { ...loss, targets: 'distribution' },
]

test('bench loss', async () => {
  benchmarks.loss.mockImplementation((onRow: (row: LossRow) => void, device: string) => {
    losses.slice(0, 2).forEach(onRow)
    return Promise.resolve(device === 'cpu' ? losses : [])
  })
  const { stdout, stderr } = await bench('loss')
  expect(stderr).toBe(
    `on cpu (${chooseDevice('cpu').reason})\n64 × 10 float32 direct, 1 thread(s), isbe-torch\n` +
      '64 × 10 float32 autograd, 1 thread(s), pytorch\n',
  )
  expect(cellsOf(stdout)).toEqual([
    'logits | host | threads | mode | CE µs | ISBE µs | operator µs | copy_ µs | CE/ISBE | goal | copy_/ISBE | GB/s | temporary B',
    '64 × 10 float32 | isbe-torch | 1 | direct | 100.3 | 20.0 | 10.2 | 5.5 | 5.0 | ≥ 8 | 0.28 | 0.3 | 512',
    '64 × 10 float32 | pytorch | 1 | autograd | 100.3 | 20.0 | – | 5.5 | 3.0 | – | 0.28 | 0.3 | –',
    '64 × 10 float32, distributions | isbe-torch | 2 | direct | 100.3 | 20.0 | 10.2 | 5.5 | 5.0 | ≥ 8 | 0.28 | 0.3 | 512',
    '64 × 10 bfloat16 | isbe-torch | 1 | direct | 100.3 | 20.0 | 10.2 | 5.5 | 5.0 | ≥ 8 | 0.28 | 0.3 | 512',
    '64 × 10 float32, distributions | isbe-torch | 1 | direct | 100.3 | 20.0 | 10.2 | 5.5 | 5.0 | ≥ 8 | 0.28 | 0.3 | 512',
    '',
    'on cpu; GB/s of logits read and errors written, distributions besides',
    '',
  ])
  const json = await bench('loss', '--json', '--chart', 'loss.svg')
  expect(json.stdout).toBe(`${JSON.stringify({ rows: losses })}\n`)
  const bars = [
    { label: '64 × 10 direct, isbe-torch', value: 5.0029, mark: 8 },
    { label: '64 × 10 autograd, pytorch', value: 3, mark: undefined },
  ]
  const title = 'Cross-entropy / ISBE, forward and backward of the loss'
  const axis = 'ratio of medians on one thread; red: to reach'
  expect(benchmarks.chart.mock.calls).toEqual([['loss.svg', bars, { title, digits: 1, axis }]])
})

const plain = { precision: 'float32', memoryFormat: 'contiguous_format' } as const
const step: StepRow = {
  model: 'n0',
  batch: 128,
  comparison: 'same',
  settings: { ours: plain, pytorch: plain },
  threads: 2,
  oursMillis: 5.125,
  pytorchMillis: 10,
  ratio: 0.5125,
  spread: { ours: [5, 5.5], pytorch: [9, 11] },
  ourPeakMiB: 100.6,
  pytorchPeakMiB: 200.2,
  goal: 0.8,
}
const alone: StepRow = {
  ...step,
  ...{ comparison: 'default', pytorchMillis: null, ratio: null, pytorchPeakMiB: null, goal: null },
  settings: { ours: { precision: 'bfloat16', memoryFormat: 'channels_last' }, pytorch: plain },
  spread: { ours: [5, 5.5], pytorch: null },
}

test('bench step', async () => {
  const report = { rows: [step, alone], device: 'cpu', threads: 2, blocks: 3, pytorch: '2.13' }
  benchmarks.steps.mockImplementation((_models, _blocks, onRow: (row: StepRow) => void) => {
    onRow(step)
    return Promise.resolve(report)
  })
  const { stdout, stderr } = await bench('step')
  expect(stderr).toBe(`on cpu (${chooseDevice('cpu').reason})\nn0 same: 5.13 ms\n`)
  expect(cellsOf(stdout)).toEqual([
    'step | our settings | isbe-torch | PyTorch | ratio | goal | our peak MiB | PyTorch peak MiB',
    'n0, batch 128, same | float32, contiguous_format | 5.13 ms (5.00–5.50) | 10.00 ms (9.00–11.00) | 0.51 | ≤ 0.80 | 101 | 200',
    'n0, batch 128, default | bfloat16, channels_last | 5.13 ms (5.00–5.50) | not measured | – | – | 101 | –',
    '',
    'median (quartiles); on cpu; 2 threads; PyTorch 2.13',
    '',
  ])
  const any = expect.any(Function) as unknown
  const where = { device: 'cpu', precision: undefined }
  expect(benchmarks.steps).toHaveBeenLastCalledWith(['mlp', 'n0'], 15, any, where)
  expect(benchmarks.chart).not.toHaveBeenCalled()
  const flags = ['--model', 'n0', '--blocks', '3', '--precision', 'bfloat16', '--chart', 'step.svg']
  const json = await bench('step', '--json', ...flags)
  expect(json.stdout).toBe(`${JSON.stringify(report)}\n`)
  expect(benchmarks.steps).toHaveBeenLastCalledWith(['n0'], 3, any, {
    ...{ device: 'cpu', precision: 'bfloat16' },
  })
  const bars = [{ label: 'n0, batch 128, same', value: 0.5125, mark: 0.8 }]
  const title = 'Time of a training step, isbe-torch / PyTorch'
  const axis = 'ratio of medians; red: to reach'
  expect(benchmarks.chart.mock.calls).toEqual([['step.svg', bars, { title, axis }]])
  await expect(bench('step', '--precision', 'float16')).rejects.toThrow(
    "--precision: expected float32, bfloat16, found 'float16'",
  )
  await expect(bench('step', '--model', 'n1')).rejects.toThrow('--model: expected mlp, n0')
})

test('bench overhead', async () => {
  const row = { name: 'add', description: 'an add', unit: 'ns', goal: 0.75 }
  const measured = { ours: summary(100), pytorch: summary(200), bare: null, ratio: 0.5 }
  const report = {
    rows: [
      { ...row, ...measured },
      { ...row, description: 'modules', ...measured, pytorch: null, bare: summary(90) },
      { ...row, description: 'load', unit: 'ms', ...measured, pytorch: null, ratio: null },
    ],
    ...{ threads: 2, blocks: 15, pytorch: '2.13' },
  }
  benchmarks.overhead.mockResolvedValue(report)
  expect(cellsOf((await bench('overhead')).stdout)).toEqual([
    'work | isbe-torch | PyTorch, or as said | ratio | goal',
    'an add | 100 ns (100–100) | 200 ns (200–200) | 0.50 | ≤ 0.75',
    'modules | 100 ns (100–100) | 90 ns (90–90) | 0.50 | ≤ 0.75',
    'load | 100.00 ms (99.88–100.25) | not measured | – | ≤ 0.75',
    '',
    'median (quartiles); 2 threads; PyTorch 2.13',
    '',
  ])
  expect(benchmarks.overhead).toHaveBeenLastCalledWith(15)
  const json = await bench('overhead', '--json', '--blocks', '2')
  expect(json.stdout).toBe(`${JSON.stringify(report)}\n`)
  expect(benchmarks.overhead).toHaveBeenLastCalledWith(2)
})

test('bench files', async () => {
  const row = { name: 'save', description: 'saving', goal: 1.1 }
  const report = {
    rows: [
      { ...row, ours: summary(5), python: summary(10), ratio: 0.5 },
      { ...row, description: 'loading', ours: summary(5), python: null, ratio: null },
    ],
    ...{ megabytes: 500, blocks: 15, threads: 4, safetensors: '0.5' },
  }
  benchmarks.files.mockResolvedValue(report)
  expect(cellsOf((await bench('files')).stdout)).toEqual([
    'work | isbe-torch | Python | ratio | goal',
    'saving | 5.00 ms (4.88–5.25) | 10.00 ms (9.88–10.25) | 0.50 | ≤ 1.10',
    'loading | 5.00 ms (4.88–5.25) | not measured | – | ≤ 1.10',
    '',
    'median (quartiles); 500 MiB in 25 tensors; 4 threads; safetensors 0.5',
    '',
  ])
  expect(benchmarks.files).toHaveBeenLastCalledWith(15)
  expect((await bench('files', '--json')).stdout).toBe(`${JSON.stringify(report)}\n`)
})

test('bench data', async () => {
  const report = {
    rows: [
      {
        work: 'CSV',
        oursSeconds: 1.234,
        pytorchSeconds: 2,
        ratio: 0.617,
        goal: 1.5,
        peer: 'pandas',
      },
      {
        work: 'JPEG',
        oursSeconds: null,
        pytorchSeconds: null,
        ratio: null,
        goal: 1,
        peer: 'skipped: x',
      },
    ],
    ...{ threads: 2, blocks: 3, pytorch: '2.13' },
  }
  benchmarks.data.mockResolvedValue(report)
  expect(cellsOf((await bench('data')).stdout)).toEqual([
    'work | isbe-torch | peer | ratio | goal | peer is',
    'CSV | 1.23 s | 2.00 s | 0.62 | ≤ 1.50 | pandas',
    'JPEG | – | – | – | ≤ 1.00 | skipped: x',
    '',
    'medians; 2 threads; PyTorch 2.13',
    '',
  ])
  expect(benchmarks.data).toHaveBeenLastCalledWith({ blocks: 3, images: undefined })
  const json = await bench('data', '--json', '--images', '/i', '--blocks', '1')
  expect(json.stdout).toBe(`${JSON.stringify(report)}\n`)
  expect(benchmarks.data).toHaveBeenLastCalledWith({ blocks: 1, images: '/i' })
})

test.each([
  ['optim', 'PyTorch'],
  ['metrics', 'torchmetrics'],
] as const)('bench %s', async (name, library) => {
  const report = {
    rows: [
      { name: 'one', goal: 0.8, ours: summary(5), peer: summary(10), ratio: 0.5 },
      { name: 'two', goal: 1, ours: summary(5), peer: null, ratio: null },
    ],
    ...{ threads: 2, blocks: 15, peer: '1.8' },
  }
  benchmarks[name].mockResolvedValue(report)
  const { stdout } = await bench(name)
  const lines = stdout.split('\n')
  expect(lines[0]!.split(/ {2,}/)).toEqual(['work', 'isbe-torch', library, 'ratio', 'goal'])
  expect(lines.slice(2)).toEqual([
    'one   5.00 ms (4.88–5.25)  10.00 ms (9.88–10.25)   0.50  ≤ 0.80',
    'two   5.00 ms (4.88–5.25)           not measured      –  ≤ 1.00',
    '',
    `median (quartiles); 2 threads; ${library} 1.8`,
    '',
  ])
  expect(benchmarks[name]).toHaveBeenLastCalledWith(15)
  expect((await bench(name, '--json')).stdout).toBe(`${JSON.stringify(report)}\n`)
})

test.each(['overhead', 'files', 'data', 'step', 'optim', 'metrics'])(
  'bench %s measures at least a block',
  async name => {
    await expect(bench(name, '--blocks', '0')).rejects.toThrow(
      '--blocks: expected a positive integer, found 0',
    )
    for (const mock of Object.values(benchmarks)) expect(mock).not.toHaveBeenCalled()
  },
)
