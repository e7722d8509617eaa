/** What is said while something runs: on a terminal, and elsewhere. */
import type { spawn } from 'node:child_process'
import { LiveTable } from '../../../lib/cli/liveTable'
import { matrixProgress } from '../../../lib/cli/matrixProgress'
import { openPage } from '../../../lib/cli/openPage'
import { progress } from '../../../lib/cli/progress'
import { madeUp } from '../experiments/madeUp'
import type { RunConfig } from '../../../lib/experiments/run/config'
import type { EpochRow } from '../../../lib/experiments/run/result'

const epoch: EpochRow = {
  epoch: 2,
  learningRate: 0.1,
  progressive: [],
  trainLoss: 0.123456,
  trainAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
  testAccuracy: 0.98765,
  seconds: 12.34,
}

/** A stream that keeps what is written to it. */
function stream(): { texts: string[]; stream: NodeJS.WriteStream } {
  const texts: string[] = []
  const write = (text: string): boolean => texts.push(text) > 0
  return { texts, stream: { write, isTTY: true } as unknown as NodeJS.WriteStream }
}

let written: string[]
let terminal: PropertyDescriptor | undefined
beforeEach(() => {
  written = []
  terminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY')
  jest.spyOn(process.stderr, 'write').mockImplementation(text => written.push(String(text)) > 0)
})
afterEach(() => {
  jest.restoreAllMocks()
  if (terminal) Object.defineProperty(process.stderr, 'isTTY', terminal)
  else Reflect.deleteProperty(process.stderr, 'isTTY')
})

function onTerminal(isTerminal: boolean): void {
  Object.defineProperty(process.stderr, 'isTTY', { value: isTerminal, configurable: true })
}

const planned = madeUp({ nets: ['n0'] })
planned.sets.dispose()
const configOf = (loss: string): RunConfig => planned.first('n0', loss).config
const ce = configOf('ce:mean')
const isbe = configOf('isbe:tanh')

describe('a live table', () => {
  const header = (loss: number, state: number): string[] => [
    `${'loss'.padEnd(loss)}  ${'state'.padStart(state)}  value  test accuracy  seconds`,
    `${'-'.repeat(loss)}  ${'-'.repeat(state)}  -----  -------------  -------`,
  ]

  test('is drawn again where it stands, a line a run', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1000)
    const { texts, stream: out } = stream()
    const watcher = new LiveTable(out).watcher()
    watcher.onRun!(ce, 1, 2)
    const lines = [...header(7, 6), 'CE mean  starts      –              –        –']
    expect(texts).toEqual([`${lines.join('\n')}\n`])
    watcher.onEpochStart!(1, 200)
    // Not too often: within 150 ms only the last step is shown.
    clock.mockReturnValue(1149)
    watcher.onStep!(33)
    expect(texts).toHaveLength(1)
    clock.mockReturnValue(1150)
    watcher.onStep!(33)
    const next = [...header(7, 13), 'CE mean  epoch 1, 16 %      –              –        –']
    expect(texts.slice(1)).toEqual([`\x1b[3A\x1b[J${next.join('\n')}\n`])
    watcher.onStep!(199)
    expect(texts).toHaveLength(2)
    watcher.onStep!(200)
    expect(texts[2]).toContain('epoch 1, 100 %')
    watcher.onEpochEnd!(epoch)
    watcher.onReused!(isbe, '/folder', 2, 2)
    expect(texts).toHaveLength(5)
    const last = [
      ...header(9, 23),
      'CE mean               epoch 2 done  0.123        98.77 %     12.3',
      'ISBE tanh  finished before, reused      –              –        –',
    ]
    expect(texts.at(-1)).toBe(`\x1b[3A\x1b[J${last.join('\n')}\n`)
    watcher.onRun!(isbe, 2, 2)
    expect(texts.at(-1)!.startsWith('\x1b[4A\x1b[J')).toBe(true)
  })

  test('is a line an epoch where there is no terminal', () => {
    const { texts, stream: out } = stream()
    const watcher = new LiveTable(out, false).watcher()
    watcher.onRun!(ce, 1, 1)
    watcher.onStep!(1)
    watcher.onEpochEnd!(epoch)
    expect(texts).toEqual(['CE mean  epoch 2 done: test accuracy 98.77 %\n'])
  })
})

describe('progress of several runs', () => {
  test('is a line a run and an epoch', () => {
    onTerminal(false)
    const watcher = matrixProgress()
    watcher.onRun!(ce, 3, 8)
    watcher.onEpochStart!(1, 10)
    watcher.onStep!(1)
    watcher.onEpochEnd!(epoch)
    watcher.onReused!(isbe, '/a/folder', 4, 8)
    const times = { net: 'vgg16', steps: 7 } as Parameters<NonNullable<typeof watcher.onTimes>>[0]
    watcher.onTimes!(times)
    watcher.onTimesReused!(times, '/b')
    watcher.onLeftOut!('n1r', 'no data')
    expect(written).toEqual([
      '[3/8] n0-ce-mean-seed1\n',
      '  epoch 2: test accuracy 98.77 %, 12.3 s\n',
      '[4/8] n0-isbe-tanh-seed1: finished before, reused from /a/folder\n',
      'timing VGG-16: 7 steps of each loss\n',
      'timing VGG-16: measured before, reused from /b\n',
      'N1r is left out: no data\n',
    ])
  })

  test('has a bar on a terminal, which is gone before the line of the epoch', () => {
    onTerminal(true)
    const watcher = matrixProgress()
    watcher.onEpochStart!(2, 10)
    watcher.onStep!(4)
    watcher.onEpochEnd!(epoch)
    const text = written.join('')
    expect(text).toMatch(/ {2}epoch 2 \[[^\]]*\] 0\/10 steps, /)
    expect(text).toMatch(/ 4\/10 steps[^]* {2}epoch 2: test accuracy 98\.77 %, 12\.3 s\n$/)
    expect(text).toContain('\x1b[?25l')
    expect(text).toContain('\x1b[0K')
  })
})

describe('progress of a run', () => {
  const record = {
    ...{ epoch: 3, loss: 1, testAccuracy: 0.5, tau: 61.26, seconds: 2.06 },
    ...{ learningRate: 0.1, samples: 1, partial: false },
  } as unknown as Parameters<NonNullable<ReturnType<typeof progress>['onEpochEnd']>>[0]

  test('says where it runs, and a line an epoch', () => {
    onTerminal(false)
    const watcher = progress('ce  ')
    const start = { folder: 'f', device: 'cpu', reason: 'no GPU' }
    watcher.onRun!({ ...start, adaptation: null })
    watcher.onRun!({ ...start, adaptation: 'padded to 32×32' })
    watcher.onEpochStart!(3, 10)
    watcher.onStep!(1)
    watcher.onEpochEnd!(record)
    watcher.onEpochEnd!({ ...record, testAccuracy: null, tau: null })
    expect(written).toEqual([
      'ce    on cpu (no GPU)\n',
      'ce    on cpu (no GPU), padded to 32×32\n',
      'ce    epoch 3: test accuracy 50.00 %, 2.1 s, backward share 61.3 %\n',
      'ce    epoch 3: stopped, 2.1 s\n',
    ])
  })

  test('has a bar on a terminal', () => {
    onTerminal(true)
    const watcher = progress('tanh')
    watcher.onEpochStart!(3, 10)
    watcher.onStep!(6)
    watcher.onEpochEnd!(record)
    expect(written.join('')).toMatch(
      /tanh {2}epoch 3 \[[^]* 0\/10 steps, [^]* 6\/10 steps[^]*tanh {2}epoch 3: test accuracy 50\.00 %/,
    )
    expect(written.join('')).toContain('\x1b[?25l')
    expect(written.join('')).toContain('\x1b[0K')
  })
})

describe('a page is opened', () => {
  const child = { on: jest.fn(), unref: jest.fn() }
  let opened: jest.SpyInstance
  const terminalBefore = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY')
  beforeEach(() => {
    const childProcess = jest.requireActual<{ spawn: typeof spawn }>('node:child_process')
    opened = jest.spyOn(childProcess, 'spawn').mockReturnValue(child as never)
    Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true })
  })
  afterEach(() => {
    if (terminalBefore) Object.defineProperty(process.stdout, 'isTTY', terminalBefore)
    else Reflect.deleteProperty(process.stdout, 'isTTY')
  })

  test.each([{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'w' }, { DISPLAY: ':0', BROWSER: 'firefox' }])(
    'on a screen: %j',
    env => {
      openPage('/a/page.html', env)
      expect(opened.mock.calls).toEqual([
        ['xdg-open', ['/a/page.html'], { detached: true, stdio: 'ignore' }],
      ])
      expect(child.unref).toHaveBeenCalled()
      // A browser that is not there is no failure.
      const [event, listener] = child.on.mock.lastCall as [string, () => unknown]
      expect([event, listener()]).toEqual(['error', undefined])
    },
  )

  test.each([{}, { DISPLAY: ':0', CI: '1' }, { DISPLAY: ':0', BROWSER: 'none' }])(
    'not with %j',
    env => {
      openPage('/a/page.html', env)
      expect(opened).not.toHaveBeenCalled()
    },
  )

  test('not where nobody is at the terminal', () => {
    Object.defineProperty(process.stdout, 'isTTY', { value: false, configurable: true })
    openPage('/a/page.html', { DISPLAY: ':0' })
    expect(opened).not.toHaveBeenCalled()
  })
})
