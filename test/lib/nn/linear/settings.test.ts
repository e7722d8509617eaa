/** The settings of the layers in nn/linear. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'Bilinear',
    args: [2, 3, 4],
    options: 'bias device dtype',
    fields: { in1Features: 2, in2Features: 3, outFeatures: 4 },
    expects: {
      0: 'Bilinear: in1Features: expected a positive integer, found Symbol(s)',
      1: 'Bilinear: in2Features: expected an integer of at least 0, found Symbol(s)',
      2: 'Bilinear: outFeatures: expected an integer of at least 0, found Symbol(s)',
      bias: 'Bilinear: bias: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'Linear',
    args: [2, 3],
    options: 'bias device dtype',
    fields: { inFeatures: 2, outFeatures: 3 },
    expects: {
      0: 'Linear: inFeatures: expected an integer of at least 0, found Symbol(s)',
      1: 'Linear: outFeatures: expected an integer of at least 0, found Symbol(s)',
      bias: 'Linear: bias: expected true or false, found Symbol(s)',
    },
  },
])
