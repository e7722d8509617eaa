/** Windows of signal processing; the values are those of PyTorch 2.13, to six digits. */
import torch, { TorchError, type Tensor } from '../../../../lib'

const { windows } = torch.signal

type Name = keyof typeof windows
type Options = Record<string, unknown>
type Window = (M: number, options?: Options) => Tensor

function call(name: Name, M: number, options?: Options): Tensor {
  return (windows[name] as unknown as Window)(M, options)
}

function expectValues(window: Tensor, values: readonly number[]): void {
  expect(window.shape).toEqual([values.length])
  window.toArray<number[]>().forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 5))
}

const ends: [name: Name, end: number, middle: number][] = [
  ['bartlett', 0, 0.5],
  ['blackman', 0, 0.34],
  ['exponential', 0.135335, 0.367879],
  ['gaussian', 0.135335, 0.606531],
  ['generalHamming', 0.08, 0.54],
  ['hamming', 0.08, 0.54],
  ['hann', 0, 0.5],
  ['kaiser', 0.000053, 0.215673],
  ['nuttall', 0.000363, 0.226982],
]

describe.each(ends)('%s', (name, end, middle) => {
  it('is symmetric, or periodic and without its last point', () => {
    torch.tidy(() => {
      expectValues(call(name, 5), [end, middle, 1, middle, end])
      expectValues(call(name, 5, { sym: true }), [end, middle, 1, middle, end])
      expectValues(call(name, 4, { sym: false }), [end, middle, 1, middle])
    })
  })

  it('is 1 at its only point, and may be empty', () => {
    torch.tidy(() => {
      for (const sym of [true, false]) expectValues(call(name, 1, { sym }), [1])
      expectValues(call(name, 0), [])
    })
  })

  it('has the dtype that is asked for, and gradients where they are', () => {
    torch.tidy(() => {
      for (const M of [0, 1, 3]) {
        const window = call(name, M)
        expect([window.dtype, window.requiresGrad, window.layout]).toEqual([
          'float32',
          false,
          'strided',
        ])
        const other = call(name, M, { dtype: 'float64', requiresGrad: true, layout: 'strided' })
        expect([other.dtype, other.requiresGrad, other.isLeaf]).toEqual(['float64', true, true])
      }
    })
  })
})

test('half a wave of a cosine does not reach 0', () => {
  torch.tidy(() => {
    const half = [0.309017, 0.809017, 1, 0.809017]
    expectValues(windows.cosine(5), [...half, 0.309017])
    expectValues(windows.cosine(4, { sym: false }), half)
    expectValues(windows.cosine(1), [1])
    expectValues(windows.cosine(1, { sym: false }), [1])
  })
})

test('weights of cosines alternate in sign', () => {
  torch.tidy(() => {
    const a = [0.4, 0.3, 0.2, 0.1]
    expectValues(windows.generalCosine(4, { a, sym: false }), [0.2, 0.2, 1, 0.2])
    expectValues(windows.generalCosine(1, { a }), [1])
  })
})

test('options of single windows', () => {
  torch.tidy(() => {
    expectValues(
      windows.exponential(4, { center: 2, tau: 0.5, sym: false }),
      [0.018316, 0.135335, 1, 0.135335],
    )
    expectValues(windows.kaiser(4, { beta: 0 }), [1, 1, 1, 1])
    expectValues(windows.gaussian(3, { std: 2 }), [0.882497, 1, 0.882497])
    expectValues(windows.generalHamming(3, { alpha: 0.75 }), [0.5, 1, 0.5])
  })
})

test('rounding takes no point of a Kaiser window beyond its arc', () => {
  torch.tidy(() => {
    const cases = [2, 3, 8, 33].flatMap(M => [3.3, 8.6, 14.1].map(beta => ({ M, beta })))
    for (const { M, beta } of cases) {
      for (const dtype of ['float32', 'float64'] as const) {
        const symmetric = windows.kaiser(M, { beta, dtype })
        // 1 / I0(beta)
        const end = torch.i0(torch.tensor(beta, { dtype })).reciprocal()
        for (const place of [0, -1])
          expect(torch.allclose(symmetric.at(place), end, { rtol: 1e-5 })).toBe(true)
        expect(windows.kaiser(M, { beta, dtype, sym: false }).isfinite().all().item()).toBe(true)
      }
    }
  })
})

test('a window leaves nothing behind but itself', () => {
  const before = torch.memory().tensors
  const window = windows.nuttall(8)
  expect(torch.memory().tensors).toBe(before + 1)
  window.dispose()
})

test.each<[message: string, make: () => unknown]>([
  ['signal.windows.hann: expected M as an integer of 0 or more, found -1', () => windows.hann(-1)],
  [
    'signal.windows.hann: expected M as an integer of 0 or more, found 1.5',
    () => windows.hann(1.5),
  ],
  [
    "signal.windows.cosine: expected layout 'strided', found 'sparse_coo'",
    () => windows.cosine(3, { layout: 'sparse_coo' }),
  ],
  [
    "signal.windows.nuttall: expected dtype 'float32' or 'float64', found 'float16'",
    () => windows.nuttall(3, { dtype: 'float16' }),
  ],
  [
    'signal.windows.generalCosine: expected a as a list of weights, found an array of 0',
    () => windows.generalCosine(3, { a: [] }),
  ],
  [
    'signal.windows.exponential: expected tau above 0, found 0',
    () => windows.exponential(3, { tau: 0 }),
  ],
  [
    'signal.windows.exponential: expected no center for a symmetric window, found 1',
    () => windows.exponential(3, { center: 1 }),
  ],
  ['signal.windows.gaussian: expected std above 0, found 0', () => windows.gaussian(3, { std: 0 })],
  [
    'signal.windows.kaiser: expected beta of 0 or more, found -1',
    () => windows.kaiser(3, { beta: -1 }),
  ],
  [
    'signal.windows.gaussian: found no M, expected ' +
      'signal.windows.gaussian(M, { std, sym, dtype, layout, device, requiresGrad })',
    () => call('gaussian', undefined as never),
  ],
])('refuses: %s', (message, make) => {
  const before = torch.memory().tensors
  expect(make).toThrow(TorchError)
  expect(make).toThrow(message)
  expect(torch.memory().tensors).toBe(before)
})
