/** The smoke preset: everything that the paper has, at a scale that means nothing. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../../../lib/cli/program'

interface Found {
  rows: Record<string, unknown>[]
  findings: { holds: boolean | null; text: string }[]
  notes: string[]
}
type All = Record<
  'tables' | 'figures' | 'theorems' | 'beyond',
  (Found & Record<string, string>)[]
> & {
  report: string
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-reproduce-'))
  for (const name of [...[1, 2, 3, 4, 5].map(i => `data_batch_${i}`), 'test_batch'])
    writeFileSync(join(folder, `${name}.bin`), cifarBatch(10))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Records of CIFAR-10's binary version: the class, then the pixels. */
function cifarBatch(count: number): Buffer {
  const size = 3073
  const bytes = Buffer.from(Uint8Array.from({ length: count * size }, (_, i) => (i * 7) % 251))
  for (let i = 0; i < count; ++i) bytes[i * size] = i % 10
  return bytes
}

/** What the command prints on stdout and stderr. */
async function isbe(...args: string[]): Promise<{ lines: string[]; progress: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const take = (into: string[]) => (text: string | Uint8Array) => into.push(String(text)) > 0
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(take(stdout)),
    jest.spyOn(process.stderr, 'write').mockImplementation(take(stderr)),
  ]
  try {
    await program()
      .exitOverride()
      .parseAsync(['node', 'isbe', 'reproduce', ...args])
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { lines: stdout.join('').trimEnd().split('\n'), progress: stderr.join('') }
}

const smoke = (): string[] => [
  '--preset',
  'smoke',
  '--results',
  join(folder, 'results'),
  '--cifar-dir',
  folder,
]

test('everything is made, and a second time nothing is computed again', async () => {
  const { lines, progress } = await isbe('--all', '--json', ...smoke())
  const all = JSON.parse(lines.at(-1)!) as All
  expect(all.tables.map(({ table }) => table)).toEqual(['1', '2', '3', '4'])
  expect(all.figures.map(({ figure }) => figure)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  expect(all.theorems.map(({ theorem }) => theorem)).toEqual(['1', 'A1', 'Lipschitz'])
  for (const made of [...all.tables, ...all.theorems, ...all.beyond])
    expect([made.rows.length > 0, made.notes.some(note => note.startsWith('Not shown'))]).toEqual([
      true,
      false,
    ])
  expect(progress).not.toContain('reused')

  // Every network and every loss is there.
  const accuracies = all.tables[2]!.rows
  expect(accuracies.map(({ net }) => net)).toEqual(
    [8, 8, 8, 6].flatMap((count, i) =>
      Array<string>(count).fill(['N0', 'N1', 'N1r', 'VGG-16'][i]!),
    ),
  )
  expect(accuracies[0]).toMatchObject({ loss: 'CE mean', seeds: 2, paper: 99.45 })

  const page = readFileSync(all.report, 'utf8')
  expect(page).toContain('it shows that everything runs, and no result means anything')
  expect(page).not.toMatch(/(src|href)="(?!#|data:)/)
  expect(page).not.toMatch(/#01020[345]/)
  const ids = [...page.matchAll(/<h3 id="([^"]+)"/g)].map(match => match[1])
  expect(ids).toHaveLength(4 + 8 + 3 + 8)
  for (const image of page.match(/<img[^>]*>/g)!) expect(image).toMatch(/alt="[^"]{10}/)
  const files = readdirSync(join(all.report, '..'))
  for (let i = 1; i <= 8; ++i) expect(files).toContain(`figure-${i}.png`)
  for (const id of ids) {
    if (id === 'figure-5') continue
    expect(files).toContain(`${id}.csv`)
  }

  const kept = JSON.parse(readFileSync(join(all.report, '../runs.json'), 'utf8')) as {
    runs: { config: { loss: string }; epochs: { testAccuracy: number }[] }[]
    times: { medians: Record<string, number[]> }[]
  }
  expect(kept.runs.filter(({ epochs }) => epochs.at(-1)!.testAccuracy >= 0)).toHaveLength(
    readdirSync(join(folder, 'results/runs')).length,
  )
  expect(kept.times.map(({ medians }) => medians['ce:mean']!.length)).toEqual([4, 4, 4, 4])

  const again = await isbe('--table', '2', '--json', ...smoke())
  expect(again.progress).toMatch(/timing N0: measured before, reused/)
  const { rows } = JSON.parse(again.lines.at(-1)!) as Found
  expect(rows).toHaveLength(4 * 2 * 15)
  expect(rows[0]).toMatchObject({
    net: 'N0',
    reduction: 'mean',
    normalization: 'hardsigmoid',
    way: 'direct',
    deltaTau: expect.any(Number) as number,
    paper: -2.3,
  })
  expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(['low', 'high', 'difference']))

  const third = await isbe('--table', '3', ...smoke())
  expect(third.progress).toMatch(/n0-ce-mean-seed1: finished before, reused from/)
  expect(third.lines.join('\n')).toContain('Table 3: How many test images')
}, 600_000)

test('the theorems hold where the paper says so, and not where it has a slip', async () => {
  const results = ['--results', join(folder, 'none')]
  const first = JSON.parse((await isbe('--theorem', '1', '--json', ...results)).lines[0]!) as Found
  expect(first.rows.map(({ holds }) => holds)).toEqual([
    true,
    false,
    ...Array<boolean>(6).fill(true),
  ])
  const other = JSON.parse((await isbe('--theorem', 'a1', '--json', ...results)).lines[0]!) as Found
  const tricks = other.rows.map(({ hasTrick }) => hasTrick)
  expect(tricks).toEqual([true, true, ...Array<boolean>(8).fill(false)])
  for (const { findings } of [first, other])
    expect(findings.map(({ holds }) => holds)).not.toContain(false)
  expect(existsSync(results[1]!)).toBe(false)
})

test('bad input says what was expected', async () => {
  const results = ['--results', join(folder, 'others')]
  await expect(isbe('--table', '5', ...results)).rejects.toThrow(
    /--table: expected 1, 2, 3, 4, found '5'/,
  )
  await expect(isbe('--figure', '0', ...results)).rejects.toThrow(/--figure: expected 1, 2/)
  await expect(isbe('--theorem', '2', ...results)).rejects.toThrow(/--theorem: expected 1, A1/)
  await expect(isbe('--all', '--preset', 'papre', ...results)).rejects.toThrow(
    /preset: .*did you mean 'paper'/,
  )
  await expect(isbe(...results)).rejects.toThrow(/expected one of --table/)
  await expect(isbe('--all', '--table', '1', ...results)).rejects.toThrow(/found several/)
  await expect(isbe('--all', '--net', 'n1', ...results)).rejects.toThrow(
    /preset quick \(n0\), found n1/,
  )
  await expect(
    isbe('--figure', '6', '--preset', 'smoke', '--cifar-dir', join(folder, 'none'), ...results),
  ).rejects.toThrow(/CIFAR-10: expected/)
  await expect(
    isbe('--table', '3', '--data-dir', join(folder, 'none'), ...results),
  ).rejects.toThrow(/MNIST: expected/)
  expect(existsSync(join(folder, 'others', 'runs'))).toBe(false)
})
