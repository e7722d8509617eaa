/** Are the same images misclassified? The paper did not check. */
import { imageGrid } from '../../report/imageGrid'
import { pngSource } from '../../report/png'
import { exhibit, nothing, type Exhibit, type Picture } from '../exhibit'
import { mainNet } from '../figure/figure1'
import { paperLoss } from '../losses'
import { netLabels, type PaperNet } from '../preset'
import type { Results } from '../results'
import { rightOf } from '../run/right'
import { smallImages } from '../run/smallImages'
import { runsNotes } from '../table/runsNotes'
import { lossesOf } from '../plan'

const head = {
  id: 'overlap',
  label: 'Misclassified images',
  title: 'Whether it is the same images that are misclassified',
  text: [
    'Of seed 1. Each number is how many test images both losses get wrong, as a share in percent of ' +
      'those that at least one of them gets wrong: 100 for the same images, 0 for others. On the ' +
      'left, how many each gets wrong.',
  ],
}

const shown = 40

interface Wrong {
  label: string
  images: ReadonlySet<number>
}

function wrongOf(results: Results, net: PaperNet): Wrong[] {
  return lossesOf(net).flatMap(({ name }) => {
    const [run] = results.runs('paper', net, name)
    if (!run) return []
    const right = rightOf(run, results.sets)
    const images = new Set(right.flatMap((isRight, i) => (isRight ? [] : [i])))
    return [{ label: paperLoss(name).label.replace('ISBE ', ''), images }]
  })
}

function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const both = [...a].filter(image => b.has(image)).length
  const any = a.size + b.size - both
  return any === 0 ? NaN : (100 * both) / any
}

function sheet(results: Results, net: PaperNet, images: readonly number[]): Picture[] {
  if (images.length === 0) return []
  const chosen = images.slice(0, shown)
  const { test } = results.sets.source('mnist')
  const labels = results.sets.labels('mnist')
  const png = imageGrid(smallImages(test, chosen), { columns: 10, zoom: 2 })
  return [
    {
      source: pngSource(png),
      caption:
        `The first ${chosen.length} of ${images.length} test images that every loss on ` +
        `${netLabels[net]} gets wrong; row by row they are labelled ` +
        `${chosen.map(image => labels[image]).join(' ')}`,
      alt: `${chosen.length} digits that are hard to read`,
    },
  ]
}

export function overlap(results: Results): Exhibit {
  const net = mainNet(results)
  const wrong = net ? wrongOf(results, net) : []
  if (!net || wrong.length < 2) return nothing(head, 'fewer than two runs on MNIST are finished')
  const rows = wrong.map(({ label, images }) => ({
    loss: label,
    errors: images.size,
    ...Object.fromEntries(wrong.map(other => [other.label, shared(images, other.images)])),
  }))
  const pairs = wrong.flatMap((a, i) => wrong.slice(i + 1).map(b => shared(a.images, b.images)))
  const byAll = [...wrong[0]!.images].filter(image => wrong.every(each => each.images.has(image)))
  const byAny = new Set(wrong.flatMap(({ images }) => [...images])).size
  return exhibit(head, {
    rows,
    columns: [
      { key: 'loss', title: netLabels[net] },
      { key: 'errors', title: 'wrong', digits: 0 },
      ...wrong.map(({ label }) => ({ key: label, title: label, digits: 0 })),
    ],
    pictures: sheet(results, net, byAll),
    findings: [
      {
        holds: null,
        text:
          `${netLabels[net]}: ${byAny} test images are misclassified by at least one loss, ` +
          `${byAll.length} of them by all ${wrong.length}. Two losses share between ` +
          `${Math.min(...pairs).toFixed(0)} and ${Math.max(...pairs).toFixed(0)} % of their errors: ` +
          'an equal number of errors does not mean the same images.',
      },
    ],
    notes: runsNotes(results, [net]),
  })
}
