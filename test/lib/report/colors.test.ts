import { ink, muted, onWhite, rule, themed } from '../../../lib/report/colors'

test.each([
  ['ink', ink],
  ['muted', muted],
  ['rule', rule],
])('%s is what the page says, or a colour of its own on white', (name, color) => {
  const svg = `<path fill="${color}" stroke="#ff0000"/><text fill="${color}"/>`
  const painted = (by: string): string =>
    `<path fill="${by}" stroke="#ff0000"/><text fill="${by}"/>`
  expect(themed(svg)).toBe(painted(`var(--${name})`))
  const light = /fill="(#[0-9a-f]{6})"/.exec(onWhite(svg))![1]!
  expect(onWhite(svg)).toBe(painted(light))
  expect([ink, muted, rule]).not.toContain(light)
})
