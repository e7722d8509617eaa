import { inspect } from 'node:util'
import torch, {
  nn,
  OptionError,
  TorchError,
  type Complex,
  type DType,
  type Tensor,
} from '../../../lib/index'
import type { PrintOptions } from '../../../lib/tensor'
import { readGoldens } from '../goldens'

const { tidy, tensor } = torch

type Encoded = number | boolean | string | { real: number | string; imag: number | string }

interface Case {
  /** Or the scale of the formula of make_operators.py. */
  values: Encoded[] | number
  dtype: DType
  shape: number[]
  options: PrintOptions
  text: string
}

const goldens = readGoldens<{ torch: string; cases: Case[]; named: Record<string, string> }>(
  'printing.json',
)

function decode(value: Encoded): number | boolean | Complex {
  if (typeof value === 'string') return Number(value.replace('inf', 'Infinity'))
  if (typeof value !== 'object') return value
  return { real: Number(decode(value.real)), imag: Number(decode(value.imag)) }
}

function wave(count: number, scale: number): Tensor {
  const values = Array.from({ length: count }, (_, i) => ((7919 * i) % 1009) / 1009 - 0.5)
  return tensor(Float64Array.from(values, value => value * scale))
}

function make({ values, dtype, shape }: Case): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  if (typeof values === 'number') return wave(count, values).to(dtype).reshape(shape)
  const exact =
    dtype === 'int64' ? values.map(value => BigInt(value as number | string)) : values.map(decode)
  return tensor(exact, { dtype }).reshape(shape)
}

describe('a tensor prints as in PyTorch', () => {
  it.each(goldens.cases.map((golden): [string, Case] => [golden.text, golden]))('%s', (_, golden) =>
    tidy(() => {
      const text = torch.printOptions(golden.options, () => String(make(golden)))
      expect(text).toBe(golden.text)
    }),
  )

  const dense = () =>
    tensor([
      [0, 1.5],
      [2, 0],
    ])
  const leaf = () => tensor([1, 2], { requiresGrad: true })
  const toQuantize = () =>
    tensor([
      [0.1, -0.5],
      [1, 2],
    ])
  const z = () => tensor([{ real: 1, imag: 2 }])
  const named: Record<string, () => Tensor> = {
    'per tensor': () => torch.quantizePerTensor(toQuantize(), 0.1, 10, 'quint8'),
    'per channel': () =>
      torch.quantizePerChannel(
        toQuantize(),
        tensor([0.1, 0.01], { dtype: 'float64' }),
        tensor([10n, 0n]),
        0,
        'qint8',
      ),
    leaf,
    sum: () => {
      const x = leaf()
      return x.add(x)
    },
    'wide leaf': () =>
      tensor(torch.zeros([12, 1], { dtype: 'float64' }).toArray(), {
        dtype: 'float64',
        requiresGrad: true,
      }),
    'long function': () => torch.softplus(leaf().double().expand([6, 2])).reshape([-1]),
    parameter: () => new nn.Parameter(tensor([1, 2])),
    'view of a parameter': () => new nn.Parameter(tensor([[1, 2]])).T,
    coo: () => dense().toSparse(),
    'coo of float64': () => dense().double().toSparse(),
    'coo with grad': () => tensor(dense().toArray(), { requiresGrad: true }).toSparse(),
    'empty coo': () => torch.zeros([2, 3]).toSparse(),
    csr: () => dense().toSparseCsr(),
    csc: () => dense().toSparseCsc(),
    bsr: () => torch.eye(4).toSparseBsr([2, 2]),
    conjugate: () => z().conj(),
    negative: () => z().conj().imag,
    transposed: () =>
      tensor([
        [1, 2.5],
        [3, 4],
      ]).T,
    meta: () => torch.empty([2, 3], { device: 'meta' }),
    'meta of int64': () => torch.empty([3], { device: 'meta', dtype: 'int64' }),
    nested: () =>
      torch.ops.aten!._nested_tensor_from_tensor_list!([tensor([1]), tensor([2, 3])]) as Tensor,
  }

  it.each(Object.entries(goldens.named))('%s', (name, text) =>
    tidy(() => expect(String(named[name]!())).toBe(text)),
  )
})

describe('text of a tensor', () => {
  it('is in template strings, console.log and within other objects', () =>
    tidy(() => {
      const x = tensor([
        [1, 2.5],
        [3, 4],
      ])
      expect(`${x as unknown as string}`).toBe(String(x))
      expect(inspect(x)).toBe('tensor([[1.0000, 2.5000],\n        [3.0000, 4.0000]])')
      expect(inspect({ x })).toContain('x: tensor([[1.0000, 2.5000],\n')
    }))

  it('is short once it is disposed of', () => {
    const x = tensor([1])
    x.dispose()
    expect(String(x)).toBe('Tensor(disposed)')
  })

  it('leaves no tensor behind', () => {
    const x = wave(2000, 1)
    const before = torch.memory().tensors
    String(x)
    expect(torch.memory().tensors).toBe(before)
    x.dispose()
  })
})

describe('operators of JavaScript', () => {
  it.each<[string, (x: never) => unknown]>([
    ['x + 1', (x: number) => x + 1],
    ['"" + x', (x: string) => '' + x],
    ['x * 2', x => x * 2],
    ['-x', x => -x],
    ['x < 1', x => x < 1],
    ['Number(x)', x => Number(x)],
  ])('%s is an error that says what to write', (_, use) => {
    const x = tensor([1])
    expect(() => use(x as never)).toThrow(TorchError)
    expect(() => use(x as never)).toThrow(/write x\.add\(1\) for x \+ 1/)
  })
})

describe('setPrintOptions', () => {
  afterEach(() => torch.setPrintOptions({ profile: 'default' }))

  it('holds until it is set again', () => {
    torch.setPrintOptions({ precision: 2 })
    expect(torch.getPrintOptions().precision).toBe(2)
    expect(String(tensor([1.125, 2.5]))).toBe('tensor([1.12, 2.50])')
    torch.setPrintOptions({ profile: 'default' })
    expect(String(tensor([1.125, 2.5]))).toBe('tensor([1.1250, 2.5000])')
  })

  it.each<[PrintOptions, RegExp]>([
    [{ precison: 2 } as never, /unknown option 'precison' \(did you mean 'precision'\?\)/],
    [{ precision: -1 }, /expected precision to be an integer from 0 to 30, found -1/],
    [{ edgeItems: 1.5 }, /expected edgeItems to be an integer/],
    [{ profile: 'ful' as never }, /did you mean 'full'\?/],
    [{ sciMode: 1 as never }, /expected sciMode to be true, false or null/],
    [3 as never, /expected an object of options/],
  ])('refuses %p', (options, message) => {
    expect(() => torch.setPrintOptions(options)).toThrow(OptionError)
    expect(() => torch.setPrintOptions(options)).toThrow(message)
  })
})
