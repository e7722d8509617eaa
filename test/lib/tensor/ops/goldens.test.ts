import torch, { type Complex, type DType, type Tensor } from '../../../../lib/index'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { readGoldens } from '../../goldens'

interface Wave {
  shape: number[]
  offset: number
  dtype: DType
  scale: number
}

interface Values {
  values: number[]
  dtype: DType
}

interface Result {
  dtype: DType
  shape: number[]
  /** Flat; numbers that JSON has no word for as 'nan', 'inf' and '-inf'. */
  values: (number | string)[]
}

interface Call {
  operator: string
  args: unknown[]
  options: Record<string, unknown>
  tolerance: number
  result: Result | Result[]
}

const goldens = readGoldens<{ torch: string; calls: Call[]; random: Call[] }>('operators.json')

/** The formula of make_operators.py. */
function wave({ shape, offset, dtype, scale }: Wave): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  const values = Float64Array.from(
    { length: count },
    (_, i) => (((7919 * i + offset) % 1009) / 1009 - 0.5) * scale,
  )
  return torch.tensor(values).reshape(shape).to(dtype)
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value !== 'object' || value === null) return value
  if ('shape' in value) return wave(value as Wave)
  const { values, dtype } = value as Values
  return torch.tensor(values, { dtype })
}

function run({ operator, args, options }: Call): Tensor[] {
  const decoded = Object.entries(options).map(([name, value]) => [camelCase(name), decode(value)])
  const given = decoded.length > 0 ? [Object.fromEntries(decoded) as object] : []
  const result = torch.ops.aten![operator]!(...args.map(decode), ...given)
  return (Array.isArray(result) ? result : [result]) as Tensor[]
}

/** Complex numbers as pairs, which is how PyTorch's `view_as_real` wrote them. */
function realValues(tensor: Tensor): { dtype: DType; shape: number[]; values: number[] } {
  if (tensor.dtype.startsWith('complex')) return realValues(torch.viewAsReal(tensor))
  const values = tensor.to('float64').reshape([-1]).toArray<Exclude<number, Complex>[]>()
  return { dtype: tensor.dtype, shape: tensor.shape, values }
}

const words: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity }

/** The largest error, relative to 1 + the size of the value; NaN and infinities must be equal. */
function largestError(found: readonly number[], expected: readonly (number | string)[]): number {
  const errors = found.map((value, i) => {
    const golden = expected[i]!
    const wanted = typeof golden === 'string' ? words[golden]! : golden
    return Object.is(value, wanted) || value === wanted
      ? 0
      : Math.abs(value - wanted) / (1 + Math.abs(wanted))
  })
  return Math.max(0, ...errors)
}

function expectGolden(call: Call): void {
  torch.tidy(() => {
    const expected = Array.isArray(call.result) ? call.result : [call.result]
    const found = run(call)
    expect(found).toHaveLength(expected.length)
    found.forEach((tensor, i) => {
      const { dtype, shape, values } = expected[i]!
      const real = realValues(tensor)
      expect({ dtype: real.dtype, shape: real.shape }).toEqual({ dtype, shape })
      expect(real.values).toHaveLength(values.length)
      expect(largestError(real.values, values)).toBeLessThanOrEqual(call.tolerance)
    })
  })
}

function title(call: Call, index: number): string {
  return `${call.operator} ${JSON.stringify(call.options).slice(0, 60)} (${index + 1})`
}

describe(`operators compute what PyTorch ${goldens.torch} does`, () => {
  it.each(goldens.calls.map((call, i) => [title(call, i), call] as const))('%s', (_title, call) => {
    expectGolden(call)
  })

  it('at least 60 of them', () => {
    expect(new Set(goldens.calls.map(call => call.operator)).size).toBeGreaterThanOrEqual(60)
  })
})

describe('random numbers from one seed are those of PyTorch', () => {
  beforeAll(() => torch.manualSeed(0))

  const calls = goldens.random.map((call, i) => [title(call, i), call] as const)

  it.each(calls)('%s', (_title, call) => {
    expectGolden(call)
  })
})

describe('the comparison', () => {
  const [call] = goldens.calls.filter(({ operator }) => operator === 'tanh')
  const { dtype, shape, values } = call!.result as Result
  const changed = (result: Result): Call => ({ ...call!, result })

  it('rejects another value, dtype and shape', () => {
    const off = values.map((value, i) => (i === 3 ? Number(value) + 1e-3 : value))
    expect(() => expectGolden(call!)).not.toThrow()
    expect(() => expectGolden(changed({ dtype, shape, values: off }))).toThrow()
    expect(() => expectGolden(changed({ dtype: 'float64', shape, values }))).toThrow()
    expect(() => expectGolden(changed({ dtype, shape: [values.length], values }))).toThrow()
  })

  it('rejects NaN for a number, and a number for an infinity', () => {
    expect(largestError([NaN], [1])).toBeNaN()
    expect(largestError([1], ['inf'])).not.toBeLessThanOrEqual(1e30)
    expect(largestError([NaN, Infinity], ['nan', 'inf'])).toBe(0)
  })
})
