/** Images of a dataset that has a name, padded or cropped to the shape that the network takes. */
import { findDataset, type CatalogueEntry, type TensorDataset } from '../../data'
import { inputShapeOf, type InputShape } from '../../models'
import { operators, type Tensor } from '../../tensor'
import { toChannels, toGrey } from './channels'
import { replaced, type Data, type DataSettings } from './data'

type Fit = (images: Tensor) => Tensor

/** [B, c, h, w] → [B, C, H, W]: zeros around the image, or its middle; its grey, or it in each channel. */
function fit(from: InputShape, to: InputShape): Fit {
  const [vertical, horizontal] = [(to[1] - from[1]) / 2, (to[2] - from[2]) / 2]
  const [top, left] = [Math.floor(vertical), Math.floor(horizontal)]
  const padding = [left, to[2] - from[2] - left, top, to[1] - from[1] - top]
  return images => {
    const grey = from[0] === 3 && to[0] === 1 ? toGrey(images) : images
    return toChannels(operators.constantPadNd(grey, padding), to[0])
  }
}

function isSame(a: InputShape, b: InputShape): boolean {
  return a.every((size, dimension) => size === b[dimension])
}

/** What is done to a dataset's images for a network that takes others, in words; null for nothing. */
export function adaptationOf(arch: string, data = 'mnist'): string | null {
  const { title, shape } = findDataset(data)
  const input = inputShapeOf(arch)
  if (isSame(shape, input)) return null
  const size = `${input[1]}×${input[2]}`
  const done = [
    ...(shape[1] < input[1] ? [`padded to ${size}`] : []),
    ...(shape[1] > input[1] ? [`cropped to ${size}`] : []),
    ...(shape[0] < input[0] ? [`repeated over ${input[0]} channels`] : []),
    ...(shape[0] > input[0] ? ['made grey'] : []),
  ]
  return `${title} images ${done.join(' and ')}`
}

export function loadNamed({
  arch,
  data = 'mnist',
  dataDir,
  limit,
}: DataSettings): Data<TensorDataset> {
  const root = dataDir === undefined ? {} : { root: dataDir }
  const entry = findDataset(data)
  const shape = inputShapeOf(arch)
  return {
    train: prepare(entry.load('train', root), entry, shape, limit),
    test: prepare(entry.load('test', root), entry, shape),
    classes: entry.classes,
    adaptation: adaptationOf(arch, data),
  }
}

/** Takes the dataset over. */
function prepare(
  dataset: TensorDataset,
  entry: CatalogueEntry,
  shape: InputShape,
  limit?: number,
): TensorDataset {
  if (limit !== undefined) return prepare(replaced(dataset, dataset.take(limit)), entry, shape)
  if (isSame(entry.shape, shape)) return dataset
  return replaced(dataset, dataset.map(fit(entry.shape, shape)))
}
