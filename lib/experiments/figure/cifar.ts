/** What Figures 6 to 8 share: VGG-16 on CIFAR-10. */
import type { ChartPanel, ChartSeries } from '../../report/lineChart'
import { nothing, type Exhibit } from '../exhibit'
import { isbeOptions } from '../losses'
import type { Results } from '../results'
import { curvesOf, type Quantity } from './curves'

export const isbeNames = isbeOptions.map(({ name }) => name)
export const allNames = ['ce:mean', ...isbeNames]

type Head = Pick<Exhibit, 'id' | 'label' | 'title' | 'text'>

/** null where there are runs; else the figure that says why there is none. */
export function withoutCifar(head: Head, results: Results): Exhibit | null {
  if (results.nets.includes('vgg16')) return null
  const missing = results.sets.whyMissing('cifar10')
  const isPlanned = results.scope.preset.nets.vgg16 !== undefined
  if (missing !== null && isPlanned) return nothing(head, missing.replace(/\.$/, ''))
  return nothing(
    head,
    isPlanned
      ? 'no run of VGG-16 is finished'
      : `the preset ${results.scope.preset.name} does not train VGG-16`,
  )
}

/** Under the label of the images: those that were JPEG are not quite the paper's. */
export function labelled(head: Head, results: Results): Head {
  return { ...head, title: head.title.replace('CIFAR-10', results.titleOf({ data: 'cifar10' })) }
}

export function vggCurves(
  results: Results,
  losses: readonly string[],
  quantity: Quantity,
): ChartSeries[] {
  return curvesOf(results, { net: 'vgg16', losses, quantity })
}

export interface Span {
  from: number
  to: number
}

/** Epochs 40–80 and 80–120 of the paper's 120: of a shorter run its second and last third. */
export function spans(results: Results): [Span, Span] {
  const epochs = results.runs('paper', 'vgg16')[0]!.result.epochs.length
  const [first, second] = [Math.max(1, Math.round(epochs / 3)), Math.round((2 * epochs) / 3)]
  return [
    { from: first, to: Math.max(first, second) },
    { from: Math.max(first, second), to: epochs },
  ]
}

export function within(series: readonly ChartSeries[], { from, to }: Span): ChartSeries[] {
  return series.map(each => ({
    ...each,
    points: each.points.filter(([x]) => x >= from && x <= to),
  }))
}

/** A line at the maximum of each series, in its colour. */
export function maxima(series: readonly ChartSeries[]): NonNullable<ChartPanel['lines']> {
  return series.map(({ name, color, points }) => ({
    y: Math.max(...points.map(([, y]) => y)),
    name,
    color,
  }))
}

export function spanNote(results: Results): string {
  const [first, second] = spans(results)
  const { length } = results.runs('paper', 'vgg16')[0]!.result.epochs
  return length === 120
    ? 'Epochs 40–80 and 80–120, as in the paper.'
    : `The paper shows epochs 40–80 and 80–120 of 120; these are the second and last third of ` +
        `${length} epochs: ${first.from}–${first.to} and ${second.from}–${second.to}.`
}
