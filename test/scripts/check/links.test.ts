import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anchorOf, deadLinks } from '../../../scripts/check/links'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'isbe-torch-links-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('a heading has the anchor that GitHub gives it', () => {
  expect(anchorOf('What `x.at(0)` costs, and [why](why.md)')).toBe('what-xat0-costs-and-why')
})

test('finds links of Markdown to files and headings that are not there', () => {
  const other = write('other.md', '# A heading\n\n```md\n# none\n```\n')
  const page = write(
    'page.md',
    '[1](other.md) [2](other.md#a-heading) [3](https://example.org/x) [4](#here) `[5](no.md)`\n' +
      '[6](missing.md) [7](other.md#none) [8](#there)\n\n## Here\n',
  )
  const dead = deadLinks([other, page]).map(line => line.replace(`${page}: `, ''))
  expect(dead).toEqual(
    ['missing.md', 'other.md#none', '#there'].map(link => `${link} leads nowhere`),
  )
})

test('finds those of HTML', () => {
  const page = write(
    'page.html',
    '<a href="#x">a</a><p id="x"><a href="y.html">b</a><img src="p.svg">',
  )
  expect(deadLinks([page])).toEqual([
    `${page}: y.html leads nowhere`,
    `${page}: p.svg leads nowhere`,
  ])
})
