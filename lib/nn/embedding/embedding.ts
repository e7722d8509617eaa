import type { Tensor } from '../../tensor'
import { embedding } from '../functional/embedding'
import {
  EmbeddingTable,
  fromPretrainedOptions,
  pretrainedShape,
  type NewTableOptions,
  type PretrainedOptions,
  type TableOptions,
} from './table'

export type EmbeddingOptions = NewTableOptions

/** Rows of a learned table: indices [*] → [*, embeddingDim]. PyTorch: `torch.nn.Embedding`. */
export class Embedding extends EmbeddingTable<[input: Tensor]> {
  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions = {}) {
    super(numEmbeddings, embeddingDim, options)
  }

  /** A table of given rows [rows, width], whose memory it shares. */
  static fromPretrained(
    embeddings: Tensor,
    options: TableOptions & PretrainedOptions = {},
  ): Embedding {
    const what = 'Embedding.fromPretrained'
    const [rows, width] = pretrainedShape(what, embeddings)
    return new Embedding(rows, width, fromPretrainedOptions(what, options, embeddings))
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => embedding(input, this.weight, this.lookup()))
  }
}
