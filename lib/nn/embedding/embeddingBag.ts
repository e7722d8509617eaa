import { checkChoice } from '../../base/check'
import type { Tensor } from '../../tensor'
import { embeddingBag } from '../functional/embedding'
import { checkFlags } from '../options'
import {
  EmbeddingTable,
  fromPretrainedOptions,
  pretrainedShape,
  type NewTableOptions,
  type PretrainedOptions,
  type TableOptions,
} from './table'

interface BagOptions {
  /** What becomes of the rows of a bag (default mean). */
  mode?: 'sum' | 'mean' | 'max'
  /** `offsets` ends with the length of the input, as in CSR (default false). */
  includeLastOffset?: boolean
}

export type EmbeddingBagOptions = NewTableOptions & BagOptions

/**
 * Sums, means or maxima of bags of rows, without the rows in between: indices [N, L], or flat ones
 * [L] whose bags start at `offsets` [N] → [N, embeddingDim]. perSampleWeights, of the input's shape,
 * scale the rows of a sum. PyTorch: `torch.nn.EmbeddingBag`.
 */
export class EmbeddingBag extends EmbeddingTable<
  [input: Tensor, offsets?: Tensor | null, perSampleWeights?: Tensor | null]
> {
  readonly mode: 'sum' | 'mean' | 'max'
  readonly includeLastOffset: boolean

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingBagOptions = {}) {
    super(numEmbeddings, embeddingDim, options, ['mode', 'includeLastOffset'])
    checkFlags('EmbeddingBag', options, ['includeLastOffset'])
    const { mode = 'mean', includeLastOffset = false } = options
    checkChoice('EmbeddingBag: mode', mode, ['sum', 'mean', 'max'])
    this.mode = mode
    this.includeLastOffset = includeLastOffset
  }

  /** A table of given rows [rows, width], whose memory it shares. */
  static fromPretrained(
    embeddings: Tensor,
    options: TableOptions & BagOptions & PretrainedOptions = {},
  ): EmbeddingBag {
    const what = 'EmbeddingBag.fromPretrained'
    const [rows, width] = pretrainedShape(what, embeddings)
    return new EmbeddingBag(rows, width, fromPretrainedOptions(what, options, embeddings))
  }

  forward(
    input: Tensor,
    offsets: Tensor | null = null,
    perSampleWeights: Tensor | null = null,
  ): Tensor {
    const { mode, includeLastOffset } = this
    const options = { ...this.lookup(), offsets, perSampleWeights, mode, includeLastOffset }
    return this.attempt(() => embeddingBag(input, this.weight, options))
  }

  protected override others(): Record<string, unknown> {
    const { paddingIdx, ...rest } = super.others()
    return { ...rest, sparse: undefined, mode: `'${this.mode}'`, paddingIdx }
  }
}
