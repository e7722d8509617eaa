/** The images of a run, in the shape that its network takes. */
import { mnist, type TensorDataset } from '../data'
import { operators, type Tensor } from '../tensor'
import { inputShapeOf, type InputShape } from '../models'
import type { Settings } from './settings'

const mnistShape: InputShape = [1, 28, 28]

/** [B, 1, H, W] → [B, channels, height, width]: zeros around the image, the grey in every channel. */
function padAndRepeat([channels, height, width]: InputShape): (images: Tensor) => Tensor {
  const vertical = (height - mnistShape[1]) / 2
  const horizontal = (width - mnistShape[2]) / 2
  return images =>
    operators
      .constantPadNd(images, [horizontal, horizontal, vertical, vertical])
      .repeat([1, channels, 1, 1])
}

/** What is done to MNIST's images for a network that takes others, in words; null for nothing. */
export function adaptationOf(arch: string): string | null {
  const [channels, height, width] = inputShapeOf(arch)
  if (isMnistShape([channels, height, width])) return null
  return `MNIST images padded to ${height}×${width} and repeated over ${channels} channels`
}

function isMnistShape(shape: InputShape): boolean {
  return shape.every((size, dimension) => size === mnistShape[dimension])
}

export interface Data {
  train: TensorDataset
  test: TensorDataset
}

/** The training set, cut to `limit`, and the test set. */
export function loadData({
  arch,
  dataDir,
  limit,
}: Pick<Settings, 'arch' | 'dataDir' | 'limit'>): Data {
  const root = dataDir === undefined ? {} : { root: dataDir }
  const shape = inputShapeOf(arch)
  return {
    train: prepare(mnist('train', root), shape, limit),
    test: prepare(mnist('test', root), shape),
  }
}

/** Takes the dataset over. */
function prepare(dataset: TensorDataset, shape: InputShape, limit?: number): TensorDataset {
  if (limit !== undefined) return prepare(replaced(dataset, dataset.take(limit)), shape)
  return isMnistShape(shape) ? dataset : replaced(dataset, dataset.map(padAndRepeat(shape)))
}

function replaced(before: TensorDataset, after: TensorDataset): TensorDataset {
  before.dispose()
  return after
}
