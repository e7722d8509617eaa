/** torch.masked against PyTorch's own results and gradients. */
import torch, { type Tensor } from '../../../../lib'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { isTensor, type Encoded } from '../../encoded'
import { readGoldens } from '../../goldens'

interface Case {
  name: keyof typeof torch.masked | 'log_softmax'
  args: unknown[]
  options: Record<string, unknown>
  result: Encoded
  gradient?: Encoded
}

const cases = readGoldens<Case[]>('masked.json')

/** NaN and infinities are words in the goldens. */
function tensorOf({ dtype, shape, values }: Encoded): Tensor {
  const numbers = values.map(value => (typeof value === 'string' ? Number(value) : value))
  if (!dtype.startsWith('complex')) return torch.tensor(numbers, { dtype }).reshape(shape)
  return torch.viewAsComplex(torch.tensor(numbers, { dtype: 'float64' }).reshape([...shape, 2]))
}

function decode(value: unknown): unknown {
  if (isTensor(value)) return tensorOf(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return (value as { infinity: number }).infinity * Infinity
}

/** `computed`: the dtype that the function worked in; its gradient has the input's. */
function expectSame(found: Tensor | null, expected: Encoded, computed = expected.dtype): void {
  expect([found!.dtype, found!.shape]).toEqual([expected.dtype, expected.shape])
  const rtol = computed === 'float32' ? 1e-5 : 1e-10
  const options = { rtol, atol: rtol, equalNan: true }
  expect(torch.allclose(found!.detach(), tensorOf(expected), options)).toBe(true)
}

test.each(cases.map((golden, i) => [`${golden.name} ${i}`, golden] as const))('%s', (_, golden) => {
  torch.tidy(() => {
    const [input, ...rest] = golden.args.map(decode) as [Tensor, ...unknown[]]
    input.requiresGrad = golden.gradient !== undefined
    const options = Object.fromEntries(
      Object.entries(golden.options).map(([name, value]) => [camelCase(name), decode(value)]),
    )
    const call = torch.masked[camelCase(golden.name) as 'sum'] as (...args: unknown[]) => Tensor
    const result = call(input, ...rest, options)
    expectSame(result, golden.result)
    if (golden.gradient === undefined) return
    result.mul(result).sum().backward()
    expectSame(input.grad, golden.gradient, golden.result.dtype)
  })
})

const x = torch.tensor([[1, 2, 3]])
const ints = torch.tensor([[1, 2, 3]], { dtype: 'int64' })
const none = torch.zeros([1, 3], { dtype: 'bool' })

test.each<[string, () => unknown]>([
  ['broadcasts to [1,3]', () => torch.masked.sum(x, { mask: torch.ones([1, 1, 3]) })],
  ['layout sparse', () => torch.masked.sum(x.toSparse())],
  ['layout sparse', () => torch.masked.sum(x, { mask: none.toSparse() })],
  ['dim in [-2, 1]', () => torch.masked.softmax(x, 2)],
  ['each dim once', () => torch.masked.amax(x, [0, -2])],
  ['found no dim', () => torch.masked.cumsum(x as never)],
  ['dtype of floats', () => torch.masked.mean(ints)],
  ['a value in every row', () => torch.masked.median(ints, { mask: none })],
  ['found both', () => torch.masked.var(x, 1, true, { correction: 1 })],
  [
    'masked.var: unbiased: expected true or false, found Symbol()',
    () => torch.masked.var(x, 0, Symbol() as never),
  ],
  [
    'masked.std: unbiased: expected true or false, found 1n',
    () => torch.masked.std(x, { unbiased: 1n as never }),
  ],
  ['found bool', () => torch.masked.amax(none, { mask: none })],
  ["unknown option 'keepDim'", () => torch.masked.sum(x, 1, { keepDim: true } as never)],
])('refuses: %s', (message, call) => {
  expect(() => torch.tidy(call)).toThrow(message)
})
