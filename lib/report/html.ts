/** HTML in pieces. Text is escaped where it is put in; what is markup already says so by its type. */

export interface Markup {
  html: string
}

export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export function markup(html: string): Markup {
  return { html }
}

/** `element('p', 'a < b')` is `<p>a &lt; b</p>`. */
export function element(
  name: string,
  content: string | Markup | readonly (string | Markup)[],
  attributes: Record<string, string> = {},
): Markup {
  const pieces = (Array.isArray(content) ? content : [content]) as readonly (string | Markup)[]
  const inner = pieces.map(piece => (typeof piece === 'string' ? escape(piece) : piece.html))
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  return { html: `<${name}${written.join('')}>${inner.join('')}</${name}>` }
}

export interface HtmlTable {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Columns of text, which stand to the left. */
  textColumns: ReadonlySet<number>
  caption: string
}

/** A table that is scrolled by itself where the page is narrow. */
export function htmlTable({ header, rows, textColumns, caption }: HtmlTable): Markup {
  const alignment = (column: number): Record<string, string> =>
    textColumns.has(column) ? { class: 'text' } : {}
  const head = element(
    'tr',
    header.map((cell, i) => element('th', cell, { scope: 'col', ...alignment(i) })),
  )
  const body = rows.map(row =>
    element(
      'tr',
      row.map((cell, i) => element('td', cell, alignment(i))),
    ),
  )
  const table = element('table', [
    element('caption', caption),
    element('thead', head),
    element('tbody', body),
  ])
  return element('div', table, {
    class: 'scroll',
    tabindex: '0',
    role: 'region',
    'aria-label': caption,
  })
}

/** A document that needs nothing else: no script, no network. */
export function htmlPage(title: string, style: string, body: Markup): string {
  return (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    '<meta name="color-scheme" content="light dark">\n' +
    `<title>${escape(title)}</title>\n<style>\n${style}\n</style>\n</head>\n` +
    `<body>\n${body.html}\n</body>\n</html>\n`
  )
}
