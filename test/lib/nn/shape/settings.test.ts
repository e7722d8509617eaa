/** The settings of the layers in nn/shape. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'ChannelShuffle',
    args: [2],
    fields: { groups: 2 },
    expects: { 0: 'ChannelShuffle: groups: expected a positive integer, found Symbol(s)' },
  },
  {
    name: 'Flatten',
    options: 'startDim endDim',
    fields: { startDim: 1, endDim: -1 },
    expects: {
      startDim: 'Flatten: startDim: expected an integer, found Symbol(s)',
      endDim: 'Flatten: endDim: expected an integer, found Symbol(s)',
    },
  },
  {
    name: 'Fold',
    args: [4, 2],
    options: 'dilation padding stride',
    fields: {
      kernelSize: [2, 2],
      dilation: [1, 1],
      padding: [0, 0],
      stride: [1, 1],
      outputSize: [4, 4],
    },
    expects: {
      0: 'Fold: outputSize: expected an integer of at least 1, or [height, width], found Symbol(s)',
      1: 'Fold: kernelSize: expected an integer of at least 1, or [height, width], found Symbol(s)',
      dilation:
        'Fold: dilation: expected an integer of at least 1, or [height, width], found Symbol(s)',
      padding:
        'Fold: padding: expected an integer of at least 0, or [height, width], found Symbol(s)',
      stride:
        'Fold: stride: expected an integer of at least 1, or [height, width], found Symbol(s)',
    },
  },
  {
    name: 'PixelShuffle',
    args: [2],
    fields: { upscaleFactor: 2 },
    expects: { 0: 'PixelShuffle: upscaleFactor: expected a positive integer, found Symbol(s)' },
  },
  {
    name: 'PixelUnshuffle',
    args: [2],
    fields: { downscaleFactor: 2 },
    expects: { 0: 'PixelUnshuffle: downscaleFactor: expected a positive integer, found Symbol(s)' },
  },
  {
    name: 'Unflatten',
    args: [1, [2, 2]],
    fields: { dim: 1, unflattenedSize: [2, 2] },
    expects: {
      0: 'Unflatten: dim: expected an integer, found Symbol(s)',
      1: 'Unflatten: unflattenedSize: expected a list of integers, found Symbol(s)',
    },
  },
  {
    name: 'Unfold',
    args: [2],
    options: 'dilation padding stride',
    fields: { kernelSize: [2, 2], dilation: [1, 1], padding: [0, 0], stride: [1, 1] },
    expects: {
      0: 'Unfold: kernelSize: expected an integer of at least 1, or [height, width], found Symbol(s)',
      dilation:
        'Unfold: dilation: expected an integer of at least 1, or [height, width], found Symbol(s)',
      padding:
        'Unfold: padding: expected an integer of at least 0, or [height, width], found Symbol(s)',
      stride:
        'Unfold: stride: expected an integer of at least 1, or [height, width], found Symbol(s)',
    },
  },
  {
    name: 'Upsample',
    args: [{ scaleFactor: 2 }],
    options: 'size scaleFactor mode alignCorners recomputeScaleFactor',
    fields: {
      size: null,
      scaleFactor: 2,
      mode: 'nearest',
      alignCorners: null,
      recomputeScaleFactor: null,
    },
    expects: {
      size: 'Upsample: expected either size or scaleFactor',
      scaleFactor: 'Upsample: scaleFactor: expected a number, found Symbol(s)',
      mode: 'Upsample: mode: expected nearest, nearest-exact, linear, bilinear, bicubic, trilinear, area, found Symbol(s)',
      alignCorners: 'Upsample: alignCorners: expected true or false, found Symbol(s)',
      recomputeScaleFactor:
        'Upsample: recomputeScaleFactor: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'UpsamplingBilinear2d',
    args: [{ scaleFactor: 2 }],
    options: 'size scaleFactor',
    fields: {
      size: null,
      scaleFactor: 2,
      mode: 'bilinear',
      alignCorners: true,
      recomputeScaleFactor: null,
    },
  },
  {
    name: 'UpsamplingNearest2d',
    args: [{ scaleFactor: 2 }],
    options: 'size scaleFactor',
    fields: {
      size: null,
      scaleFactor: 2,
      mode: 'nearest',
      alignCorners: null,
      recomputeScaleFactor: null,
    },
  },
])
