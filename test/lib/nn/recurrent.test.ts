/** Recurrent layers, cells and embeddings against PyTorch's, and packed sequences by definition. */
import torch, { nn, type Tensor } from '../../../lib'
import { testModules } from './goldenModules'

testModules('modules_recurrent.json')

const { rnn } = nn.utils
const close = (a: Tensor, b: Tensor): boolean => torch.allclose(a, b, { rtol: 1e-5, atol: 1e-6 })

function sequences(lengths: readonly number[]): Tensor[] {
  return lengths.map(length => torch.randn(length, 3))
}

const layers: [string, () => nn.AnyModule][] = [
  ['RNN', () => new nn.RNN(3, 4, { bidirectional: true })],
  ['GRU', () => new nn.GRU(3, 4, { numLayers: 2 })],
  ['LSTM', () => new nn.LSTM(3, 4, { bidirectional: true, projSize: 2, numLayers: 2 })],
]

test.each(layers)('%s gives packed sequences what it gives each alone', (_, make) => {
  torch.manualSeed(1)
  const layer = make()
  const list = sequences([2, 4, 3])
  const [output, state] = layer.forward(rnn.packSequence(list, { enforceSorted: false })) as [
    nn.utils.rnn.PackedSequence,
    Tensor | [Tensor, Tensor],
  ]
  const states = torch.isTensor(state) ? [state] : state
  rnn.unpackSequence(output).forEach((found, i) => {
    const [expected, last] = layer.forward(list[i]) as [Tensor, Tensor | [Tensor, Tensor]]
    expect(close(found, expected)).toBe(true)
    const own = torch.isTensor(last) ? [last] : last
    own.forEach((one, j) => expect(close(states[j]!.select(1, i), one)).toBe(true))
  })
})

test('a state goes with its sequence, however they are sorted', () => {
  const gru = new nn.GRU(3, 4)
  const list = sequences([1, 3])
  const hx = torch.randn(1, 2, 4)
  const [, last] = gru.forward(rnn.packSequence(list, { enforceSorted: false }), hx)
  const [, own] = gru.forward(list[1]!, hx.select(1, 1))
  expect(close(last.select(1, 1), own)).toBe(true)
})

test('padding, packing and back', () => {
  const list = sequences([3, 1])
  const padded = rnn.padSequence(list, { batchFirst: true, paddingValue: -1 })
  expect([padded.shape, padded.at(1, 2).toArray()]).toEqual([
    [2, 3, 3],
    [-1, -1, -1],
  ])
  expect(rnn.padSequence(list, { paddingSide: 'left' }).at(0, 1).toArray()).toEqual([0, 0, 0])
  const packed = rnn.packPaddedSequence(padded, [3, 1], { batchFirst: true })
  expect([packed.batchSizes.toArray(), packed.sortedIndices]).toEqual([[2, 1, 1], null])
  const [again, lengths] = rnn.padPackedSequence(packed, { totalLength: 5, paddingValue: 7 })
  expect([again.shape, lengths.toArray(), again.at(4, 0, 0).item()]).toEqual([[5, 2, 3], [3, 1], 7])
  expect(rnn.unpadSequence(padded, lengths, { batchFirst: true })[1]!.equal(list[1]!)).toBe(true)
  expect(rnn.invertPermutation(torch.tensor([2, 0, 1], { dtype: 'int64' })).toArray()).toEqual([
    1, 2, 0,
  ])
  const double = packed.to('float64')
  expect([double.data.dtype, double.float().data.dtype]).toEqual(['float64', 'float32'])
  expect(packed.cpu().data.device).toBe('cpu')
})

test('dropout acts between layers, in training only', () => {
  const lstm = new nn.LSTM(3, 8, { numLayers: 2, dropout: 0.5 })
  const input = torch.randn(4, 2, 3)
  expect(close(lstm.forward(input)[0], lstm.forward(input)[0])).toBe(false)
  lstm.eval()
  expect(close(lstm.forward(input)[0], lstm.forward(input)[0])).toBe(true)
})

test('copies and prints', () => {
  const lstm = new nn.LSTM(3, 4, { projSize: 2, bidirectional: true })
  expect(String(lstm)).toBe('LSTM(3, 4, proj_size=2, bidirectional=True)')
  expect(
    close(lstm.deepCopy().forward(torch.ones(2, 3))[0], lstm.forward(torch.ones(2, 3))[0]),
  ).toBe(true)
  expect(lstm.allWeights.map(weights => weights.length)).toEqual([5, 5])
  expect(String(new nn.EmbeddingBag(3, 2, { maxNorm: 1 }))).toBe(
    "EmbeddingBag(3, 2, max_norm=1.0, mode='mean')",
  )
})

test('tables of others are shared, and not learned unless asked for', () => {
  const table = torch.tensor([
    [1, 2],
    [3, 4],
  ])
  const frozen = nn.Embedding.fromPretrained(table)
  expect(frozen.weight.requiresGrad).toBe(false)
  const learned = nn.EmbeddingBag.fromPretrained(table, { freeze: false, mode: 'sum' })
  torch.noGrad(() => learned.weight.fill_(5))
  expect([frozen.forward(torch.tensor(1, { dtype: 'int64' })).toArray(), table.isDisposed]).toEqual(
    [[5, 5], false],
  )
})

const x = torch.ones(4, 2, 3)
const packed = nn.utils.rnn.packPaddedSequence(x, [4, 1])
test.each<[string, () => unknown, RegExp]>([
  [
    'a projection',
    () => new nn.LSTM(3, 4, { projSize: 4 }),
    /projSize: expected less than hiddenSize 4/,
  ],
  [
    'an option of others',
    () => new nn.GRU(3, 4, { projSize: 2 } as never),
    /GRU: unknown option 'projSize'/,
  ],
  ['a nonlinearity', () => new nn.RNN(3, 4, { nonlinearity: 'selu' as never }), /tanh, relu/],
  ['a width', () => new nn.GRU(4, 2).forward(x), /^GRU\(4, 2\).*\[L, N, 4\].*found \[4, 2, 3\]/s],
  [
    'a state',
    () => new nn.GRU(3, 2).forward(x, torch.ones(1, 3, 2)),
    /hx.*\[1, 2, 2\].*found \[1, 3, 2\]/s,
  ],
  [
    'a state of a packed sequence',
    () => new nn.GRU(3, 2).forward(packed, torch.ones(1, 1, 2)),
    /hx.*\[1, 2, 2\].*found \[1, 1, 2\]/s,
  ],
  ['half a state', () => new nn.LSTM(3, 2).forward(x, [x] as never), /expected \[h, c\]/],
  ['a dtype', () => new nn.RNN(3, 2).forward(x.double()), /float32.*found float64/s],
  [
    'a cell',
    () => new nn.LSTMCell(3, 2).forward(torch.ones(2, 2)),
    /\[N, 3\] or \[3\], found \[2, 2\]/,
  ],
  ['a row', () => new nn.Embedding(3, 2, { paddingIdx: 3 }), /paddingIdx: expected one of 3 rows/],
  ['a mode', () => new nn.EmbeddingBag(3, 2, { mode: 'min' as never }), /sum, mean, max/],
  ['no lengths', () => rnn.packPaddedSequence(x, [1]), /expected 2 lengths, found 1/],
  [
    'a short total',
    () => rnn.padPackedSequence(rnn.packSequence([x]), { totalLength: 2 }),
    /at least 4/,
  ],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message)
})
