/** What ISBE is, in one picture: cross-entropy's way back beside ISBE's. */
import { escape } from '../../report/html'

const boxWidth = 118
const boxHeight = 40

interface Box {
  x: number
  y: number
  text: string
  small?: string
  isGone?: boolean
}

function box({ x, y, text, small, isGone = false }: Box): string {
  const stroke = isGone ? 'var(--muted)' : 'var(--ink)'
  const dash = isGone ? ' stroke-dasharray="4 3"' : ''
  const color = isGone ? 'var(--muted)' : 'var(--ink)'
  const middle = x + boxWidth / 2
  return (
    `<rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="6" fill="var(--page)" ` +
    `stroke="${stroke}" stroke-width="1.4"${dash}/>` +
    `<text x="${middle}" y="${y + (small ? 18 : 25)}" text-anchor="middle" font-size="14" ` +
    `fill="${color}">${escape(text)}</text>` +
    (small
      ? `<text x="${middle}" y="${y + 33}" text-anchor="middle" font-size="11" ` +
        `fill="var(--muted)">${escape(small)}</text>`
      : '')
  )
}

function arrow(from: number, to: number, y: number, color: string, label: string): string {
  const tip = to > from ? -7 : 7
  return (
    `<line x1="${from}" y1="${y}" x2="${to + tip}" y2="${y}" stroke="${color}" stroke-width="1.6"/>` +
    `<path d="M${to} ${y} l${tip} -4 v8 z" fill="${color}"/>` +
    `<text x="${(from + to) / 2}" y="${y - 6}" text-anchor="middle" font-size="12" ` +
    `fill="${color}">${escape(label)}</text>`
  )
}

const forward = 'var(--accent)'
const back = 'var(--bad)'

function crossEntropyRow(y: number): string {
  const up = y + 12
  const down = y + 34
  return [
    `<text x="10" y="${y - 12}" font-size="15" font-weight="600" fill="var(--ink)">With cross-entropy</text>`,
    box({ x: 10, y, text: 'network' }),
    box({ x: 190, y, text: 'softmax', small: 'normalisation' }),
    box({ x: 370, y, text: 'cross-entropy', small: '−Σ Y° log Y' }),
    arrow(128, 190, up, forward, 'X'),
    arrow(308, 370, up, forward, 'Y'),
    arrow(488, 545, up, forward, 'loss'),
    arrow(545, 488, down + 0, back, ''),
    arrow(370, 308, down, back, ''),
    arrow(190, 128, down, back, ''),
    `<text x="339" y="${y + 58}" text-anchor="middle" font-size="12" fill="${back}">−Y° ÷ Y</text>`,
    `<text x="159" y="${y + 58}" text-anchor="middle" font-size="12" fill="${back}">Y − Y°</text>`,
    `<text x="517" y="${y + 58}" text-anchor="middle" font-size="12" fill="${back}">1</text>`,
  ].join('')
}

function isbeRow(y: number): string {
  const up = y + 12
  return [
    `<text x="10" y="${y - 12}" font-size="15" font-weight="600" fill="var(--ink)">With ISBE</text>`,
    box({ x: 10, y, text: 'network' }),
    box({ x: 190, y, text: 'F', small: 'any normalisation' }),
    box({ x: 370, y, text: 'cross-entropy', small: 'not computed', isGone: true }),
    arrow(128, 190, up, forward, 'X'),
    arrow(308, 370, up, forward, 'Y'),
    `<path d="M340 ${up} V${y + 66} H70" fill="none" stroke="${back}" stroke-width="1.6"/>`,
    `<path d="M69 ${y + 66} V${y + 48}" stroke="${back}" stroke-width="1.6"/>`,
    `<path d="M69 ${y + 41} l-4 8 h8 z" fill="${back}"/>`,
    `<text x="205" y="${y + 84}" text-anchor="middle" font-size="13" fill="${back}">the error E = Y − Y°, straight back to the network</text>`,
  ].join('')
}

const alt =
  'Two rows. With cross-entropy: the network gives X, softmax makes Y of it, cross-entropy makes a ' +
  'loss; the gradient goes back through both and arrives at the network as Y minus Y°. With ISBE: ' +
  'the network gives X, any normalisation makes Y of it, and the error Y minus Y° goes straight ' +
  'back to the network; cross-entropy is not computed.'

export function diagram(): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 570 262" role="img" ` +
    `aria-label="${escape(alt)}" font-family="sans-serif">${crossEntropyRow(34)}${isbeRow(152)}</svg>`
  )
}
