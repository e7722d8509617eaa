import torch, { OptionError, TorchError, type DType } from '../../../lib/index'
import { dtypeCode, dtypeName, dtypes, isPacked, typedArrayLayout } from '../../../lib/base/dtype'

const { tidy, tensor } = torch

interface Kind {
  dtype: DType
  values: readonly unknown[]
  /** The same values as the TypedArray of the dtype. */
  array: NodeJS.TypedArray
}

const complex = (real: number, imag: number) => ({ real, imag })

const kinds: Kind[] = [
  { dtype: 'uint8', values: [0, 1, 255], array: Uint8Array.of(0, 1, 255) },
  { dtype: 'int8', values: [-128, 0, 127], array: Int8Array.of(-128, 0, 127) },
  { dtype: 'int16', values: [-32768, 0, 32767], array: Int16Array.of(-32768, 0, 32767) },
  { dtype: 'uint16', values: [0, 65535], array: Uint16Array.of(0, 65535) },
  {
    dtype: 'int32',
    values: [-(2 ** 31), 2 ** 31 - 1],
    array: Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
  },
  { dtype: 'uint32', values: [0, 2 ** 32 - 1], array: Uint32Array.of(0, 2 ** 32 - 1) },
  {
    dtype: 'int64',
    values: [-5, 2 ** 53 - 1, 2n ** 63n - 1n],
    array: BigInt64Array.of(-5n, 2n ** 53n - 1n, 2n ** 63n - 1n),
  },
  { dtype: 'uint64', values: [7, 2n ** 64n - 1n], array: BigUint64Array.of(7n, 2n ** 64n - 1n) },
  { dtype: 'float16', values: [1, -2, 0.5], array: Uint16Array.of(0x3c00, 0xc000, 0x3800) },
  { dtype: 'bfloat16', values: [1, -2, 0.5], array: Uint16Array.of(0x3f80, 0xc000, 0x3f00) },
  {
    dtype: 'float32',
    values: [0.5, -Infinity, 2 ** 40],
    array: Float32Array.of(0.5, -Infinity, 2 ** 40),
  },
  { dtype: 'float64', values: [Math.PI, 1e-300], array: Float64Array.of(Math.PI, 1e-300) },
  { dtype: 'float8_e5m2', values: [1, -2], array: Uint8Array.of(0x3c, 0xc0) },
  { dtype: 'float8_e4m3fn', values: [1, -2], array: Uint8Array.of(0x38, 0xc0) },
  { dtype: 'float8_e5m2fnuz', values: [1, -2], array: Uint8Array.of(0x40, 0xc4) },
  { dtype: 'float8_e4m3fnuz', values: [1, -2], array: Uint8Array.of(0x40, 0xc8) },
  { dtype: 'float8_e8m0fnu', values: [1, 2], array: Uint8Array.of(0x7f, 0x80) },
  { dtype: 'complex32', values: [complex(1, -2)], array: Uint16Array.of(0x3c00, 0xc000) },
  { dtype: 'complex64', values: [complex(1, -2)], array: Float32Array.of(1, -2) },
  { dtype: 'complex128', values: [complex(0.1, 0.2)], array: Float64Array.of(0.1, 0.2) },
  { dtype: 'bool', values: [true, false], array: Uint8Array.of(1, 0) },
]

describe.each(kinds)('$dtype', ({ dtype, values, array }) => {
  it('comes from nested arrays and goes back to them', () => {
    tidy(() => {
      const made = tensor(values as never, { dtype })
      expect(made.dtype).toBe(dtype)
      expect(made.toArray()).toEqual(values)
      const matrix = tensor([values, values] as never, { dtype })
      expect(matrix.shape).toEqual([2, values.length])
      expect(matrix.toArray()).toEqual([values, values])
    })
  })

  it('goes to its TypedArray and comes back from it', () => {
    tidy(() => {
      expect(tensor(values as never, { dtype }).toTypedArray()).toEqual(array)
      const back = torch.fromTypedArray(array, { dtype })
      expect(back.dtype).toBe(dtype)
      expect(back.toArray()).toEqual(values)
      const shaped = torch.fromTypedArray(array, { dtype, shape: [1, values.length] })
      expect(shaped.toArray()).toEqual([values])
    })
  })

  it('can be empty', () => {
    tidy(() => {
      const empty = tensor([], { dtype })
      expect([empty.shape, empty.dtype, empty.toArray()]).toEqual([[0], dtype, []])
      expect(empty.toTypedArray()).toHaveLength(0)
    })
  })

  it('has a code and a name', () => {
    expect(dtypeName(dtypeCode(dtype))).toBe(dtype)
  })
})

it('all dtypes are in the table, but those with a scale and the packed one', () => {
  const quantized = dtypes.filter(dtype => dtype.includes('qint') || dtype.includes('quint'))
  const others = [...quantized, ...dtypes.filter(isPacked)]
  expect([...kinds.map(kind => kind.dtype), ...others].sort()).toEqual([...dtypes].sort())
  for (const dtype of quantized) {
    expect(() => typedArrayLayout(dtype)).toThrow(/has no TypedArray: dequantize\(\) it first/)
  }
})

describe('a dtype is inferred', () => {
  it('from values: JavaScript cannot tell 1 from 1.0', () => {
    const cases: [value: unknown, dtype: DType][] = [
      [1, 'float32'],
      [[1.5], 'float32'],
      [1n, 'int64'],
      [[true], 'bool'],
      [complex(1, 2), 'complex64'],
      [[], 'float32'],
    ]
    for (const [value, dtype] of cases) expect(tensor(value as never).dtype).toBe(dtype)
  })

  it('from a TypedArray, of any subclass', () => {
    class Pixels extends Float64Array {}
    const cases: [array: NodeJS.TypedArray, dtype: DType][] = [
      [new Uint8Array(1), 'uint8'],
      [new Uint8ClampedArray(1), 'uint8'],
      [Buffer.alloc(1), 'uint8'],
      [new Int8Array(1), 'int8'],
      [new Int16Array(1), 'int16'],
      [new Uint16Array(1), 'uint16'],
      [new Int32Array(1), 'int32'],
      [new Uint32Array(1), 'uint32'],
      [new BigInt64Array(1), 'int64'],
      [new BigUint64Array(1), 'uint64'],
      [new Float32Array(1), 'float32'],
      [new Float64Array(1), 'float64'],
      [new Pixels(1), 'float64'],
    ]
    for (const [array, dtype] of cases) {
      expect(tensor(array).dtype).toBe(dtype)
      expect(torch.fromBuffer(array).dtype).toBe(dtype)
    }
  })
})

describe('values that a dtype does not hold', () => {
  it.each<[value: number | bigint, dtype: DType]>([
    [1.5, 'int32'],
    [NaN, 'int16'],
    [Infinity, 'int64'],
    [256, 'uint8'],
    [-1, 'uint8'],
    [128, 'int8'],
    [2 ** 31, 'int32'],
    [-1, 'uint64'],
    [2n ** 63n, 'int64'],
    [2n ** 64n, 'uint64'],
    [70000, 'uint16'],
  ])('%p as %s is an error', (value, dtype) => {
    expect(() => tensor([0, value] as never, { dtype })).toThrow(
      `tensor: expected integers that ${dtype} holds, found ${value}`,
    )
  })

  it('a complex number as a real one is an error', () => {
    expect(() => tensor([complex(1, 2)], { dtype: 'float32' })).toThrow(
      /expected real numbers for float32, found the complex 1 \+ 2i/,
    )
    expect(() => tensor([complex(1, 2)], { dtype: 'bool' })).toThrow(TorchError)
  })

  it('a real number as a complex one is fine, and any number as a bool', () => {
    expect(tensor([1, complex(0, 1)] as never, { dtype: 'complex64' }).toArray()).toEqual([
      complex(1, 0),
      complex(0, 1),
    ])
    expect(tensor([2, 0, 1n, -0.5] as never, { dtype: 'bool' }).toArray()).toEqual([
      true,
      false,
      true,
      true,
    ])
  })

  it('floats are rounded to the dtype', () => {
    expect(tensor(0.1).item()).toBe(Math.fround(0.1))
    expect(tensor(1 + 2 ** -10, { dtype: 'bfloat16' }).item()).toBe(1)
    expect(tensor(70000, { dtype: 'float16' }).item()).toBe(Infinity)
  })
})

describe('a name that is no dtype', () => {
  it('is an error with the nearest one', () => {
    const uses = [
      () => tensor([1], { dtype: 'flot32' as never }),
      () => torch.ones([1]).to({ dtype: 'flot32' as never }),
      () => torch.fromTypedArray(new Float32Array(1), { dtype: 'flot32' as never }),
      () => torch.autocast('cpu', 'flot32' as never, () => 1),
    ]
    for (const use of uses) {
      expect(use).toThrow(OptionError)
      expect(use).toThrow(/found 'flot32' \(did you mean 'float32'\?\)/)
    }
    expect(() => torch.zeros([1], { dtype: 'flot32' as never })).toThrow(/dtype: 'flot32'/)
  })

  it('is not found in what every object has', () => {
    expect(() => tensor([1], { dtype: 'constructor' as never })).toThrow(OptionError)
    expect(() => tensor([1], { dtype: 5 as never })).toThrow(OptionError)
  })
})

describe('uint64 beyond 2^63', () => {
  const large = 2n ** 63n + 5n

  it('is a bigint wherever a number is', () => {
    tidy(() => {
      const x = tensor([large, 1n], { dtype: 'uint64' })
      expect(x.at(0).item()).toBe(large)
      expect(x.eq(large).toArray()).toEqual([true, false])
      expect(torch.full([1], large, { dtype: 'uint64' }).item()).toBe(large)
      expect(x.fill_(2n ** 64n - 1n).toArray()).toEqual([2n ** 64n - 1n, 2n ** 64n - 1n])
      expect(tensor([0.5]).add(large).item()).toBe(2 ** 63)
    })
  })

  it('is refused where it does not fit', () => {
    expect(() => tidy(() => tensor([1]).add(2n ** 64n))).toThrow(/integer of 64 bits/)
    expect(() => tidy(() => tensor([1]).add(-(2n ** 63n) - 1n))).toThrow(/integer of 64 bits/)
    expect(() => tidy(() => tensor([1]).sum(large as never))).toThrow(TorchError)
  })
})
