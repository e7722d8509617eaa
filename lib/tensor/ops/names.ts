/** `index_select` in schemas is `indexSelect` here; the `_` of in-place operators stays. */
export function camelCase(name: string): string {
  return name.replace(
    /([a-z0-9])_+([a-z0-9])/gi,
    (_match, before: string, after: string) => before + after.toUpperCase(),
  )
}
