/** What a field of a CSV file stands for, and what is said of those that are none. */
import { gzipSync } from 'node:zlib'
import { DataError, OptionError, data } from '../../../../lib'
import { Columns } from '../../../../lib/data/reader/csvColumns'
import { parseCsv } from '../../../../lib/data/reader/csv'
import { numberAt } from '../../../../lib/data/reader/number'
import { withFiles } from '../fixtures'

const read = (text: string | Buffer, options: data.CsvOptions = {}): data.CsvTable =>
  parseCsv('t.csv', Buffer.from(text as string), options)

const columnsOf = (text: string, options = {}): unknown[] => {
  const { names, columns } = read(text, options)
  return names.map(name => Array.from<unknown>(columns[name]!))
}

describe('a number', () => {
  const of = (text: string): number | undefined => numberAt(Buffer.from(text), 0, text.length)

  it('is read between its two ends', () => {
    const bytes = Buffer.from('91.5e2,7')
    expect(numberAt(bytes, 0, 6)).toBe(9150)
    expect(numberAt(bytes, 1, 6)).toBe(150)
    expect(numberAt(bytes, 1, 4)).toBe(1.5)
    expect(numberAt(bytes, 1, 3)).toBe(1)
    expect(numberAt(bytes, 7, 8)).toBe(7)
    expect(numberAt(bytes, 7, 7)).toBeNaN()
  })

  it.each(['1e5', '1E+5', '1e-5', '12e22', '1e-22', '1e23', '1.5e-21', '1e-400', '1e+308', '-1e1'])(
    'may have an exponent: %s',
    text => expect(of(text)).toBe(Number(text)),
  )

  it.each([
    ...['123456789012345', '1234567890123456', '9007199254740993', '0.1234567890123456'],
    ...['0.00000000000000000000001', '00000000000000000001', '+1', '-0.5', '.25', '25.', '-.5'],
    ...['123456789012345e-22', '123456789012345e22', '1.23456789012345e8'],
  ])('is the one of JavaScript: %s', text => expect(of(text)).toBe(Number(text)))

  it('keeps the sign of 0, and may stand between blanks and tabs', () => {
    expect(['-0', '-0.0', '0', '+0'].map(of)).toEqual([-0, -0, 0, 0])
    expect([' 1', '\t2', ' \t 3', '4 ', '\t5\t', ' -6e1 '].map(of)).toEqual([1, 2, 3, 4, 5, -60])
  })

  it('may be missing, or infinite', () => {
    const missing = ['', ' ', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'None', ' NA ']
    expect(missing.map(of)).toEqual(missing.map(() => NaN))
    const infinite = ['inf', 'Inf', 'INFINITY', '+inf', '-inf', '-Infinity', ' inf']
    expect(infinite.map(of)).toEqual([1, 1, 1, 1, -1, -1, 1].map(sign => sign * Infinity))
  })

  it.each([
    ...['+', '-', '.', 'e', '1e', '1e+', 'e1', '.e1', '1.2.3', '1-2', '1 2', '--1', '+-1', '1e1.5'],
    ...['1e5x', '1e:5', '1e/5', '1:', '1/', 'none', 'Na', 'infinit', 'NAN ', '0x1', '1_0', '१'],
  ])('is not %j', text => {
    const bytes = Buffer.from(text)
    expect(numberAt(bytes, 0, bytes.length)).toBeUndefined()
  })
})

describe('fields', () => {
  it('end at the delimiter, at the end of the line, of either kind, and of the file', () => {
    const rows = [
      [1, 3, 5],
      [2, 4, 6],
    ]
    for (const text of [
      'a,b\n1,2\n3,4\n5,6',
      'a,b\r\n1,2\r\n3,4\r\n5,6\r\n',
      'a,b\n1,2\r\n\n3,4\n5,6',
    ])
      expect(columnsOf(text)).toEqual(rows)
    expect(columnsOf('a\tb\n1\t2\n', { delimiter: '\t' })).toEqual([[1], [2]])
    expect(columnsOf('a|b\n1|x\n', { delimiter: '|' })).toEqual([[1], ['x']])
  })

  it('may have quotes, with delimiters, quotes and lines inside', () => {
    expect(columnsOf('a,"b ""c"""\n"x,y","1\n2"\r\n"""",z\n')).toEqual([
      ['x,y', '"'],
      ['1\n2', 'z'],
    ])
    expect(read('a,"b ""c"""\n1,2\n').names).toEqual(['a', 'b "c"'])
    expect(columnsOf('a\n"1"\n2\n')).toEqual([[1, 2]])
    expect(columnsOf('a,b\n"",x\n"",""\n')).toEqual([
      [NaN, NaN],
      ['x', ''],
    ])
    // Doubled quotes make it text, whatever else is there.
    expect(columnsOf('a\n""""\n1\n')).toEqual([['"', '1']])
  })

  it('keep a carriage return that ends no line', () => {
    expect(columnsOf('a,b\nx\r,y\r\n')).toEqual([['x\r'], ['y']])
    expect(columnsOf('a,b\nx,y\r')).toEqual([['x'], ['y']])
  })

  it('of a file without a header are data, from the first line on', () => {
    expect(columnsOf('\n1,x\n2,y\n', { header: false })).toEqual([
      [1, 2],
      ['x', 'y'],
    ])
    const { names, length } = read('1,2', { header: false })
    expect([names, length]).toEqual([['column0', 'column1'], 1])
  })

  it('come after a mark of UTF-8, and may be packed', () => {
    expect(read('\ufeffa\n1\n').names).toEqual(['a'])
    expect(read('\u00efa\n1\n').names).toEqual(['ïa'])
    expect(read(gzipSync('a\n1\n')).columns).toEqual({ a: Float64Array.of(1) })
  })

  it('of long and short texts, and of other characters, are what they were', () => {
    const texts = ['x'.repeat(70_000), 'ü'.repeat(40_000), 'é', '', 'y'.repeat(65_536), '日本']
    const many = Array.from({ length: 5000 }, (_, i) => `name ${i % 4500}`)
    const all = [...texts, ...many, ...texts]
    expect(columnsOf(`a,b\n${all.map((text, i) => `${text},${i}`).join('\n')}`)).toEqual([
      all,
      all.map((_, i) => i),
    ])
  })
})

describe('columns that grow', () => {
  it('have room for twice as many rows when they are full', () => {
    const columns = new Columns([false, true], 2)
    const lengths = (): unknown[] => columns.targets.flat().map(target => target.length)
    expect([columns.isFull, ...lengths()]).toEqual([false, 2, 4])
    columns.makeRoom()
    expect(lengths()).toEqual([2, 4])
    columns.length = 2
    expect(columns.isFull).toBe(true)
    columns.makeRoom()
    expect([columns.isFull, ...lengths()]).toEqual([false, 4, 8])
  })

  it('of few rows hold no more memory than they need', () => {
    const small = read('a\n1\n2\n').columns.a as Float64Array
    expect(small.buffer.byteLength).toBe(16)
    const large = read(`a\n${'1\n'.repeat(65_536)}`).columns.a as Float64Array
    expect([large.length, large.buffer.byteLength > 8 * 65_536]).toEqual([65_536, true])
  })

  it('have each of a few names once', () => {
    const bytes = Buffer.from('ab,cd,ab')
    const columns = new Columns([true], 3)
    const [bounds] = columns.targets[0] as [Float64Array]
    bounds.set([0, 2, 3, 5, 6, 8])
    columns.passed(3, bytes)
    expect([columns.length, columns.results()]).toEqual([3, [['ab', 'cd', 'ab']]])
  })
})

describe('what is refused', () => {
  it.each([
    ['a,b\n1,2\n3\n', "CSV: 't.csv' expected 2 fields in every row, found 1 (line 3)"],
    ['a,b\nx,2\n"y\nz"\n', "CSV: 't.csv' expected 2 fields in every row, found 1 (line 3)"],
    ['a,b\n"1\n",2\n3,4,5\n', "CSV: 't.csv' expected 2 fields in every row, found more (line 4)"],
    ['a,b\n1,2\n\r\n\n3,"x\ny', "CSV: 't.csv' ends inside a quoted field (line 5)"],
    [
      'a,b\n1,"2" \n',
      "CSV: 't.csv' expected a comma or the end of the line after a quoted field (line 2)",
    ],
    [
      '\n\na,b,b\n1,2,3\n',
      "CSV: 't.csv' expected columns of different names, found two 'b' (line 1)",
    ],
    ['\n\n', "CSV: 't.csv' expected rows, found an empty file (line 3)"],
    ['a,b\n\n', "CSV: 't.csv' expected rows, found none after the header"],
    ['<HTML>', "CSV: 't.csv' expected data, found an HTML page: a server answered with a page; "],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrow(DataError)
    expect(() => read(text)).toThrow(message)
  })

  it('bytes that are no UTF-8, with their line', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nä,2\n'), Buffer.of(0x31, 0xff, 0x0a)])
    expect(() => read(bytes)).toThrow(
      "CSV: 't.csv' expected text in UTF-8, found other bytes (line 3)",
    )
  })

  it.each(['', '""', ';;', '"', '\n', '\r', '\u0080', 'ü', 7, null])(
    'the delimiter %j',
    delimiter => {
      const options = { delimiter: delimiter as string }
      const message = 'readCsv: delimiter: expected one ASCII character, found '
      expect(() => read('a\n1\n', options)).toThrow(OptionError)
      expect(() => read('a\n1\n', options)).toThrow(message)
      expect(() => data.readCsv('/nowhere', options)).toThrow(message)
    },
  )

  it('options before the file is looked for', async () => {
    expect(() => data.readCsv(7 as never)).toThrow('readCsv: path: expected ')
    expect(() => data.readCsv('/nowhere', { header: 1 as never })).toThrow(
      'readCsv: header: expected true or false, found 1',
    )
    expect(() => data.readCsv('/nowhere')).toThrow(
      "CSV: expected a file at '/nowhere', found no such file",
    )
    await withFiles({ file: Buffer.from('a\n1\n') }, folder => {
      expect(() => data.readCsv(`${folder}/file/x`)).toThrow("/file/x', found no such file")
      expect(() => data.readCsv(folder)).toThrow(/^CSV: expected a file at '.*', found EISDIR/)
      expect(data.readCsv(`${folder}/file`, { delimiter: '\u007f' }).length).toBe(1)
    })
  })
})
