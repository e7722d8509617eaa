/** Figure 5: sample images of both datasets. */
import { imageGrid } from '../../report/imageGrid'
import { pngSource } from '../../report/png'
import { exhibit, type Exhibit, type Picture } from '../exhibit'
import type { Results } from '../results'
import type { DataName } from '../run/config'
import { smallImages } from '../run/smallImages'

const head = {
  id: 'figure-5',
  label: 'Figure 5',
  title: 'Sample images of both datasets',
  text: [
    'Digits stand on uniform black; objects in natural scenes, which is the main reason that they ' +
      'are harder to tell apart.',
  ],
}

const columns = 10
const perClass = 4

/** The first images of each class, a column a class. */
function sample(labels: readonly number[]): number[] {
  return Array.from({ length: perClass }, (_, row) =>
    Array.from({ length: columns }, (_, label) => {
      const own = labels.flatMap((each, i) => (each === label ? [i] : []))
      return own[row] ?? 0
    }),
  ).flat()
}

function pictureOf(results: Results, data: DataName): Picture | null {
  if (results.sets.whyMissing(data) !== null) return null
  const { title, test } = results.sets.source(data)
  const chosen = sample(results.sets.labels(data))
  const png = imageGrid(smallImages(test, chosen), { columns, zoom: data === 'mnist' ? 2 : 2 })
  return {
    source: pngSource(png),
    caption: `${title}, test images: a column a class, from 0 to 9`,
    alt: `${perClass} sample images of each of the ten classes of ${title}`,
  }
}

export function figure5(results: Results): Exhibit {
  const names = ['mnist', 'cifar10'] as const
  const pictures = names.map(data => pictureOf(results, data)).filter(each => each !== null)
  const missing = names.map(data => results.sets.whyMissing(data)).filter(each => each !== null)
  return exhibit(head, { pictures, notes: missing.map(reason => `Not shown: ${reason}`) })
}
