/** The report: pages, files and texts of exhibits that are made up. */
import './pretendedVersions'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TorchError } from '../../../lib'
import { formatCell, gap, exhibit, type Exhibit } from '../../../lib/experiments/exhibit'
import { items, type Item } from '../../../lib/experiments/items'
import { reportPage } from '../../../lib/experiments/page/page'
import { exhibitCsv, figurePng, figureSvg } from '../../../lib/experiments/page/panelImages'
import { runsJson } from '../../../lib/experiments/page/runsJson'
import { writeReport } from '../../../lib/experiments/page/write'
import { printExhibit } from '../../../lib/experiments/print'
import type { Reproduction } from '../../../lib/experiments/reproduce'
import type { Results } from '../../../lib/experiments/results'
import { reportStyle } from '../../../lib/report/style'
import { expectAsKept, linesOfSvg } from './kept'
import { madeUp } from './madeUp'

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const table = exhibit(
  { id: 'table-3', label: 'Table 3', title: 'numbers & <words>', text: ['First.', 'Second.'] },
  {
    rows: [
      { word: 'a, b', part: 0.5, change: 2.345, good: true, none: null },
      { word: 'c "d"', part: 0.00001, change: -2, good: false, none: NaN },
    ],
    columns: [
      { key: 'word', title: 'word' },
      { key: 'part', title: 'part', digits: 3 },
      { key: 'change', title: 'change', digits: 2, signed: true },
      { key: 'good', title: 'good' },
      { key: 'none', title: 'none' },
    ],
    findings: [
      { holds: true, text: 'It holds.' },
      { holds: false, text: 'It does not.' },
      { holds: null, text: 'Nobody knows.' },
    ],
    notes: ['A note.', 'Another.'],
  },
)

const figure = exhibit(
  { id: 'figure-1', label: 'Figure 1', title: 'lines', text: ['Of two.'] },
  {
    panels: [
      {
        title: 'one',
        x: 'epoch',
        y: '%',
        series: [
          { name: 'a', color: '#111111', points: [[1, 2] as const, [2, 98.76543] as const] },
          { name: 'b', color: '#222222', points: [], dashed: true },
        ],
        lines: [{ y: 50, name: 'half', color: '#333333' }],
      },
    ],
    rows: [{ panel: 'one', last: 98.76543 }],
  },
)

const sheet = exhibit(
  { id: 'overlap', label: 'Sheet', title: 'a picture', text: [] },
  { pictures: [{ source: pixel, caption: 'one "pixel"', alt: 'a pixel' }] },
)

function itemOf(kind: string, name: string): Item {
  return items.find(item => item.kind === kind && item.name === name)!
}

let folder: string
let results: Results
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-report-'))
  results = madeUp({
    nets: ['n0'],
    isFinished: ({ config: { loss, seed } }) =>
      seed === 1 && ['ce:mean', 'isbe:tanh'].includes(loss),
  })
})
afterEach(() => {
  results.sets.dispose()
  rmSync(folder, { recursive: true })
})

function reproduction(exhibits: Reproduction['exhibits']): Reproduction {
  return {
    exhibits,
    results,
    leftOut: [{ net: 'vgg16', reason: 'CIFAR-10 is <not> there.' }],
    [Symbol.dispose]: () => undefined,
  }
}

const all = (): Reproduction =>
  reproduction([
    { item: itemOf('table', '3'), exhibit: table },
    { item: itemOf('figure', '1'), exhibit: figure },
    { item: itemOf('beyond', 'overlap'), exhibit: sheet },
  ])

test('the page as a whole', () => {
  const page = reportPage(all(), {
    command: 'npx isbe reproduce --preset x',
    filesOf: ({ id }) => (id === 'table-3' ? ['table-3.csv', 'other.png'] : []),
    created: new Date('2026-02-03T04:05:06Z'),
  })
  const lines = linesOfSvg(page.replace(reportStyle, '(style)'))
  expectAsKept(join(__dirname, 'kept/page.txt'), lines)
})

test('the page of the paper’s own scale warns of nothing, and of a GPU names it', () => {
  results = madeUp({ nets: ['n0'], preset: { ...results.scope.preset, name: 'paper' } })
  Object.assign(results.scope, { device: 'cuda:0' })
  const page = reportPage(reproduction([]), {
    command: 'c',
    filesOf: () => [],
    created: new Date(0),
  })
  expect(page).toContain('<p class="notes">Scale: preset paper: nothing was trained.</p>')
  expect(page).not.toContain('class="warning"')
  expect(page).toContain(
    '<p>Made on 1970-01-01 by isbe-torch 1.2.3 with libtorch 4.5.6 on Node 78, cuda:0.</p>',
  )
  // 2 · 8 runs, the control, 7 of the tail and 18 of learning rates, 90 s each.
  expect(page).toContain('<p>42 runs are finished, 0 planned ones are not. ')
  expect(page).toContain('The finished ones took 1.05 hours.</p>')
  for (const heading of ['Tables', 'Figures', 'Theorems, numerically', 'Beyond the paper'])
    expect(page).not.toContain(`<h2>${heading}</h2>`)
})

test('what was found is summed up from some exhibits, each under its label', () => {
  const named = (id: string, label: string): Exhibit => ({ ...table, id, label })
  const page = reportPage(
    reproduction(
      [
        'theorem-1',
        'theorem-a1',
        'table-2',
        'table-3',
        'table-4',
        'control',
        'gradients',
        'tail',
      ].map(id => ({ item: itemOf('table', '3'), exhibit: named(id, `<${id}>`) })),
    ),
    { command: 'c', filesOf: () => [], created: new Date(0) },
  )
  const found = page.slice(page.indexOf('What was found here'), page.indexOf('>Contents<'))
  expect(
    [...found.matchAll(/class="holds">([^.]*)\. It holds/g)].map(([, label]) => label),
  ).toEqual(
    ['theorem-1', 'theorem-a1', 'table-2', 'table-3', 'table-4', 'control', 'gradients'].map(
      id => `&lt;${id}&gt;`,
    ),
  )
})

test('numbers of tables have their columns, those of figures a line a point', () => {
  expect(exhibitCsv(table)).toBe(
    'word,part,change,good,none\r\n"a, b",0.5,2.345,true,\r\n"c ""d""",0.00001,-2,false,\r\n',
  )
  expect(exhibitCsv(figure)).toBe('panel,series,x,y\r\none,a,1,2\r\none,a,2,98.76543\r\n')
  expect(exhibitCsv({ ...table, columns: [] })).toBe(exhibitCsv(table))
  expect(exhibitCsv(sheet)).toBe('\r\n')
})

test('a table as it is printed', () => {
  const printed = `\
Table 3: numbers & <words>

word     part  change  good  none
-----  ------  ------  ----  ----
a, b    0.500   +2.35   yes     –
c "d"  1.0e−5   −2.00    no     –

✓ It holds.
✗ It does not.
· Nobody knows.

  ${'many words '.repeat(8)}many
  ${'words many '.repeat(8)}words
  many words
`
  expect(printExhibit({ ...table, notes: ['many words '.repeat(18).trim()] })).toBe(printed)
  expect(printExhibit(sheet)).toBe('Sheet: a picture\n')
  expect(printExhibit({ ...table, columns: [], findings: [], notes: [] })).toBe(
    'Table 3: numbers & <words>\n',
  )
})

test.each([
  [undefined, {}, '–'],
  [null, {}, '–'],
  [NaN, { digits: 2 }, '–'],
  [true, {}, 'yes'],
  [false, {}, 'no'],
  ['-x', { signed: true }, '-x'],
  [1.25, {}, '1.25'],
  [-1.25, {}, '−1.25'],
  [0, { digits: 2, signed: true }, '0.00'],
  [3, { digits: 1, signed: true }, '+3.0'],
  [3, { digits: 1 }, '3.0'],
  [-3, { digits: 1, signed: true }, '−3.0'],
  [0.0005, { digits: 3 }, '0.001'],
  [0.0004, { digits: 3 }, '4.0e−4'],
  [-0.0004, { digits: 3, signed: true }, '−4.0e−4'],
  [0.0004, { digits: 3, signed: true }, '+4.0e−4'],
  [0.004, { digits: 2 }, '0.00'],
  [0, { digits: 3 }, '0.000'],
] as const)('a cell %p of a column with %j is %p', (value, column, text) => {
  expect(formatCell(value, { key: 'k', title: 't', ...column })).toBe(text)
})

test('a gap needs both numbers', () => {
  expect([gap(5, 3), gap(5, null), gap(NaN, 3)]).toEqual([2, null, null])
})

test('panels of a figure lie three in a row, its pictures below', () => {
  const panel = figure.panels[0]!
  const places = (count: number, pictures = sheet.pictures): string[] => {
    const svg = figureSvg({ ...figure, panels: Array(count).fill(panel) as never, pictures })
    const size = /^<svg xmlns="[^"]+" width="(\d+)" height="(\d+)" viewBox="([^"]+)"/.exec(svg)!
    const found = svg.matchAll(/<(svg|image|text) x="(\d+)" y="(\d+)"/g)
    return [
      size.slice(1).join(),
      ...Array.from(found, ([, what, x, y]) => `${what} ${x} ${y}`),
    ].filter(place => !place.startsWith('text 0'))
  }
  expect(places(4)).toEqual([
    '1380,1000,0 0 1380 1000',
    'text 690 26',
    'svg 0 40',
    'svg 460 40',
    'svg 920 40',
    'svg 0 370',
    'image 12 700',
    'text 12 988',
  ])
  expect(places(2, [])).toEqual(['920,370,0 0 920 370', 'text 460 26', 'svg 0 40', 'svg 460 40'])
  expect(places(0, [...sheet.pictures, ...sheet.pictures])).toEqual([
    '660,640,0 0 660 640',
    'text 330 26',
    'image 12 40',
    'text 12 328',
    'image 12 340',
    'text 12 628',
  ])
  const svg = figureSvg(sheet)
  expect(svg).toContain(
    `width="636" height="270" preserveAspectRatio="xMinYMin meet" image-rendering="pixelated" href="${pixel}"/>`,
  )
  expect(svg).toContain('>Sheet: a picture</text>')
  expect(svg).toContain('>one &quot;pixel&quot;</text>')
  // Twice the size: the width and height in the header of a PNG.
  const png = figurePng(sheet)
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1320, 680])
})

test('runs and times as JSON', () => {
  expectAsKept(join(__dirname, 'kept/runs.txt'), runsJson(results))
})

test('the report is written with the files of each exhibit', () => {
  const path = writeReport(all(), join(folder, 'a', 'b'), 'npx isbe')
  expect(path).toBe(join(folder, 'a', 'b', 'index.html'))
  expect(readdirSync(join(folder, 'a', 'b')).sort()).toEqual([
    ...['figure-1.csv', 'figure-1.png', 'index.html', 'overlap.png', 'runs.json', 'table-3.csv'],
  ])
  const page = readFileSync(path, 'utf8')
  for (const files of ['figure-1.csv, figure-1.png', 'overlap.png', 'table-3.csv'])
    expect(page).toContain(`<summary>How to make it again; ${files}</summary>`)
  expect(readFileSync(join(folder, 'a/b/table-3.csv'), 'utf8')).toBe(exhibitCsv(table))
  expect(readFileSync(join(folder, 'a/b/runs.json'), 'utf8')).toBe(runsJson(results))
  expect(page).toContain('<pre>npx isbe --table 3</pre>')
})

test('a report that cannot be written is an error that names the folder', () => {
  const write = (): string => writeReport(all(), '/dev/null/x', 'c')
  expect(write).toThrow(TorchError)
  expect(write).toThrow(/^report: cannot write to '\/dev\/null\/x' \(E[A-Z]+\)$/)
  const broken = { ...all(), results: null as never }
  expect(() => writeReport(broken, folder, 'c')).toThrow(TypeError)
})
