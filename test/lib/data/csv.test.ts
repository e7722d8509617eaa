import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import torch, { DataError, OptionError, data } from '../../../lib'
import { parseCsv } from '../../../lib/data/reader/csv'
import { readDataFile } from '../../../lib/data/reader/file'
import { numberAt } from '../../../lib/data/reader/number'
import { files, goldenFile } from './files'
import { randomOf, withFiles } from './fixtures'

const read = (text: string, options = {}): data.CsvTable =>
  parseCsv('t.csv', Buffer.from(text), options)

test('reads what pandas wrote', () => {
  const { names, columns, length } = data.readCsv(goldenFile('table.csv'))
  expect([names, length]).toEqual([['id', 'weight', 'name', 'label'], 4])
  const plain = Object.fromEntries(names.map(name => [name, [...columns[name]!]]))
  expect(plain).toEqual(files.csv)
})

test('numbers are those of JavaScript, digit for digit', () => {
  const texts = ['0', '-0', '1.', '.5', '+7', '0.1', '123456789012345678', '1e22', '1e23', '1e-7']
  texts.push('9007199254740993', '2.2250738585072014e-308', '1.7976931348623157e308', '5e-324')
  const random = randomOf(2)
  for (let i = 0; i < 2000; ++i) {
    const value = (random() - 0.5) * 10 ** Math.floor(40 * random() - 20)
    texts.push(String(value), value.toFixed(3), value.toExponential(4))
  }
  const found = texts.map(text => numberAt(Buffer.from(text), 0, text.length))
  expect(found).toEqual(texts.map(Number))
  const of = (text: string): number | undefined => numberAt(Buffer.from(text), 0, text.length)
  expect(['', 'NA', 'nan', '-inf', ' 2 ', '1e5x', '0x10', '1_0', '-', '1e', '.'].map(of)).toEqual([
    NaN,
    NaN,
    NaN,
    -Infinity,
    2,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('rows of plain numbers, read at once, are those read field by field', () => {
  const random = randomOf(3)
  const numbers = ['0', '-0', '1.', '.5', '+7', '', ' 3', 'NA', '1e5', '1E-400', '1e400', '-.25e+2']
  numbers.push('9007199254740993', '0.00000000000000000000000001', '123456789012345678901234567890')
  const field = (): string => {
    if (random() < 0.3) return numbers[Math.floor(random() * numbers.length)]!
    return String((random() - 0.5) * 10 ** Math.floor(40 * random() - 20))
  }
  const rows = Array.from({ length: 9000 }, () => Array.from({ length: 3 }, field))
  const ends = rows.map(() => ['\n', '\r\n', '\n\n', '\r\n\r\n'][Math.floor(4 * random())]!)
  const text = (quote: string): string =>
    rows.map((row, i) => row.map(value => quote + value + quote).join(',') + ends[i]!).join('')
  const plain = read(`a,b,c\n${text('')}`)
  expect(plain).toEqual(read(`a,b,c\n${text('"')}`))
  expect(plain.columns.b).toHaveLength(9000)
  expect(() => read(`a,b,c\n${text('')}1,2`)).toThrow(`line ${text('').split('\n').length + 1}`)
  expect(read('a\n1\n2').columns.a).toEqual(Float64Array.of(1, 2))
  expect(read('a,b\n1,\n,2').columns.b).toEqual(Float64Array.of(NaN, 2))
})

test('plain numbers of up to 20 digits are rounded once, to the nearest', () => {
  const random = randomOf(5)
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(10 * random())).join('')
  // Between two doubles, at equal distance, and next to that.
  const ties = Array.from({ length: 3000 }, () => {
    const shift = BigInt(1 + Math.floor(10 * random()))
    const odd = (BigInt(Math.floor(2 ** 52 * (1 + random()))) << 1n) | 1n
    return String((odd << (shift - 1n)) + BigInt(Math.floor(3 * random()) - 1))
  })
  const texts = Array.from({ length: 20_000 }, () => digits(1 + Math.floor(20 * random())))
  const pointed = [...ties, ...texts].map(text => {
    const at = Math.floor((text.length + 1) * random())
    return `${random() < 0.3 ? '-' : ''}${text.slice(0, at)}.${text.slice(at)}`
  })
  const all = [...ties, ...texts, ...pointed, '0.0', '-0.000', '9999999999999999999']
  const found = read(`a\n${all.join('\n')}`).columns.a!
  expect(all.filter((text, i) => !Object.is(found[i], Number(text)))).toEqual([])
})

test('a large file is read as it is', () => {
  const text = `a\n${'12345.678\n'.repeat(600_000)}`
  return withFiles({ 'large.csv': Buffer.from(text) }, folder => {
    const { length, columns } = data.readCsv(join(folder, 'large.csv'))
    expect([length, columns.a![0], columns.a!.at(-1)]).toEqual([600_000, 12345.678, 12345.678])
    expect(readDataFile('CSV', join(folder, 'large.csv')).toString()).toBe(text)
  })
})

describe('large files, which several threads read', () => {
  const plainRow = (i: number): string => `${i},word${i % 7},${0.5 - i / 8}\n`
  const oddRow = (i: number): string => `"${i}","word${i % 7}",${0.5 - i / 8}\r\n`
  const expected = (length: number): data.CsvTable['columns'] => ({
    a: Float64Array.from({ length }, (_, i) => i),
    b: Array.from({ length }, (_, i) => `word${i % 7}`),
    c: Float64Array.from({ length }, (_, i) => 0.5 - i / 8),
  })

  test.each<[string, number, (i: number) => string]>([
    ['plain rows', 150_000, plainRow],
    ['empty lines here and there', 150_000, i => (i % 9973 === 0 ? '\n\r\n' : '') + plainRow(i)],
    ['quoted rows here and there', 150_000, i => (i % 29_989 === 7 ? oddRow(i) : plainRow(i))],
    ['quoted rows again and again', 60_000, i => (i % 3 === 1 ? oddRow(i) : plainRow(i))],
  ])('%s', (_, length, rowOf) => {
    const text = Array.from({ length }, (_row, i) => rowOf(i)).join('')
    const { columns } = read(`a,b,c\n${text}`)
    // Not by toEqual, which takes seconds for so many.
    for (const [name, values] of Object.entries(expected(length))) {
      const found = columns[name]!
      expect(found).toHaveLength(length)
      expect(values.findIndex((value, i) => !Object.is(value, found[i]))).toBe(-1)
    }
  })

  test('the line of a ragged row is told, wherever it is', () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => plainRow(i))
    for (const at of [3, 74_000, 149_999]) {
      const text = `a,b,c\n${rows.with(at, '1,2\n').join('')}`
      expect(() => read(text)).toThrow(`found 2 (line ${at + 2})`)
    }
  })

  test('a text of several lines is one text', () => {
    const text = 'long\n'.repeat(200_000)
    const { columns } = read(`a,b,c\n${plainRow(0)}1,"${text}",2\n${plainRow(2)}`)
    expect([...columns.a!]).toEqual([0, 1, 2])
    expect(columns.b).toEqual(['word0', text, 'word2'])
  })
})

test('columns become text where a value is none', () => {
  const { columns } = read('a,b\r\n1,x\r\n\r\n2,\r\n"3","1,""2"""\r\n')
  expect(columns).toEqual({ a: Float64Array.of(1, 2, 3), b: ['x', '', '1,"2"'] })
  expect(read('\ufeff1;2\n3;late\n', { delimiter: ';', header: false }).columns).toEqual({
    column0: Float64Array.of(1, 3),
    column1: ['2', 'late'],
  })
})

// csv-parse takes the first end of a line for that of all lines: others are tested above.
test('fields are those that csv-parse finds', () => {
  const pieces = ['a', '1', '"', '""', ',', '\n', ' ', '"x"', '"a,b"', 'ü', '"\n"']
  const random = randomOf(1)
  let agreed = 0
  for (let i = 0; i < 3000; ++i) {
    const text = Array.from({ length: 8 }, () => pieces[Math.floor(random() * pieces.length)]).join(
      '',
    )
    let rows: string[][]
    try {
      rows = parse(text, { skip_empty_lines: true })
    } catch {
      continue
    }
    // What follows differs by choice: csv-parse takes quotes inside of fields, and lone blanks, otherwise.
    if (rows.length === 0 || /[^,\n\r]"|"[^,\n\r"]/.test(text.replaceAll(/"(x|a,b|\n)?"/g, '')))
      continue
    let table: data.CsvTable
    try {
      table = read(text, { header: false })
    } catch (error) {
      expect(error).toBeInstanceOf(DataError)
      continue
    }
    const texts = table.names.map(name => table.columns[name]!)
    const found = rows.map((_, row) => texts.map(column => String(column[row])))
    const isText = texts.map(column => Array.isArray(column))
    const wanted = rows.map(row =>
      row.map((text, i) => (isText[i] ? text : String(text.trim() === '' ? NaN : Number(text)))),
    )
    expect(JSON.stringify({ text, found })).toBe(JSON.stringify({ text, found: wanted }))
    ++agreed
  }
  expect(agreed).toBeGreaterThan(50)
})

test.each([
  ['a ragged row', 'a,b\n1,2\n3\n', /expected 2 fields in every row, found 1 \(line 3\)/],
  ['a long row', 'a,b\n1,2\n\n3,4,5\n', /found more \(line 4\)/],
  ['an open quote', 'a,b\n1,"x\n2,3\n', /ends inside a quoted field \(line 2\)/],
  ['text after a quote', 'a,b\n1,"x"y\n', /after a quoted field \(line 2\)/],
  ['two columns of one name', 'a,a\n1,2\n', /found two 'a'/],
  ['nothing', '', /found an empty file/],
  ['blank lines alone', '\n\r\n', /found an empty file/],
  ['a header alone', 'a,b\n', /found none after the header/],
  ['a page', '<!DOCTYPE html>', /found an HTML page/],
])('refuses %s', (_, text, message) => {
  expect(() => read(text)).toThrow(message)
  expect(() => read(text)).toThrow(DataError)
})

test('refuses other encodings and delimiters', () => {
  expect(() => parseCsv('t.csv', Buffer.from('a,b\n1,\xe4\n', 'latin1'))).toThrow(/UTF-8.*line 2/)
  expect(() => read('a', { delimiter: '""' })).toThrow(OptionError)
  expect(() => data.readCsv('/nowhere', { head: true } as never)).toThrow(/did you mean 'header'/)
  expect(() => data.readCsv('/nowhere')).toThrow(/expected a file at '\/nowhere', found no such/)
})

describe('CsvDataset', () => {
  const text = 'x,y,kind,size\n1,2,b,0.5\n3,,a,1.5\n5,6,b,2\n'
  const make = <T>(options: object, use: (dataset: data.CsvDataset) => T): Promise<T> =>
    withFiles({ 't.csv': Buffer.from(text) }, folder =>
      use(new data.CsvDataset(`${folder}/t.csv`, options as data.CsvDatasetOptions)),
    )

  it('has classes for text, and all other numbers as inputs', async () => {
    await make({ target: 'kind' }, dataset => {
      expect([dataset.length, dataset.classes]).toEqual([3, ['a', 'b']])
      const { input, target } = dataset.gather(torch.tensor([2n, 0n]))
      expect([input.dtype, input.toArray()]).toEqual([
        'float32',
        [
          [5, 6, 2],
          [1, 2, 0.5],
        ],
      ])
      expect([target.dtype, target.toArray()]).toEqual(['int64', [1, 1]])
    })
  })

  it('has numbers as targets', async () => {
    await make({ target: 'size', inputs: ['x'] }, ({ input, target }) => {
      expect([input.toArray(), target.dtype]).toEqual([[[1], [3], [5]], 'float32'])
    })
    await make({ target: 'x' }, ({ target }) => expect(target.dtype).toBe('int64'))
  })

  it.each([
    [{ target: 'kinds' }, /column 'kinds' \(did you mean 'kind'\?\)/],
    [{ target: 'kind', inputs: ['kind'] }, /expected numbers in the column 'kind'/],
    [{ target: 'kind', classes: ['a'] }, /classes a in the column 'kind', found 'b' in row 0/],
    [{ target: 'y' }, /found none in row 1/],
    [{}, /target: expected the name of a column/],
    [{ target: 'x', inputs: [] }, /inputs: expected an array of names/],
  ])('refuses %p', async (options, message) => {
    await expect(make(options, () => undefined)).rejects.toThrow(message)
  })

  it.each([
    ['a,kind\nx,p\ny,q\n', /expected columns of numbers beside 'kind', found none among a, kind/],
    ['a,kind\n1,p\n2,\n', /a class in each row of the column 'kind', found none in row 1/],
    ['a,kind\n1,NA\n2,q\n', /found none in row 0/],
  ])('refuses %j', async (content, message) => {
    await withFiles({ 't.csv': Buffer.from(content) }, folder => {
      const making = (): data.CsvDataset =>
        new data.CsvDataset(join(folder, 't.csv'), { target: 'kind' })
      expect(making).toThrow(message)
    })
  })
})
