/** Colours of charts: drawn as words that a page fills in, by light or by dark, and a picture by light. */

/** Stand for what the page's style sheet decides. No series may have them. */
export const ink = '#010203'
export const muted = '#010204'
export const rule = '#010205'

const variables: Record<string, { name: string; light: string }> = {
  [ink]: { name: '--ink', light: '#1b1e23' },
  [muted]: { name: '--muted', light: '#5c6370' },
  [rule]: { name: '--rule', light: '#d9dce1' },
}

/** For a page: `var(--ink)` and its kin. */
export function themed(svg: string): string {
  return replaced(svg, ({ name }) => `var(${name})`)
}

/** For a picture on white. */
export function onWhite(svg: string): string {
  return replaced(svg, ({ light }) => light)
}

function replaced(svg: string, by: (variable: { name: string; light: string }) => string): string {
  return Object.entries(variables).reduce(
    (text, [color, variable]) => text.replaceAll(color, by(variable)),
    svg,
  )
}
