/** The settings of the layers in nn/pool. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'AdaptiveAvgPool1d',
    args: [2],
    fields: { dimensions: 1, outputSize: [2] },
    expects: {
      0: 'AdaptiveAvgPool1d: outputSize: expected an integer of at least 0, null, or a list of 1, found Symbol(s)',
    },
  },
  { name: 'AdaptiveAvgPool2d', args: [2], fields: { dimensions: 2, outputSize: [2, 2] } },
  { name: 'AdaptiveAvgPool3d', args: [2], fields: { dimensions: 3, outputSize: [2, 2, 2] } },
  {
    name: 'AdaptiveMaxPool1d',
    args: [2],
    options: 'returnIndices',
    fields: { dimensions: 1, outputSize: [2], returnIndices: false },
    expects: {
      0: 'AdaptiveMaxPool1d: outputSize: expected an integer of at least 0, null, or a list of 1, found Symbol(s)',
      returnIndices: 'AdaptiveMaxPool1d: returnIndices: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'AdaptiveMaxPool2d',
    args: [2],
    options: 'returnIndices',
    fields: { dimensions: 2, outputSize: [2, 2], returnIndices: false },
  },
  {
    name: 'AdaptiveMaxPool3d',
    args: [2],
    options: 'returnIndices',
    fields: { dimensions: 3, outputSize: [2, 2, 2], returnIndices: false },
  },
  {
    name: 'AvgPool1d',
    args: [2],
    options: 'stride padding ceilMode countIncludePad',
    fields: {
      dimensions: 1,
      kernelSize: [2],
      stride: [2],
      padding: [0],
      ceilMode: false,
      countIncludePad: true,
      divisorOverride: null,
    },
    expects: {
      0: 'AvgPool1d: kernelSize: expected an integer of at least 1, or [length], found Symbol(s)',
      stride: 'AvgPool1d: stride: expected an integer of at least 1, or [length], found Symbol(s)',
      padding:
        'AvgPool1d: padding: expected an integer of at least 0, or [length], found Symbol(s)',
      ceilMode: 'AvgPool1d: ceilMode: expected true or false, found Symbol(s)',
      countIncludePad: 'AvgPool1d: countIncludePad: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'AvgPool2d',
    args: [2],
    options: 'stride padding ceilMode countIncludePad divisorOverride',
    fields: {
      dimensions: 2,
      kernelSize: [2, 2],
      stride: [2, 2],
      padding: [0, 0],
      ceilMode: false,
      countIncludePad: true,
      divisorOverride: null,
    },
  },
  {
    name: 'AvgPool3d',
    args: [2],
    options: 'stride padding ceilMode countIncludePad divisorOverride',
    fields: {
      dimensions: 3,
      kernelSize: [2, 2, 2],
      stride: [2, 2, 2],
      padding: [0, 0, 0],
      ceilMode: false,
      countIncludePad: true,
      divisorOverride: null,
    },
  },
  {
    name: 'FractionalMaxPool2d',
    args: [2, { outputSize: 2 }],
    options: 'outputSize outputRatio returnIndices _randomSamples',
    fields: {
      dimensions: 2,
      kernelSize: [2, 2],
      outputSize: [2, 2],
      outputRatio: null,
      returnIndices: false,
      _random_samples: null,
    },
    expects: {
      0: 'FractionalMaxPool2d: expected either outputSize or outputRatio',
      outputSize:
        'FractionalMaxPool2d: outputSize: expected an integer of at least 1, or [height, width], found Symbol(s)',
      outputRatio: 'FractionalMaxPool2d: expected either outputSize or outputRatio',
      returnIndices: 'FractionalMaxPool2d: returnIndices: expected true or false, found Symbol(s)',
      _randomSamples: 'FractionalMaxPool2d: _randomSamples: expected a tensor, found Symbol(s)',
    },
  },
  {
    name: 'FractionalMaxPool3d',
    args: [2, { outputSize: 2 }],
    options: 'outputSize outputRatio returnIndices _randomSamples',
    fields: {
      dimensions: 3,
      kernelSize: [2, 2, 2],
      outputSize: [2, 2, 2],
      outputRatio: null,
      returnIndices: false,
      _random_samples: null,
    },
  },
  { name: 'GlobalAvgPool2d', fields: {} },
  {
    name: 'LPPool1d',
    args: [2, 2],
    options: 'stride ceilMode',
    fields: { dimensions: 1, normType: 2, kernelSize: [2], stride: null, ceilMode: false },
    expects: {
      0: 'LPPool1d: normType: expected a number, found Symbol(s)',
      1: 'LPPool1d: kernelSize: expected an integer of at least 1, or [length], found Symbol(s)',
      stride: 'LPPool1d: stride: expected an integer of at least 1, or [length], found Symbol(s)',
      ceilMode: 'LPPool1d: ceilMode: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'LPPool2d',
    args: [2, 2],
    options: 'stride ceilMode',
    fields: { dimensions: 2, normType: 2, kernelSize: [2, 2], stride: null, ceilMode: false },
  },
  {
    name: 'LPPool3d',
    args: [2, 2],
    options: 'stride ceilMode',
    fields: { dimensions: 3, normType: 2, kernelSize: [2, 2, 2], stride: null, ceilMode: false },
  },
  {
    name: 'MaxPool1d',
    args: [2],
    options: 'stride padding dilation returnIndices ceilMode',
    fields: {
      dimensions: 1,
      kernelSize: [2],
      stride: [2],
      padding: [0],
      dilation: [1],
      returnIndices: false,
      ceilMode: false,
    },
    expects: {
      0: 'MaxPool1d: kernelSize: expected an integer of at least 1, or [length], found Symbol(s)',
      stride: 'MaxPool1d: stride: expected an integer of at least 1, or [length], found Symbol(s)',
      padding:
        'MaxPool1d: padding: expected an integer of at least 0, or [length], found Symbol(s)',
      dilation:
        'MaxPool1d: dilation: expected an integer of at least 1, or [length], found Symbol(s)',
      returnIndices: 'MaxPool1d: returnIndices: expected true or false, found Symbol(s)',
      ceilMode: 'MaxPool1d: ceilMode: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'MaxPool2d',
    args: [2],
    options: 'stride padding dilation returnIndices ceilMode',
    fields: {
      dimensions: 2,
      kernelSize: [2, 2],
      stride: [2, 2],
      padding: [0, 0],
      dilation: [1, 1],
      returnIndices: false,
      ceilMode: false,
    },
  },
  {
    name: 'MaxPool3d',
    args: [2],
    options: 'stride padding dilation returnIndices ceilMode',
    fields: {
      dimensions: 3,
      kernelSize: [2, 2, 2],
      stride: [2, 2, 2],
      padding: [0, 0, 0],
      dilation: [1, 1, 1],
      returnIndices: false,
      ceilMode: false,
    },
  },
  {
    name: 'MaxUnpool1d',
    args: [2],
    options: 'stride padding',
    fields: { dimensions: 1, kernelSize: [2], stride: [2], padding: [0] },
    expects: {
      0: 'MaxUnpool1d: kernelSize: expected an integer of at least 1, or [length], found Symbol(s)',
      stride:
        'MaxUnpool1d: stride: expected an integer of at least 1, or [length], found Symbol(s)',
      padding:
        'MaxUnpool1d: padding: expected an integer of at least 0, or [length], found Symbol(s)',
    },
  },
  {
    name: 'MaxUnpool2d',
    args: [2],
    options: 'stride padding',
    fields: { dimensions: 2, kernelSize: [2, 2], stride: [2, 2], padding: [0, 0] },
  },
  {
    name: 'MaxUnpool3d',
    args: [2],
    options: 'stride padding',
    fields: { dimensions: 3, kernelSize: [2, 2, 2], stride: [2, 2, 2], padding: [0, 0, 0] },
  },
])
