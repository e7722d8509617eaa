import torch, { nn, type Tensor } from '../../../../lib'
import { test } from './scoped'

const F = nn.functional
const { fft, linalg } = torch
const square = torch.tensor([
  [2, 1],
  [1, 3],
])
const row = torch.tensor([1, 2])
const zeros = torch.zeros([2, 2], { dtype: 'int64' })
const index = torch.zeros([2], { dtype: 'int64' })
const batch = torch.ones([1, 1, 4])
const lengths = torch.tensor([1n, 1n])
const computed: string = ['cp', 'u'].join('')

afterAll(() => [square, row, zeros, index, batch, lengths].forEach(one => one.dispose()))

/** Runs `call` with each of the words, as PyTorch does. */
function takes<Word>(words: readonly Word[], call: (word: Word) => unknown): void {
  for (const word of words) expect(() => call(word)).not.toThrow()
}

describe('the words of an operator compile and run', () => {
  test('of arithmetic and reductions', () => {
    takes(['trunc', 'floor', null] as const, roundingMode => square.div(2, { roundingMode }))
    takes(['add', 'multiply'] as const, reduce => square.scatter(1, zeros, square, { reduce }))
    takes(['sum', 'prod', 'mean', 'amax', 'amin', 'max', 'min'] as const, reduce => {
      square.scatterReduce(1, zeros, square, reduce)
      torch.segmentReduce(row, reduce, { lengths })
    })
    takes(['prod', 'mean', 'amax', 'amin'] as const, reduce =>
      square.indexReduce(1, index, square, reduce),
    )
    takes(['sum', 'mean', 'amax', 'amin', 'max', 'min'] as const, reduce =>
      torch.sparse.mm(square.toSparseCsr(), square, reduce),
    )
    takes(['linear', 'lower', 'higher', 'midpoint', 'nearest'] as const, interpolation =>
      torch.quantile(row, 0.5, { interpolation }),
    )
    takes(['left', 'right', null] as const, side => torch.searchsorted(row, row, { side }))
  })

  test('of networks', () => {
    takes(['none', 'tanh'] as const, approximate => F.gelu(row, { approximate }))
    takes(['same', 'valid'] as const, padding => F.conv1d(batch, batch, { padding }))
    takes(['constant', 'reflect', 'replicate', 'circular'] as const, mode =>
      F.pad(batch, [1, 1], { mode }),
    )
  })

  test('of Fourier transforms and linear algebra', () => {
    takes(['forward', 'backward', 'ortho', null] as const, norm => fft.fft(row, { norm }))
    takes(['fro', 'nuc'] as const, ord => {
      linalg.norm(square, ord)
      linalg.matrixNorm(square, ord)
      linalg.cond(square, ord)
    })
    takes(['reduced', 'complete', 'r'] as const, mode => linalg.qr(square, mode))
    takes(['L', 'U', 'l', 'u'] as const, UPLO => linalg.eigh(square, UPLO))
    takes(['gels', 'gelsy', 'gelsd', 'gelss', null] as const, driver =>
      linalg.lstsq(square, square, { driver }),
    )
  })
})

test('other words do not compile, and are refused', () => {
  const wrong: (() => Tensor)[] = [
    // @ts-expect-error -- trunc or floor
    () => square.div(2, { roundingMode: 'up' }),
    // @ts-expect-error -- add or multiply
    () => square.clone().scatter_(1, zeros, 1, { reduce: 'sub' }),
    // @ts-expect-error -- no sum
    () => square.indexReduce(1, index, square, 'sum'),
    // @ts-expect-error -- no such mode
    () => F.pad(batch, [1, 1], { mode: 'foo' }),
    // @ts-expect-error -- none or tanh
    () => F.gelu(row, { approximate: 'tan' }),
    // @ts-expect-error -- same or valid
    () => F.conv1d(batch, batch, { padding: 'sam' }),
    // @ts-expect-error -- ortho
    () => fft.fft(row, { norm: 'ort' }),
    // @ts-expect-error -- fro or nuc
    () => linalg.norm(square, 'frob'),
  ]
  for (const call of wrong) expect(call).toThrow(torch.TorchError)
})

describe('devices', () => {
  test('of any name where the program computes it', () => {
    const index = Number(computed.length - 3)
    const device: torch.Device = computed
    const made = [
      torch.zeros([1], { device: computed }),
      torch.zeros(1, { device }),
      torch.tensor(1, { device: computed }),
      torch.full([1], 2, { device: `cpu:${index}` }),
      row.to(computed),
      row.to(device),
      row.to({ device: row.device }),
      row.to(index < 0 ? 'cuda:1' : 'cpu', 'float32'),
    ]
    expect(made.map(one => one.device)).toEqual(made.map(() => 'cpu'))
  })

  test('that are misspelt do not compile, and are refused', () => {
    const wrong: (() => unknown)[] = [
      // @ts-expect-error -- neither dtype nor device
      () => row.to('float31'),
      // @ts-expect-error -- no such device
      () => row.to({ device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => row.to('gpu', 'float32'),
      // @ts-expect-error -- no such device
      () => row.cuda('gpu'),
      // @ts-expect-error -- no such device
      () => torch.zeros([1], { device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => torch.zeros(1, { device: 'cuda:first' }),
      // @ts-expect-error -- no such device
      () => torch.tensor(1, { device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => torch.full([1], 2, { device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => torch.sparseCooTensor([[0]], [1], { device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => torch.nested.nestedTensor([row], { device: 'gpu' }),
      // @ts-expect-error -- no such device
      () => torch.signal.windows.hann(3, { device: 'gpu' }),
      // @ts-expect-error -- neither dtype nor device
      () => new nn.Linear(1, 1).to('int64x'),
      // @ts-expect-error -- no such device
      () => new nn.Linear(1, 1).cuda('gpu'),
      // @ts-expect-error -- neither dtype nor device
      () => nn.utils.rnn.packSequence([row]).to('float31'),
    ]
    for (const call of wrong) expect(call).toThrow()
  })
})
