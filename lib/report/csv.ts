type Value = string | number | boolean | null | undefined

function field(value: Value): string {
  if (value === null || value === undefined || Number.isNaN(value)) return ''
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180, with a header. */
export function csv(header: readonly string[], rows: readonly (readonly Value[])[]): string {
  return `${[header, ...rows].map(row => row.map(field).join(',')).join('\r\n')}\r\n`
}
