/** IDX files of one's own: images of any size, or vectors. */
import { elementCount } from '../../base/shape'
import { DataError } from '../../base/errors'
import { idxFolder, transforms, type Split, type TensorDataset } from '../../data'
import { inputShapeOf, vectorNames, type InputShape } from '../../models'
import { toChannels } from './channels'
import { replaced, type Data, type DataSettings } from './data'
import { reduced } from './inMemory'
import { countClasses } from './labels'

function sampleOf({ input }: TensorDataset): number[] {
  return input.shape.slice(1)
}

function checkSame(folder: string, train: readonly number[], test: readonly number[]): void {
  if (train.join() === test.join()) return
  const shown = [train, test].map(shape => shape.join('×'))
  throw new DataError(
    `IDX: '${folder}' expected samples of one shape, found ${shown[0]} in the training set and ` +
      `${shown[1]} in the test set`,
  )
}

interface Fitted {
  fit: (set: TensorDataset) => TensorDataset
  adaptation: string | null
}

/** How samples become the images that a network takes. */
function fitting(folder: string, arch: string, sample: readonly number[]): Fitted {
  const shape = inputShapeOf(arch)
  if (sample.join() === shape.join()) return { fit: set => set, adaptation: null }
  if (sample.length === 1) return fromVectors(folder, arch, sample[0]!, shape)
  const [channels, height, width] = shape
  if (sample.length !== 3 || ![1, 3].includes(sample[0]!)) {
    throw new DataError(
      `IDX: '${folder}' expected images [count, H, W], or [count, C, H, W] of 1 or 3 channels, as ` +
        `${arch} takes images, found samples of ${sample.join('×')}; ${vectorNames.join(', ')} ` +
        'takes any',
    )
  }
  const resized = transforms.resize
  return {
    fit: set => set.map(images => toChannels(resized(images, [height, width]), channels)),
    adaptation: `images resized to ${height}×${width} in ${channels === 1 ? 'grey' : 'colour'}`,
  }
}

function fromVectors(folder: string, arch: string, length: number, shape: InputShape): Fitted {
  const size = elementCount(shape)
  if (length === size) {
    return {
      fit: set => set.map(input => input.reshape([-1, ...shape])),
      adaptation: `vectors as images of ${shape.join('×')}`,
    }
  }
  throw new DataError(
    `IDX: '${folder}' expected vectors of ${size}, as ${arch} takes images of ${shape.join('×')}, ` +
      `found ${length}; ${vectorNames.join(', ')} takes any number`,
  )
}

/** Files whose names have `train-images`, `train-labels`, `test-images` (or `t10k-…`) and `test-labels`. */
export function loadIdx(folder: string, { arch, limit }: DataSettings): Data<TensorDataset> {
  const open = (split: Split): TensorDataset => idxFolder(split, { root: folder })
  const all = open('train')
  const test = open('test')
  const sample = sampleOf(all)
  checkSame(folder, sample, sampleOf(test))
  const classes = countClasses(folder, all, test)
  const train = limit === undefined ? all : replaced(all, reduced(all, limit))
  if (vectorNames.includes(arch))
    return { train, test, classes, features: elementCount(sample), adaptation: null }
  const { fit, adaptation } = fitting(folder, arch, sample)
  const fitted = (set: TensorDataset): TensorDataset => {
    const changed = fit(set)
    return changed === set ? set : replaced(set, changed)
  }
  return { train: fitted(train), test: fitted(test), classes, adaptation }
}
