/** The settings of the layers in nn/embedding. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'Embedding',
    args: [4, 3],
    options: 'paddingIdx maxNorm normType scaleGradByFreq sparse device dtype _weight _freeze',
    fields: {
      numEmbeddings: 4,
      embeddingDim: 3,
      paddingIdx: null,
      maxNorm: null,
      normType: 2,
      scaleGradByFreq: false,
      sparse: false,
    },
    expects: {
      0: 'Embedding: numEmbeddings: expected an integer of at least 0, found Symbol(s)',
      1: 'Embedding: embeddingDim: expected an integer of at least 0, found Symbol(s)',
      paddingIdx: 'Embedding: paddingIdx: expected an integer, found Symbol(s)',
      maxNorm: 'Embedding: maxNorm: expected a number, found Symbol(s)',
      normType: 'Embedding: normType: expected a number, found Symbol(s)',
      scaleGradByFreq: 'Embedding: scaleGradByFreq: expected true or false, found Symbol(s)',
      sparse: 'Embedding: sparse: expected true or false, found Symbol(s)',
      _weight: 'Embedding: _weight: expected a Tensor, found Symbol(s)',
      _freeze: 'Embedding: _freeze: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'EmbeddingBag',
    args: [4, 3],
    options:
      'paddingIdx maxNorm normType scaleGradByFreq sparse mode includeLastOffset device dtype _weight _freeze',
    fields: {
      numEmbeddings: 4,
      embeddingDim: 3,
      paddingIdx: null,
      maxNorm: null,
      normType: 2,
      scaleGradByFreq: false,
      sparse: false,
      mode: 'mean',
      includeLastOffset: false,
    },
    expects: {
      0: 'EmbeddingBag: numEmbeddings: expected an integer of at least 0, found Symbol(s)',
      1: 'EmbeddingBag: embeddingDim: expected an integer of at least 0, found Symbol(s)',
      paddingIdx: 'EmbeddingBag: paddingIdx: expected an integer, found Symbol(s)',
      maxNorm: 'EmbeddingBag: maxNorm: expected a number, found Symbol(s)',
      normType: 'EmbeddingBag: normType: expected a number, found Symbol(s)',
      scaleGradByFreq: 'EmbeddingBag: scaleGradByFreq: expected true or false, found Symbol(s)',
      sparse: 'EmbeddingBag: sparse: expected true or false, found Symbol(s)',
      mode: 'EmbeddingBag: mode: expected sum, mean, max, found Symbol(s)',
      includeLastOffset: 'EmbeddingBag: includeLastOffset: expected true or false, found Symbol(s)',
      _weight: 'Embedding: _weight: expected a Tensor, found Symbol(s)',
      _freeze: 'EmbeddingBag: _freeze: expected true or false, found Symbol(s)',
    },
  },
])
