/** The settings of the layers in nn/dropout. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'AlphaDropout',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'AlphaDropout: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'AlphaDropout: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'Dropout',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'Dropout: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'Dropout: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'Dropout1d',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'Dropout1d: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'Dropout1d: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'Dropout2d',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'Dropout2d: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'Dropout2d: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'Dropout3d',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'Dropout3d: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'Dropout3d: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'FeatureAlphaDropout',
    options: 'p inplace',
    fields: { p: 0.5, inplace: false },
    expects: {
      p: 'FeatureAlphaDropout: p: expected a probability from 0 to 1, found Symbol(s)',
      inplace: 'FeatureAlphaDropout: inplace: expected true or false, found Symbol(s)',
    },
  },
])
