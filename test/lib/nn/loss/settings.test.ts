/** The settings of the layers in nn/loss. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'AdaptiveLogSoftmaxWithLoss',
    args: [4, 6, [2]],
    options: 'divValue headBias device dtype',
    fields: { inFeatures: 4, nClasses: 6, cutoffs: [2, 6], divValue: 4, headBias: false },
    expects: {
      0: 'AdaptiveLogSoftmaxWithLoss: inFeatures: expected an integer of at least 0, found Symbol(s)',
      1: 'AdaptiveLogSoftmaxWithLoss: nClasses: expected a positive integer, found Symbol(s)',
      2: 'AdaptiveLogSoftmaxWithLoss: cutoffs: expected ascending integers from 1 to 5, found Symbol(s)',
      divValue: 'AdaptiveLogSoftmaxWithLoss: divValue: expected a number, found Symbol(s)',
      headBias: 'AdaptiveLogSoftmaxWithLoss: headBias: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'BCELoss',
    options: 'weight reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null },
    expects: {
      weight: 'BCELoss: weight: expected a tensor, found Symbol(s)',
      reduction: 'BCELoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'BCEWithLogitsLoss',
    options: 'weight posWeight reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null, posWeight: null },
    expects: {
      weight: 'BCEWithLogitsLoss: weight: expected a tensor, found Symbol(s)',
      posWeight: 'BCEWithLogitsLoss: posWeight: expected a tensor, found Symbol(s)',
      reduction: 'BCEWithLogitsLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'CosineEmbeddingLoss',
    options: 'margin reduction sizeAverage reduce',
    fields: { reduction: 'mean', margin: 0 },
    expects: {
      margin: 'CosineEmbeddingLoss: margin: expected a number, found Symbol(s)',
      reduction: 'CosineEmbeddingLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'CrossEntropyLoss',
    options: 'weight ignoreIndex labelSmoothing reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null, ignoreIndex: -100, labelSmoothing: 0 },
    expects: {
      weight: 'CrossEntropyLoss: weight: expected a tensor, found Symbol(s)',
      ignoreIndex: 'CrossEntropyLoss: ignoreIndex: expected an integer, found Symbol(s)',
      labelSmoothing:
        'CrossEntropyLoss: labelSmoothing: expected a probability from 0 to 1, found Symbol(s)',
      reduction: 'CrossEntropyLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'CTCLoss',
    options: 'blank zeroInfinity reduction sizeAverage reduce',
    fields: { reduction: 'mean', blank: 0, zeroInfinity: false },
    expects: {
      blank: 'CTCLoss: blank: expected an integer of at least 0, found Symbol(s)',
      zeroInfinity: 'CTCLoss: zeroInfinity: expected true or false, found Symbol(s)',
      reduction: 'CTCLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'GaussianNLLLoss',
    options: 'full eps reduction sizeAverage reduce',
    fields: { reduction: 'mean', full: false, eps: 0.000001 },
    expects: {
      full: 'GaussianNLLLoss: full: expected true or false, found Symbol(s)',
      eps: 'GaussianNLLLoss: eps: expected a number, found Symbol(s)',
      reduction: 'GaussianNLLLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'HingeEmbeddingLoss',
    options: 'margin reduction sizeAverage reduce',
    fields: { reduction: 'mean', margin: 1 },
    expects: {
      margin: 'HingeEmbeddingLoss: margin: expected a number, found Symbol(s)',
      reduction: 'HingeEmbeddingLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'HuberLoss',
    options: 'delta reduction sizeAverage reduce',
    fields: { reduction: 'mean', delta: 1 },
    expects: {
      delta: 'HuberLoss: delta: expected a number, found Symbol(s)',
      reduction: 'HuberLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'KLDivLoss',
    options: 'logTarget reduction sizeAverage reduce',
    fields: { reduction: 'mean', logTarget: false },
    expects: {
      logTarget: 'KLDivLoss: logTarget: expected true or false, found Symbol(s)',
      reduction: 'KLDivLoss: reduction: expected none, mean, sum, batchmean, found Symbol(s)',
    },
  },
  {
    name: 'L1Loss',
    options: 'reduction sizeAverage reduce',
    fields: { reduction: 'mean' },
    expects: { reduction: 'L1Loss: reduction: expected none, mean, sum, found Symbol(s)' },
  },
  {
    name: 'LinearCrossEntropyLoss',
    args: [4, 6],
    options:
      'weight outFeatures bias ignoreIndex labelSmoothing options device dtype reduction sizeAverage reduce',
    fields: {
      reduction: 'mean',
      weight: null,
      inFeatures: 4,
      numClasses: 6,
      outFeatures: [],
      ignoreIndex: null,
      labelSmoothing: 0,
      options: null,
    },
    expects: {
      0: 'LinearCrossEntropyLoss: inFeatures: expected an integer of at least 0, found Symbol(s)',
      1: 'LinearCrossEntropyLoss: numClasses: expected a positive integer, found Symbol(s)',
      weight: 'LinearCrossEntropyLoss: weight: expected a tensor, found Symbol(s)',
      outFeatures:
        'LinearCrossEntropyLoss: outFeatures: expected an array of positive integers, found Symbol(s)',
      bias: 'LinearCrossEntropyLoss: bias: expected true or false, found Symbol(s)',
      ignoreIndex: 'LinearCrossEntropyLoss: ignoreIndex: expected an integer, found Symbol(s)',
      labelSmoothing:
        'LinearCrossEntropyLoss: labelSmoothing: expected a probability from 0 to 1, found Symbol(s)',
      options:
        'LinearCrossEntropyLoss: options: expected nn.LinearCrossEntropyOptions, found Symbol(s)',
      reduction: 'LinearCrossEntropyLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'MarginRankingLoss',
    options: 'margin reduction sizeAverage reduce',
    fields: { reduction: 'mean', margin: 0 },
    expects: {
      margin: 'MarginRankingLoss: margin: expected a number, found Symbol(s)',
      reduction: 'MarginRankingLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'MSELoss',
    options: 'reduction sizeAverage reduce',
    fields: { reduction: 'mean' },
    expects: { reduction: 'MSELoss: reduction: expected none, mean, sum, found Symbol(s)' },
  },
  {
    name: 'MultiLabelMarginLoss',
    options: 'reduction sizeAverage reduce',
    fields: { reduction: 'mean' },
    expects: {
      reduction: 'MultiLabelMarginLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'MultiLabelSoftMarginLoss',
    options: 'weight reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null },
    expects: {
      weight: 'MultiLabelSoftMarginLoss: weight: expected a tensor, found Symbol(s)',
      reduction: 'MultiLabelSoftMarginLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'MultiMarginLoss',
    options: 'weight p margin reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null, p: 1, margin: 1 },
    expects: {
      weight: 'MultiMarginLoss: weight: expected a tensor, found Symbol(s)',
      p: 'MultiMarginLoss: p: expected 1 or 2, found Symbol(s)',
      margin: 'MultiMarginLoss: margin: expected a number, found Symbol(s)',
      reduction: 'MultiMarginLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'NLLLoss',
    options: 'weight ignoreIndex reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null, ignoreIndex: -100 },
    expects: {
      weight: 'NLLLoss: weight: expected a tensor, found Symbol(s)',
      ignoreIndex: 'NLLLoss: ignoreIndex: expected an integer, found Symbol(s)',
      reduction: 'NLLLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'NLLLoss2d',
    options: 'weight ignoreIndex reduction sizeAverage reduce',
    fields: { reduction: 'mean', weight: null, ignoreIndex: -100 },
  },
  {
    name: 'PoissonNLLLoss',
    options: 'logInput full eps reduction sizeAverage reduce',
    fields: { reduction: 'mean', logInput: true, full: false, eps: 1e-8 },
    expects: {
      logInput: 'PoissonNLLLoss: logInput: expected true or false, found Symbol(s)',
      full: 'PoissonNLLLoss: full: expected true or false, found Symbol(s)',
      eps: 'PoissonNLLLoss: eps: expected a number, found Symbol(s)',
      reduction: 'PoissonNLLLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'SmoothL1Loss',
    options: 'beta reduction sizeAverage reduce',
    fields: { reduction: 'mean', beta: 1 },
    expects: {
      beta: 'SmoothL1Loss: beta: expected a number, found Symbol(s)',
      reduction: 'SmoothL1Loss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'SoftMarginLoss',
    options: 'reduction sizeAverage reduce',
    fields: { reduction: 'mean' },
    expects: { reduction: 'SoftMarginLoss: reduction: expected none, mean, sum, found Symbol(s)' },
  },
  {
    name: 'TripletMarginLoss',
    options: 'margin p eps swap reduction sizeAverage reduce',
    fields: { reduction: 'mean', margin: 1, p: 2, eps: 0.000001, swap: false },
    expects: {
      margin: 'TripletMarginLoss: margin: expected a number, found Symbol(s)',
      p: 'TripletMarginLoss: p: expected a number, found Symbol(s)',
      eps: 'TripletMarginLoss: eps: expected a number, found Symbol(s)',
      swap: 'TripletMarginLoss: swap: expected true or false, found Symbol(s)',
      reduction: 'TripletMarginLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
  {
    name: 'TripletMarginWithDistanceLoss',
    options: 'distanceFunction margin swap reduction sizeAverage reduce',
    fields: { reduction: 'mean', margin: 1, swap: false },
    expects: {
      distanceFunction:
        'TripletMarginWithDistanceLoss: distanceFunction: expected a function or a module, found Symbol(s)',
      margin: 'TripletMarginWithDistanceLoss: margin: expected a number, found Symbol(s)',
      swap: 'TripletMarginWithDistanceLoss: swap: expected true or false, found Symbol(s)',
      reduction:
        'TripletMarginWithDistanceLoss: reduction: expected none, mean, sum, found Symbol(s)',
    },
  },
])
