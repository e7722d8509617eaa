/** What a packed sequence can do beside being read. */
import torch, { nn } from '../../../lib'

const { packSequence } = nn.utils.rnn
const packed = () =>
  packSequence([torch.ones([1, 2]), torch.ones([2, 2])], { enforceSorted: false })

test.each([
  ['double', 'float64'],
  ['half', 'float16'],
  ['long', 'int64'],
  ['int', 'int32'],
  ['short', 'int16'],
  ['char', 'int8'],
  ['byte', 'uint8'],
] as const)('%s() casts the data to %s, and no index', (name, dtype) => {
  const cast = packed()[name]()
  expect(cast.data.dtype).toBe(dtype)
  expect([cast.batchSizes, cast.sortedIndices!, cast.unsortedIndices!].map(t => t.dtype)).toEqual([
    'int64',
    'int64',
    'int64',
  ])
})

test('is itself where nothing is to be done', () => {
  const sequence = packed()
  expect(sequence.to('float32')).toBe(sequence)
  expect(sequence.to({ device: 'cpu' })).toBe(sequence)
  expect(sequence.cpu()).toBe(sequence)
  expect(sequence.float()).toBe(sequence)
  expect(sequence.to({ device: 'cpu', copy: true })).not.toBe(sequence)
  expect(sequence.isPinned()).toBe(false)
})

test('prints as in Python', () => {
  const text =
    'PackedSequence(data=tensor([[1., 1.],\n        [1., 1.],\n        [1., 1.]]), ' +
    'batch_sizes=tensor([2, 1]), sorted_indices=tensor([1, 0]), unsorted_indices=tensor([1, 0]))'
  expect(packed().toString()).toBe(text)
  const sorted = packSequence([torch.ones([1])])
  expect(String(sorted)).toBe(
    'PackedSequence(data=tensor([1.]), batch_sizes=tensor([1]), sorted_indices=None, ' +
      'unsorted_indices=None)',
  )
})
