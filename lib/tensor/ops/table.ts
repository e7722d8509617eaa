/** The tables of generated.ts: which operators a place has. */

export interface Row {
  /** The name in that place: `svd`. */
  shown: string
  /** The name in schemas: `linalg_svd`. */
  name: string
  /** The overloads in the order in which they are tried; see `loadSignatures`. */
  groups: string
}

export function rows(table: string): Row[] {
  return table
    .trim()
    .split(/\n+/)
    .map(line => {
      const space = line.indexOf(' ')
      const [shown, name = shown] = line.slice(0, space).split('=') as [string, string?]
      return { shown, name, groups: line.slice(space + 1) }
    })
}
