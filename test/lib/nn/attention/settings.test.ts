/** The settings of the layers in nn/attention. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'Transformer',
    args: [{ dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1, dimFeedforward: 4 }],
    options:
      'dModel nhead numEncoderLayers numDecoderLayers customEncoder customDecoder dimFeedforward dropout activation layerNormEps batchFirst normFirst bias device dtype',
    fields: { dModel: 4, nhead: 2, batchFirst: false },
    expects: {
      dModel: 'Transformer: dModel: expected a positive integer, found Symbol(s)',
      nhead: 'MultiheadAttention: numHeads: expected a positive integer, found Symbol(s)',
      numEncoderLayers:
        'Transformer: numEncoderLayers: expected an integer of at least 0, found Symbol(s)',
      numDecoderLayers:
        'Transformer: numDecoderLayers: expected an integer of at least 0, found Symbol(s)',
      customEncoder: 'Transformer: customEncoder: expected a module, found Symbol(s)',
      customDecoder: 'Transformer: customDecoder: expected a module, found Symbol(s)',
      dimFeedforward:
        'TransformerEncoderLayer: dimFeedforward: expected an integer of at least 0, found Symbol(s)',
      dropout:
        'TransformerEncoderLayer: dropout: expected a probability from 0 to 1, found Symbol(s)',
      activation:
        "TransformerEncoderLayer: activation: expected 'relu', 'gelu', a function or a module, found Symbol(s)",
      layerNormEps: 'TransformerEncoderLayer: layerNormEps: expected a number, found Symbol(s)',
      batchFirst: 'TransformerEncoderLayer: batchFirst: expected true or false, found Symbol(s)',
      normFirst: 'TransformerEncoderLayer: normFirst: expected true or false, found Symbol(s)',
      bias: 'TransformerEncoderLayer: bias: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'TransformerDecoderLayer',
    args: [4, 2],
    options:
      'dimFeedforward dropout activation layerNormEps batchFirst normFirst bias device dtype',
    fields: { normFirst: false, activation: 'relu' },
    expects: {
      0: 'TransformerDecoderLayer: dModel: expected a positive integer, found Symbol(s)',
      1: 'MultiheadAttention: numHeads: expected a positive integer, found Symbol(s)',
      dimFeedforward:
        'TransformerDecoderLayer: dimFeedforward: expected an integer of at least 0, found Symbol(s)',
      dropout:
        'TransformerDecoderLayer: dropout: expected a probability from 0 to 1, found Symbol(s)',
      activation:
        "TransformerDecoderLayer: activation: expected 'relu', 'gelu', a function or a module, found Symbol(s)",
      layerNormEps: 'TransformerDecoderLayer: layerNormEps: expected a number, found Symbol(s)',
      batchFirst: 'TransformerDecoderLayer: batchFirst: expected true or false, found Symbol(s)',
      normFirst: 'TransformerDecoderLayer: normFirst: expected true or false, found Symbol(s)',
      bias: 'TransformerDecoderLayer: bias: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'TransformerEncoderLayer',
    args: [4, 2],
    options:
      'dimFeedforward dropout activation layerNormEps batchFirst normFirst bias device dtype',
    fields: { normFirst: false, activation: 'relu' },
    expects: {
      0: 'TransformerEncoderLayer: dModel: expected a positive integer, found Symbol(s)',
      1: 'MultiheadAttention: numHeads: expected a positive integer, found Symbol(s)',
      dimFeedforward:
        'TransformerEncoderLayer: dimFeedforward: expected an integer of at least 0, found Symbol(s)',
      dropout:
        'TransformerEncoderLayer: dropout: expected a probability from 0 to 1, found Symbol(s)',
      activation:
        "TransformerEncoderLayer: activation: expected 'relu', 'gelu', a function or a module, found Symbol(s)",
      layerNormEps: 'TransformerEncoderLayer: layerNormEps: expected a number, found Symbol(s)',
      batchFirst: 'TransformerEncoderLayer: batchFirst: expected true or false, found Symbol(s)',
      normFirst: 'TransformerEncoderLayer: normFirst: expected true or false, found Symbol(s)',
      bias: 'TransformerEncoderLayer: bias: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'MultiheadAttention',
    args: [4, 2],
    options: 'dropout bias addBiasKv addZeroAttn batchFirst kdim vdim device dtype',
    fields: {
      embedDim: 4,
      numHeads: 2,
      dropout: 0,
      addZeroAttn: false,
      batchFirst: false,
      kdim: 4,
      vdim: 4,
      qProjWeight: null,
      kProjWeight: null,
      vProjWeight: null,
      biasK: null,
      biasV: null,
    },
    expects: {
      0: 'MultiheadAttention: embedDim: expected a positive integer, found Symbol(s)',
      1: 'MultiheadAttention: numHeads: expected a positive integer, found Symbol(s)',
      dropout: 'MultiheadAttention: dropout: expected a probability from 0 to 1, found Symbol(s)',
      bias: 'MultiheadAttention: bias: expected true or false, found Symbol(s)',
      addBiasKv: 'MultiheadAttention: addBiasKv: expected true or false, found Symbol(s)',
      addZeroAttn: 'MultiheadAttention: addZeroAttn: expected true or false, found Symbol(s)',
      batchFirst: 'MultiheadAttention: batchFirst: expected true or false, found Symbol(s)',
      kdim: 'MultiheadAttention: kdim: expected an integer of at least 0, found Symbol(s)',
      vdim: 'MultiheadAttention: vdim: expected an integer of at least 0, found Symbol(s)',
    },
  },
])
