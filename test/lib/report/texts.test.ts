/** Tables, CSV, HTML and sheets of images, to the character and the pixel. */
import { colorsOf } from './pixels'
import { onWhite, themed } from '../../../lib/report/colors'
import { csv } from '../../../lib/report/csv'
import { element, escape, htmlPage, htmlTable, markup } from '../../../lib/report/html'
import { imageGrid } from '../../../lib/report/imageGrid'
import { pngSource } from '../../../lib/report/png'
import { table } from '../../../lib/report/table'

test('a table of text: the first column left, the others right', () => {
  const rows = [
    ['a', '1', 'xyz'],
    ['long', '22', ''],
  ]
  expect(table(['name', 'n', 'a header'], rows)).toBe(
    ['name   n  a header', '----  --  --------', 'a      1       xyz', 'long  22          '].join(
      '\n',
    ),
  )
  expect(table(['n'], [])).toBe('n\n-')
})

test('CSV: quotes where they are needed, nothing for what is not there', () => {
  const rows = [
    ['plain', 1.5, true, null],
    ['a,b', -1, false, undefined],
    ['say "x"', NaN, 'two\nlines', 0],
  ]
  expect(csv(['a', 'b"', 'c', 'd'], rows)).toBe(
    'a,"b""",c,d\r\nplain,1.5,true,\r\n"a,b",-1,false,\r\n"say ""x""",,"two\nlines",0\r\n',
  )
})

test('text is escaped in elements and their attributes, markup is not', () => {
  expect(escape('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;')
  expect(element('p', 'a < b').html).toBe('<p>a &lt; b</p>')
  expect(element('p', ['x & ', markup('<b>y</b>')], { id: '"', class: 'c' }).html).toBe(
    '<p id="&quot;" class="c">x &amp; <b>y</b></p>',
  )
  expect(element('br', []).html).toBe('<br></br>')
})

test('an HTML table has a caption, a head, and columns of text', () => {
  const made = htmlTable({
    header: ['a', 'b'],
    rows: [
      ['x', '1'],
      ['<', '2'],
    ],
    textColumns: new Set([0]),
    caption: 'of "two"',
  })
  expect(made.html).toBe(
    '<div class="scroll" tabindex="0" role="region" aria-label="of &quot;two&quot;"><table>' +
      '<caption>of &quot;two&quot;</caption>' +
      '<thead><tr><th scope="col" class="text">a</th><th scope="col">b</th></tr></thead>' +
      '<tbody><tr><td class="text">x</td><td>1</td></tr>' +
      '<tr><td class="text">&lt;</td><td>2</td></tr></tbody></table></div>',
  )
})

test('a page is a document of its own', () => {
  expect(htmlPage('a & b', 'p {}', markup('<p>c</p>'))).toBe(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
      '<meta name="color-scheme" content="light dark">\n<title>a &amp; b</title>\n' +
      '<style>\np {}\n</style>\n</head>\n<body>\n<p>c</p>\n</body>\n</html>\n',
  )
})

test('colours of charts are the page’s, and on white those of its light half', () => {
  const svg = '#010203 #010204 #010205 #010203 #010206'
  expect(themed(svg)).toBe('var(--ink) var(--muted) var(--rule) var(--ink) #010206')
  expect(onWhite(svg)).toBe('#1b1e23 #5c6370 #d9dce1 #1b1e23 #010206')
})

test('a sheet of images: each enlarged, in rows, on grey', () => {
  const grey = { channels: 1, height: 1, width: 2, pixels: [10, 20] }
  const color = { channels: 3, height: 2, width: 1, pixels: [1, 2, 3, 4, 5, 6] }
  const made = imageGrid([grey, color, grey], { columns: 2, zoom: 2, gap: 1 })
  const o = '80.80.80'
  const [a, b] = ['0a.0a.0a', '14.14.14']
  const [c, d] = ['01.03.05', '02.04.06']
  expect(colorsOf(made)).toEqual([
    [a, a, b, b, o, c, c, o, o],
    [a, a, b, b, o, c, c, o, o],
    [o, o, o, o, o, d, d, o, o],
    [o, o, o, o, o, d, d, o, o],
    [o, o, o, o, o, o, o, o, o],
    [a, a, b, b, o, o, o, o, o],
    [a, a, b, b, o, o, o, o, o],
    [o, o, o, o, o, o, o, o, o],
    [o, o, o, o, o, o, o, o, o],
  ])
})

test('a sheet has ten columns at twice the size unless asked otherwise', () => {
  const image = { channels: 1, height: 1, width: 1, pixels: [7] }
  const size = (count: number): number[] => {
    const rows = colorsOf(imageGrid(Array.from({ length: count }, () => image)))
    return [rows[0]!.length, rows.length]
  }
  expect(size(3)).toEqual([3 * 6 - 4, 2])
  expect(size(10)).toEqual([10 * 6 - 4, 2])
  expect(size(11)).toEqual([10 * 6 - 4, 8])
})

test('a picture in a page is a data URI', () => {
  expect(pngSource(Buffer.from([1, 2, 255]))).toBe('data:image/png;base64,AQL/')
})
