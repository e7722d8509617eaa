/** Rows of a table, one by one or in bags. */
import { checkChoice } from '../../base/check'
import { TorchError } from '../../base/errors'
import { noGrad, operator, operators, tidy, type Tensor } from '../../tensor'
import { define } from './define'

const rowsOf = operator('aten::embedding')
const bagsOf = operator('aten::embedding_bag')
const renormalize = operator('aten::embedding_renorm_')

export interface TableArgs {
  /** Row numbers. */
  input: Tensor
  /** [rows, width] */
  weight: Tensor
  paddingIdx?: number | null
  /** Rows that are longer become this long, in place. */
  maxNorm?: number | null
  normType?: number
  scaleGradByFreq?: boolean
  sparse?: boolean
}

function refuse(problem: string): never {
  throw new TorchError('VALUE', `nn.functional.${problem}`)
}

function paddingRow(what: string, { weight, paddingIdx }: TableArgs): number {
  const rows = weight.shape[0]!
  if (paddingIdx === undefined || paddingIdx === null) return -1
  if (paddingIdx < rows && paddingIdx >= -rows) {
    return paddingIdx < 0 ? paddingIdx + rows : paddingIdx
  }
  return refuse(`${what}: expected paddingIdx in ${rows} rows, found ${paddingIdx}`)
}

function limitNorms({ input, weight, maxNorm = null, normType = 2 }: TableArgs): void {
  if (maxNorm === null) return
  noGrad(() => tidy(() => void renormalize(weight.detach(), input, maxNorm, normType)))
}

/** Rows of `weight`. PyTorch: `nn.functional.embedding`. */
export const embedding = define(
  'embedding',
  ['input', 'weight'],
  ['paddingIdx', 'maxNorm', 'normType', 'scaleGradByFreq', 'sparse'],
  (args: TableArgs) => {
    const { input, weight, scaleGradByFreq = false, sparse = false } = args
    const padding = paddingRow('embedding', args)
    limitNorms(args)
    return rowsOf(weight, input, padding, scaleGradByFreq, sparse) as Tensor
  },
)

export interface BagArgs extends TableArgs {
  /** Where each bag of a flat input starts. */
  offsets?: Tensor | null
  mode?: 'sum' | 'mean' | 'max'
  perSampleWeights?: Tensor | null
  includeLastOffset?: boolean
}

function checkBags({ input, weight, offsets = null, ...args }: BagArgs): void {
  const { mode = 'mean', perSampleWeights = null } = args
  const what = 'embeddingBag: expected'
  checkChoice('nn.functional.embeddingBag: mode', mode, ['sum', 'mean', 'max'])
  if (mode === 'max') checkPlain(args)
  if (weight.ndim !== 2) refuse(`${what} a weight of 2 dimensions, found ${weight.ndim}`)
  if (input.ndim !== 1 && input.ndim !== 2) {
    refuse(`${what} an input of 1 or 2 dimensions, found ${input.ndim}`)
  }
  if (input.ndim === 2 && offsets) refuse(`${what} no offsets for an input of 2 dimensions`)
  if (input.ndim === 1 && offsets?.ndim !== 1) {
    refuse(`${what} offsets of 1 dimension for an input of 1`)
  }
  if (perSampleWeights && mode !== 'sum') {
    refuse(`${what} mode 'sum' with perSampleWeights, found '${mode}'`)
  }
  if (perSampleWeights && String(perSampleWeights.shape) !== String(input.shape)) {
    refuse(`${what} perSampleWeights of the input's shape`)
  }
}

function checkPlain({ scaleGradByFreq = false, sparse = false }: Partial<BagArgs>): void {
  if (scaleGradByFreq) refuse("embeddingBag: mode 'max' does not support scaleGradByFreq")
  if (sparse) refuse("embeddingBag: mode 'max' does not support sparse gradients")
}

/** Sums, means or maxima of bags of rows. PyTorch: `nn.functional.embedding_bag`. */
export const embeddingBag = define(
  'embeddingBag',
  ['input', 'weight'],
  [
    'offsets',
    'maxNorm',
    'normType',
    'scaleGradByFreq',
    'mode',
    'sparse',
    'perSampleWeights',
    'includeLastOffset',
    'paddingIdx',
  ],
  (args: BagArgs) => {
    checkBags(args)
    const { input, weight, mode = 'mean', perSampleWeights = null } = args
    return tidy(() => {
      const isFlat = input.ndim === 1
      const flat = isFlat ? input : input.reshape([-1])
      const { dtype, device } = input
      const starts = isFlat
        ? args.offsets
        : operators.arange(0, flat.shape[0]!, input.shape[1], { dtype, device })
      limitNorms({ ...args, input: flat })
      const [bags] = bagsOf(
        weight,
        flat,
        starts,
        args.scaleGradByFreq ?? false,
        mode,
        args.sparse ?? false,
        perSampleWeights?.reshape([-1]) ?? null,
        isFlat && (args.includeLastOffset ?? false),
        args.paddingIdx ?? null,
      ) as [Tensor]
      return bags
    })
  },
)
