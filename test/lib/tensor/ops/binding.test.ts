/**
 * Every public operator, with arguments by position, by name and mixed, computes what PyTorch's
 * Python computes of them; see test/goldens/make_binding.py.
 */
import torch, { nn, Tensor, type DType } from '../../../../lib/index'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { readGoldens } from '../../goldens'

type Argument = [name: string, value: unknown, byName?: 1]
type Digest = string | number | boolean | null | Digest[]

interface Call {
  place: string
  name: string
  args: Argument[]
  /** Null where values differ from run to run: then only the call itself is checked. */
  result: Digest
}

const goldens = readGoldens<{ torch: string; calls: Call[]; without: string[] }>('binding.json')

function wave(count: number): number[] {
  return Array.from({ length: count }, (_, i) => ((7919 * i) % 1009) / 1009 - 0.4)
}

function numbers(count: number, value: (i: number) => number, dtype: DType): Tensor {
  return torch.tensor(
    Array.from({ length: count }, (_, i) => value(i)),
    { dtype },
  )
}

function flatValues(kind: string, count: number): Tensor {
  switch (kind) {
    case 'f':
      return torch.tensor(wave(count))
    case 'u':
      return torch.tensor(wave(count)).abs().remainder(1)
    case 'i':
      return numbers(count, i => i % 2, 'int64')
    case 'z':
      return numbers(count, () => 0, 'int32')
    case 'b':
      return numbers(count, i => (i + 1) % 2, 'bool')
    default:
      return torch.complex(torch.tensor(wave(count)), torch.tensor(wave(count).reverse()))
  }
}

/** `f:2,3`, as binding_values.py makes them. */
function makeTensor(text: string): Tensor {
  const [kind, sizes] = text.split(':') as [string, string]
  const shape = sizes.split(',').filter(Boolean).map(Number)
  if (kind === 'p') return torch.eye(shape[0]!).mul(2).add(0.25)
  const count = shape.reduce((product, size) => product * size, 1)
  return flatValues(kind, count).reshape(shape)
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  return typeof value === 'string' && /^[a-z]:[\d,]*$/.test(value) ? makeTensor(value) : value
}

function digestTensor(tensor: Tensor): string {
  const dense = tensor.detach().toDense()
  const real = dense.dtype.startsWith('complex') ? torch.viewAsReal(dense.resolveConj()) : dense
  const flat = real.to('float64').nanToNum(3, 5, 7).flatten()
  const weights = torch.arange(flat.numel()).remainder(7).add(1)
  return `${dense.dtype} ${dense.shape.join(',')} ${flat.mul(weights).sum().item<number>()}`
}

function digest(result: unknown): Digest {
  if (result instanceof Tensor) return digestTensor(result)
  if (Array.isArray(result)) return result.map(digest)
  return (result ?? null) as Digest
}

function close(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= 2e-4 * (1 + Math.abs(expected))
}

function agrees(found: Digest, expected: Digest): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) &&
      found.length === expected.length &&
      expected.every((element, i) => agrees(found[i]!, element))
    )
  }
  if (typeof expected === 'number') return typeof found === 'number' && close(found, expected)
  if (typeof expected !== 'string' || typeof found !== 'string') return found === expected
  const [dtype, shape, sum] = expected.split(' ')
  const [foundDtype, foundShape, foundSum] = found.split(' ')
  const isEqual = dtype === foundDtype && shape === foundShape
  return sum === undefined ? isEqual : isEqual && close(Number(foundSum), Number(sum))
}

type Callable = (...args: unknown[]) => unknown

function calleeOf({ place, name }: Call, self: unknown): Callable {
  const shown = camelCase(name)
  if (place === 'Tensor') {
    const method = (self as Record<string, Callable>)[shown]!
    return (...args) => method.apply(self, args)
  }
  const places = torch as unknown as Record<string, Record<string, Callable>>
  const functions = { torch, nn: nn.functional }[place] ?? places[place]!
  return (functions as Record<string, Callable>)[shown]!
}

/** With the first `count` by position and the others by name. */
function run(call: Call, count: number): Digest {
  return torch.tidy(() => {
    torch.manualSeed(0)
    const decoded = call.args.map(([name, value, byName]) => ({
      name: camelCase(name),
      value: decode(value),
      byName: byName === 1,
    }))
    const isMethod = call.place === 'Tensor'
    const given = isMethod ? decoded.slice(1) : decoded
    const byName = given.filter((argument, i) => argument.byName || i >= count)
    const positional = given.filter(argument => !byName.includes(argument)).map(a => a.value)
    const options = Object.fromEntries(byName.map(({ name, value }) => [name, value]))
    const last = byName.length > 0 ? [options] : []
    return digest(calleeOf(call, decoded[0]?.value)(...positional, ...last))
  })
}

/** What is wrong with calls by position, by name and mixed; '' when nothing is. */
function fault(call: Call): string {
  for (const count of new Set([call.args.length, Math.ceil(call.args.length / 2), 0])) {
    try {
      const found = run(call, count)
      if (call.result !== null && !agrees(found, call.result)) {
        return `${JSON.stringify(call)}: ${count} by position give ${JSON.stringify(found)}`
      }
    } catch (error) {
      return `${JSON.stringify(call)}: ${count} by position: ${String(error)}`
    }
  }
  return ''
}

describe(`arguments bind as in PyTorch ${goldens.torch}`, () => {
  const places = [...new Set(goldens.calls.map(call => call.place))]

  it.each(places)('%s', place => {
    const calls = goldens.calls.filter(call => call.place === place)
    expect(calls.map(fault).filter(Boolean)).toEqual([])
  })

  it('in at least 1,480 signatures', () => {
    expect(goldens.calls.length).toBeGreaterThanOrEqual(1480)
  })
})

describe('the comparison', () => {
  it('rejects another value, shape and dtype', () => {
    expect(agrees('float32 2 1.5', 'float32 2 1.5')).toBe(true)
    expect(agrees('float32 2 1.6', 'float32 2 1.5')).toBe(false)
    expect(agrees('float32 3 1.5', 'float32 2 1.5')).toBe(false)
    expect(agrees('float64 2 1.5', 'float32 2 1.5')).toBe(false)
    expect(agrees(['float32 2 1.5'], ['float32 2 1.5', 'int64 2 1'])).toBe(false)
  })
})
