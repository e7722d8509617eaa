/** What the commands ask for, and print, where nothing is trained. */
import { pretended } from './pretendedRuns'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { comparisonTable } from '../../../lib/cli/command/compare'
import { isbe, temporary } from './pretendedCommands'
import { program } from '../../../lib/cli/program'
import { bareProgram } from '../../../lib/cli/bare'
import { exhibit } from '../../../lib/experiments/exhibit'
import { items } from '../../../lib/experiments/items'
import type { ReproduceOptions } from '../../../lib/experiments/reproduce'
import { defaultSettings } from '../../../lib/experiments/settings'
import type { Outcome } from '../../../lib/experiments/train'
import { resolveDevice } from '../../../lib/runtime/device'

const outcome: Outcome = {
  loss: 'ce',
  testAccuracy: 0.98765,
  tau: 61.255,
  epochs: 2,
  secondsPerEpoch: 1.234,
  device: 'cpu',
  interrupted: false,
  runDir: '/runs/x',
}

test('a comparison, with what was stopped before it was measured', () => {
  const none = { loss: 'isbe:tanh', testAccuracy: null, tau: null, secondsPerEpoch: null }
  expect(comparisonTable([outcome, { ...outcome, ...none }, { ...outcome, testAccuracy: 0 }])).toBe(
    [
      'loss       test accuracy  backward share τ  seconds an epoch',
      '---------  -------------  ----------------  ----------------',
      'ce               98.77 %           61.26 %              1.23',
      'isbe:tanh              –                 –                 –',
      'ce                0.00 %           61.26 %              1.23',
    ].join('\n'),
  )
})

test('train', async () => {
  pretended.train.mockResolvedValue(outcome)
  expect((await isbe('train')).stdout).toBe('run recorded in /runs/x\n')
  const [settings] = pretended.train.mock.lastCall!
  expect(settings).toEqual({ ...defaultSettings, device: 'auto' })
  expect((await isbe('train', '--json', '--loss', 'ce', '--epochs', '3', '--profile')).stdout).toBe(
    `${JSON.stringify(outcome)}\n`,
  )
  expect(pretended.train.mock.lastCall![0]).toMatchObject({ loss: 'ce', epochs: 3, profile: true })
})

test('compare trains one loss after the other in a folder of their own', async () => {
  pretended.train.mockImplementation(({ loss }) => Promise.resolve({ ...outcome, loss }))
  const { stdout } = await isbe(
    'compare',
    '--runs',
    temporary.folder,
    '--losses',
    ' ce, isbe:tanh,,',
  )
  const [name] = readdirSync(temporary.folder)
  expect(name).toMatch(/compare-n0/)
  const own = join(temporary.folder, name!)
  const both = [outcome, { ...outcome, loss: 'isbe:tanh' }]
  expect(stdout).toBe(`\n${comparisonTable(both)}\n\nruns recorded in ${own}\n`)
  const asked = pretended.train.mock.calls.map(([settings]) => settings)
  expect(asked).toEqual(
    both.map(({ loss }) => expect.objectContaining({ loss, runs: own }) as unknown),
  )
  const read = (file: string): unknown => JSON.parse(readFileSync(join(own, file), 'utf8'))
  expect(read('config.json')).toMatchObject({ arch: 'n0', losses: ['ce', 'isbe:tanh'] })
  expect(read('config.json')).not.toHaveProperty('loss')
  expect(read('summary.json')).toMatchObject({ outcomes: both })
  const json = JSON.parse((await isbe('compare', '--json', '--runs', temporary.folder)).stdout) as {
    outcomes: Outcome[]
    runDir: string
  }
  expect(json.outcomes.map(({ loss }) => loss)).toEqual(['ce', 'isbe:softmax'])
  expect(json.runDir.startsWith(temporary.folder)).toBe(true)
})

function reproduction(ids: readonly string[]) {
  const kinds = { table: 'table-', figure: 'figure-', theorem: 'theorem-' }
  const exhibits = ids.map(id => {
    const kind = Object.entries(kinds).find(([, start]) => id.startsWith(start))?.[0] ?? 'beyond'
    const item = items.find(each => each.kind === kind)!
    const head = { id, label: id.toUpperCase(), title: 'title', text: [] }
    const found = { rows: [{ a: 1 }], notes: ['note'], findings: [{ holds: true, text: id }] }
    return { item, exhibit: exhibit(head, found) }
  })
  return { exhibits, results: {}, leftOut: [], [Symbol.dispose]: jest.fn() }
}

describe('reproduce', () => {
  const asked = (): ReproduceOptions => pretended.reproduce.mock.lastCall![0]
  const device = resolveDevice('auto')

  test('one thing is printed, or is one JSON object', async () => {
    const made = reproduction(['table-1'])
    pretended.reproduce.mockResolvedValue(made)
    const { stdout } = await isbe('reproduce', '--table', '1')
    expect(stdout).toBe('\nTABLE-1: title\n\n✓ table-1\n\n  note\n')
    expect(asked()).toMatchObject({
      ...{ nets: ['n0'], netsAreNamed: false, device, root: 'results', finishedOnly: false },
      folders: { mnist: undefined, cifar10: undefined },
    })
    expect(asked().preset.name).toBe('quick')
    expect(asked().items.map(({ kind, name }) => kind + name)).toEqual(['table1'])
    expect(made[Symbol.dispose]).toHaveBeenCalledTimes(1)
    expect(pretended.writeReport).not.toHaveBeenCalled()
    pretended.reproduce.mockResolvedValue(reproduction(['theorem-1']))
    const json = await isbe('reproduce', '--theorem', 'a1', '--json')
    expect(asked().items.map(({ name }) => name)).toEqual(['A1'])
    expect(json.stdout).toBe(
      '{"preset":"quick","theorem":"1","rows":[{"a":1}],' +
        '"findings":[{"holds":true,"text":"theorem-1"}],"notes":["note"]}\n',
    )
  })

  test('everything is in a report', async () => {
    const made = reproduction(['table-1', 'figure-1', 'theorem-1', 'control'])
    pretended.reproduce.mockResolvedValue(made)
    pretended.writeReport.mockReturnValue('/r/report/index.html')
    const all = ['reproduce', '--all', '--preset', 'gpu', '--net', 'n1, n0', '--device', 'cpu']
    const { stdout } = await isbe(
      ...all,
      '--results',
      '/r',
      '--cifar-dir',
      '/c',
      '--data-dir',
      '/m',
    )
    expect(stdout).toMatch(
      /^\nTABLE-1[^]*\nFIGURE-1[^]*\nTHEOREM-1[^]*\nCONTROL[^]*\n\nreport: \/r\/report\/index\.html\n$/,
    )
    const command = 'npx isbe reproduce --preset gpu --net n1, n0 --device cpu --results /r'
    expect(pretended.writeReport).toHaveBeenCalledWith(made, '/r/report', command)
    expect(asked()).toMatchObject({
      ...{ nets: ['n1', 'n0'], netsAreNamed: true, device: 'cpu', root: '/r' },
      folders: { mnist: '/m', cifar10: '/c' },
    })
    expect(asked().items).toBe(items)
    const json = await isbe('reproduce', '--all', '--json', '--finished')
    expect(asked().finishedOnly).toBe(true)
    expect(pretended.writeReport).toHaveBeenLastCalledWith(
      ...[made, 'results/report', 'npx isbe reproduce --preset quick --results results'],
    )
    const found = (id: string) => ({
      ...{ rows: [{ a: 1 }], findings: [{ holds: true, text: id }], notes: ['note'] },
    })
    expect(JSON.parse(json.stdout)).toEqual({
      preset: 'quick',
      tables: [{ table: '1', ...found('table-1') }],
      figures: [{ figure: '1', ...found('figure-1') }],
      theorems: [{ theorem: '1', ...found('theorem-1') }],
      beyond: [{ beyond: 'control', ...found('control') }],
      report: '/r/report/index.html',
    })
  })

  test('networks are those of the preset', async () => {
    const run = (...args: string[]) => isbe('reproduce', '--all', '--preset', 'quick', ...args)
    await expect(run('--net', 'n0,n1,vgg16')).rejects.toThrow(
      '--net: expected networks of the preset quick (n0), found n1',
    )
    await expect(run('--net', 'n2')).rejects.toThrow(
      "--net: expected n0, n1, n1r, vgg16, found 'n2'",
    )
    await expect(isbe('reproduce')).rejects.toThrow(
      'reproduce: expected one of --table, --figure, --theorem and --all, found none',
    )
    await expect(run('--figure', '1')).rejects.toThrow('found several')
    await expect(isbe('reproduce', '--table', '1', '--figure', '1')).rejects.toThrow(
      'found several',
    )
    expect(pretended.reproduce).not.toHaveBeenCalled()
  })
})

test('start shows the tables, writes a report and opens it', async () => {
  pretended.reproduce.mockResolvedValue(reproduction(['table-3', 'figure-2', 'table-4']))
  pretended.writeReport.mockReturnValue('/s/start/index.html')
  const { stdout } = await isbe('start', '--device', 'cpu', '--results', '/s')
  const [head, rest] = [
    stdout.slice(0, stdout.indexOf('TABLE-3')),
    stdout.slice(stdout.indexOf('TABLE-3')),
  ]
  expect(head).toMatch(
    /^N0 on MNIST, with cross-entropy and with ISBE, which sends Y − Y° instead of a gradient\non cpu \(.+\)\n\n\n$/,
  )
  expect(rest).toBe(
    'TABLE-3: title\n\n✓ table-3\n\n  note\n\nTABLE-4: title\n\n✓ table-4\n\n  note\n\n' +
      'report: /s/start/index.html\nmore: npx isbe reproduce --all\n',
  )
  const [asked] = pretended.reproduce.mock.lastCall!
  expect(asked).toMatchObject({
    ...{ nets: ['n0'], netsAreNamed: true, device: 'cpu', root: '/s', finishedOnly: false },
  })
  expect([asked.preset.name, asked.items.map(({ kind, name }) => `${kind} ${name}`)]).toEqual([
    'start',
    ['table 3', 'table 4', 'figure 2', 'figure 3', 'theorem 1', 'beyond overlap'],
  ])
  expect(pretended.writeReport.mock.lastCall!.slice(1)).toEqual([
    ...['/s/start', 'npx isbe reproduce --preset start --results /s'],
  ])
  expect(pretended.openPage).toHaveBeenCalledWith('/s/start/index.html')
  await isbe('start', '--no-open')
  expect(pretended.openPage).toHaveBeenCalledTimes(1)
})

test('the commands, and those of a machine without a native build', () => {
  const names = ({ commands }: Command): string[] => commands.map(command => command.name())
  expect(names(program())).toEqual([
    ...['start', 'train', 'compare', 'reproduce', 'bench', 'data', 'setup', 'doctor'],
  ])
  expect(names(bareProgram())).toEqual(['setup', 'doctor'])
  const bench = program().commands.find(command => command.name() === 'bench')!
  expect(names(bench)).toEqual(['overhead', 'loss', 'step', 'optim', 'metrics', 'data', 'files'])
})
