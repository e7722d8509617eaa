/** The settings of the layers in nn/distance. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'CosineSimilarity',
    options: 'dim eps',
    fields: { dim: 1, eps: 1e-8 },
    expects: {
      dim: 'CosineSimilarity: dim: expected an integer, found Symbol(s)',
      eps: 'CosineSimilarity: eps: expected a number, found Symbol(s)',
    },
  },
  {
    name: 'PairwiseDistance',
    options: 'p eps keepdim',
    fields: { p: 2, eps: 0.000001, keepdim: false },
    expects: {
      p: 'PairwiseDistance: p: expected a number, found Symbol(s)',
      eps: 'PairwiseDistance: eps: expected a number, found Symbol(s)',
      keepdim: 'PairwiseDistance: keepdim: expected true or false, found Symbol(s)',
    },
  },
])
