/** Tables of one's own: a column of labels, columns of numbers. */
import { join } from 'node:path'
import { DataError } from '../../base/errors'
import { CsvDataset, type TensorDataset } from '../../data'
import { inputShapeOf, vectorNames, type InputShape } from '../../models'
import { tidy } from '../../tensor'
import { replaced, type Data, type DataSettings } from './data'
import { reduced } from './inMemory'
import { countClasses } from './labels'

/** A network is not to learn from gaps. */
function checkValues(path: string, { input, inputs }: CsvDataset): void {
  const [gap] = tidy(() => input.isfinite().logicalNot().nonzero().toArray<number[][]>())
  if (!gap) return
  throw new DataError(
    `CSV: '${path}' expected a number in each field, found none in row ${gap[0]} of the column ` +
      `'${inputs[gap[1]!]}'`,
  )
}

/** The images that rows are to be, pixel by pixel; null where the network takes vectors. */
function imageOf(folder: string, arch: string, columns: number): InputShape | null {
  if (vectorNames.includes(arch)) return null
  const shape = inputShapeOf(arch)
  const size = shape.reduce((product, length) => product * length, 1)
  if (columns === size) return shape
  throw new DataError(
    `CSV: '${folder}' expected ${size} columns of numbers, as ${arch} takes images of ` +
      `${shape.join('×')}, found ${columns}; ${vectorNames.join(', ')} takes any number`,
  )
}

/** `train.csv` and `test.csv`, whose values are taken as they are. */
export function loadCsv(folder: string, settings: DataSettings): Data<TensorDataset> {
  const { arch, limit, labelColumn = 'label' } = settings
  const open = (path: string, like: Partial<CsvDataset> = {}): CsvDataset => {
    const { inputs, classes } = like
    const set = new CsvDataset(path, { target: labelColumn, inputs, classes })
    checkValues(path, set)
    return set
  }
  const all = open(join(folder, 'train.csv'))
  const test = open(join(folder, 'test.csv'), all)
  const classes = countClasses(folder, all, test)
  const train = limit === undefined ? all : replaced(all, reduced(all, limit))
  const columns = all.inputs.length
  const image = imageOf(folder, arch, columns)
  if (image === null) return { train, test, classes, features: columns, adaptation: null }
  const asImages = (rows: TensorDataset): TensorDataset =>
    replaced(
      rows,
      rows.map(input => input.reshape([-1, ...image])),
    )
  return {
    train: asImages(train),
    test: asImages(test),
    classes,
    adaptation: `rows as images of ${image.join('×')}`,
  }
}
