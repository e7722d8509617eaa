/** Images of one's own, resized to what the network takes: a folder a class, or Parquet. */
import { join } from 'node:path'
import {
  ImageFolder,
  ParquetDataset,
  type Batch,
  type Dataset,
  type Split,
  type TensorDataset,
} from '../../data'
import { inputShapeOf, type InputShape } from '../../models'
import type { Data, DataSettings } from './data'
import { inMemory } from './inMemory'
import { countClasses } from './labels'

function decodingOf([channels, height, width]: InputShape) {
  const mode = channels === 1 ? ('grey' as const) : ('rgb' as const)
  return { mode, size: [height, width] as const, dtype: 'uint8' as const }
}

interface Source {
  dataset: Dataset<Batch>
  classes: readonly string[] | undefined
}

async function load(
  folder: string,
  { arch, limit }: DataSettings,
  [train, test]: readonly [Source, Source],
): Promise<Data<TensorDataset>> {
  const shape = inputShapeOf(arch)
  const [channels, height, width] = shape
  const sets = {
    train: await inMemory(`${folder}, train`, train.dataset, shape, { ...train, limit }),
    test: await inMemory(`${folder}, test`, test.dataset, shape, test),
  }
  const colours = channels === 1 ? 'grey' : 'colour'
  return {
    ...sets,
    classes: countClasses(folder, sets.train, sets.test),
    adaptation: `images resized to ${height}×${width} in ${colours}`,
  }
}

/** `train/<class>/…` and `test/<class>/…` */
export function loadImages(folder: string, settings: DataSettings): Promise<Data<TensorDataset>> {
  const decoding = decodingOf(inputShapeOf(settings.arch))
  const open = (split: Split): Source => {
    const dataset = new ImageFolder(join(folder, split), decoding)
    return { dataset, classes: dataset.classes }
  }
  return load(folder, settings, [open('train'), open('test')])
}

/** The splits `train` and `test`, as Hugging Face lays them out. */
export async function loadParquet(
  folder: string,
  settings: DataSettings,
): Promise<Data<TensorDataset>> {
  const { arch, imageColumn = 'image', labelColumn = 'label' } = settings
  const decoding = decodingOf(inputShapeOf(arch))
  const columns = { input: imageColumn, target: labelColumn }
  const open = async (split: Split): Promise<Source> => {
    const dataset = await ParquetDataset.open(folder, { split, columns, ...decoding })
    return {
      dataset: dataset as unknown as Dataset<Batch>,
      classes: dataset.classes[labelColumn],
    }
  }
  return load(folder, settings, [await open('train'), await open('test')])
}
