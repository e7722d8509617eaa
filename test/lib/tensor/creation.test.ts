import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch, { OptionError, TorchError } from '../../../lib/index'

const { tidy, tensor, fromBuffer, fromTypedArray } = torch

describe('tensor', () => {
  it('takes numbers and nested arrays of any depth', () => {
    const values = [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
      [
        [9, 10],
        [11, 12],
      ],
    ]
    tidy(() => {
      expect(tensor(values).shape).toEqual([3, 2, 2])
      expect(tensor(values).toArray()).toEqual(values)
      expect(tensor(5).shape).toEqual([])
      expect(tensor(5).toArray()).toBe(5)
      expect(tensor([[], []]).shape).toEqual([2, 0])
      expect(tensor([[], []]).toArray()).toEqual([[], []])
      expect(torch.zeros([2, 0, 3]).toArray()).toEqual([[], []])
    })
  })

  it.each<[string, unknown, string, unknown]>([
    ['booleans and numbers', [true, 2.5], 'float32', [1, 2.5]],
    ['booleans and bigints', [[true], [3n]], 'int64', [[1], [3]]],
    ['bigints and numbers', [2n, 0.5], 'float32', [2, 0.5]],
    ['a complex number late', [1, { real: 0, imag: 2 }], 'complex64', undefined],
    ['tensors', [torch.tensor(1.5, { dtype: 'float64' }), 2n], 'float64', [1.5, 2]],
    ['integers in tensors', [torch.tensor(1n, { dtype: 'int8' }), true], 'int8', [1, 1]],
    ['nothing', [], 'float32', []],
  ])('takes the dtype that holds all: %s', (_what, data, dtype, values) =>
    tidy(() => {
      const made = tensor(data as never)
      expect(made.dtype).toBe(dtype)
      if (values !== undefined) expect(made.toArray()).toEqual(values)
    }),
  )

  it('copies a tensor, out of its graph', () =>
    tidy(() => {
      const x = tensor([1, 2], { requiresGrad: true })
      const copy = tensor(x.mul(2), { dtype: 'float64' })
      expect([copy.requiresGrad, copy.dtype, copy.toArray()]).toEqual([false, 'float64', [2, 4]])
      expect(tensor(x, { requiresGrad: true }).isLeaf).toBe(true)
    }))

  it('refuses arrays without end, deep or in breadth', () => {
    const endless: unknown[] = []
    endless[0] = endless
    let deep: unknown = 1
    for (let i = 0; i < 20_000; ++i) deep = [deep]
    let wide: unknown = [1, 1]
    for (let i = 0; i < 60; ++i) wide = [wide, wide]
    expect(() => tensor(endless as never)).toThrow(/at most 128 dimensions.*contain itself\?/)
    expect(() => tensor([1, endless] as never)).toThrow(/regular nested array/)
    expect(() => tensor(deep as never)).toThrow(TorchError)
    expect(() => tensor(wide as never)).toThrow(/at most 67108864 values in arrays.*TypedArray/)
  })

  it('takes TypedArrays as rows, in their dtype', () => {
    tidy(() => {
      const rows = tensor([Float64Array.of(1, 2), Float64Array.of(3, 4)])
      expect([rows.dtype, rows.shape, rows.flatten().toArray()]).toEqual([
        'float64',
        [2, 2],
        [1, 2, 3, 4],
      ])
      expect(tensor([[BigInt64Array.of(5n)]]).shape).toEqual([1, 1, 1])
      expect(tensor([Int32Array.of(1), [2.5]]).dtype).toBe('float32')
    })
  })

  it('refuses tensors with dimensions among the values', () => {
    expect(() => tensor([tensor([1]), tensor([2])])).toThrow(/torch\.stack makes one tensor/)
  })

  it('copies: later changes of the source are not seen', () => {
    const source = Float32Array.of(1, 2)
    const copy = tensor(source)
    source[0] = 9
    expect(copy.toArray()).toEqual([1, 2])
    copy.dispose()
  })

  it('takes dtype, device and requiresGrad', () => {
    tidy(() => {
      const options = { dtype: 'float64', device: 'cpu', requiresGrad: true } as const
      const made = tensor(Uint8Array.of(1, 2), options)
      expect([made.dtype, made.device, made.requiresGrad, made.isLeaf]).toEqual([
        'float64',
        'cpu',
        true,
        true,
      ])
    })
  })

  it.each<[what: string, data: unknown, message: RegExp]>([
    ['a short row', [[1, 2], [3]], /shape \[2, 2\], found a length of 1 at depth 1/],
    ['a long row', [[1], [2, 3]], /shape \[2, 1\], found a length of 2 at depth 1/],
    ['a number among rows', [[1, 2], 3], /shape \[2, 2\], found 'number' at depth 1/],
    ['a row among numbers', [1, [2]], /shape \[2\], found a length of 1 at depth 1/],
    ['a short TypedArray', [Int8Array.of(1, 2), [3]], /found a length of 1 at depth 1/],
    [
      'TypedArrays',
      [[3], Int8Array.of(1, 2)],
      /\[2, 1\], found a Int8Array of length 2 at depth 1/,
    ],
    ['a row within a row', [[[1]], [2]], /shape \[2, 1, 1\], found 'number' at depth 2/],
  ])('refuses a ragged array: %s', (_what, data, message) => {
    const before = torch.memory().tensors
    expect(() => tensor(data as never)).toThrow(message)
    expect(() => tensor(data as never)).toThrow(expect.objectContaining({ code: 'VALUE' }) as Error)
    expect(torch.memory().tensors).toBe(before)
  })

  it.each([['text'], [null], [undefined], [{ a: 1 }], [() => 1], [Symbol('x')]])(
    'refuses values that are not numbers: %p',
    value => {
      expect(() => tensor([value] as never)).toThrow(/expected numbers, bigints or booleans/)
      expect(() => tensor(value as never)).toThrow(TorchError)
    },
  )

  it('names a misspelt option', () => {
    expect(() => tensor([1], { dtyp: 'int64' } as never)).toThrow(OptionError)
    expect(() => tensor([1], { dtyp: 'int64' } as never)).toThrow(
      "tensor: unknown option 'dtyp' (did you mean 'dtype'?)",
    )
    expect(() => tensor([1], { requires_grad: true } as never)).toThrow(
      /did you mean 'requiresGrad'\?/,
    )
    expect(() => fromBuffer(new Uint8Array(1), { shap: [1] } as never)).toThrow(
      "fromBuffer: unknown option 'shap' (did you mean 'shape'?)",
    )
    expect(() => fromTypedArray(new Uint8Array(1), { size: [1] } as never)).toThrow(
      "fromTypedArray: unknown option 'size'",
    )
  })
})

function resizable(size: number): ArrayBuffer {
  const Resizable = ArrayBuffer as new (size: number, options: object) => ArrayBuffer
  return new Resizable(size, { maxByteLength: 2 * size })
}

describe('fromBuffer', () => {
  it('sees writes to the buffer, and the buffer sees those to the tensor', () => {
    tidy(() => {
      const buffer = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer)
      const shared = fromBuffer(buffer, { dtype: 'float32', shape: [2, 2] })
      buffer.writeFloatLE(7, 0)
      expect(shared.toArray()).toEqual([
        [7, 2],
        [3, 4],
      ])
      shared.mul_(10)
      expect(buffer.readFloatLE(4)).toBe(20)
      shared.select(0, 1).fill_(-1)
      expect(Array.from(new Float32Array(buffer.buffer))).toEqual([70, 20, -1, -1])
    })
  })

  it('reads a part of a buffer', () => {
    const whole = Float32Array.of(1, 2, 3, 4)
    expect(fromBuffer(whole.subarray(1, 3)).toArray()).toEqual([2, 3])
    expect(fromBuffer(new Uint8Array(whole.buffer, 4, 8), { dtype: 'float32' }).toArray()).toEqual([
      2, 3,
    ])
  })

  it('takes an empty buffer', () => {
    expect(fromBuffer(new Float32Array(0)).shape).toEqual([0])
    expect(fromBuffer(new Uint8Array(0), { shape: [0, 3] }).toArray()).toEqual([])
  })

  it('keeps its memory when the buffer is posted away', () => {
    const array = Float32Array.of(1, 2)
    const shared = fromBuffer(array)
    const post = () => structuredClone(array.buffer, { transfer: [array.buffer] })
    try {
      new Float32Array(post())[0] = 9 // Node 20 copies it, later ones refuse
    } catch (error) {
      expect((error as Error).name).toBe('DataCloneError')
    }
    expect(array).toHaveLength(2)
    expect(shared.toArray()).toEqual([1, 2])
  })

  it('may be copied by clone', () => {
    const array = Float32Array.of(1, 2)
    const copy = fromBuffer(array).clone()
    array[0] = 5
    expect(copy.toArray()).toEqual([1, 2])
  })

  it('keeps the memory alive while a tensor, a view or a graph needs it, and no longer', () => {
    const output = execFileSync(process.execPath, [
      '--expose-gc',
      join(__dirname, 'borrowed.js'),
    ]).toString()
    expect(JSON.parse(output)).toEqual({
      tensor: { aliveWhileUsed: true, value: 42, collectedAfter: true },
      view: { aliveWhileUsed: true, value: 42, collectedAfter: true },
      graph: { aliveWhileUsed: true, value: 42, collectedAfter: true },
    })
  })

  it.each<[what: string, make: () => unknown, message: RegExp]>([
    [
      'a wrong size',
      () => fromBuffer(new Float32Array(3), { shape: [2, 2] }),
      /expected 16 bytes for this shape, found 12/,
    ],
    [
      'a size that overflows',
      () => fromBuffer(new Float32Array(0), { shape: [2 ** 32, 2 ** 32] }),
      /for this shape, found 0/,
    ],
    [
      'negative sizes',
      () => fromBuffer(new Float32Array(3), { shape: [-1, -3] }),
      /expected sizes of 0 or more/,
    ],
    [
      'a part of a value',
      () => fromBuffer(new Uint8Array(3), { dtype: 'float32' }),
      /expected a whole number of float32 values, found 3 bytes/,
    ],
    [
      'memory not aligned',
      () => fromBuffer(new Uint8Array(9).subarray(1), { dtype: 'float64' }),
      /not aligned to the dtype's size: copy it first/,
    ],
    [
      'shared memory',
      () => fromBuffer(new Uint8Array(new SharedArrayBuffer(4))),
      /found a SharedArrayBuffer: copy it/,
    ],
    [
      'memory that can shrink',
      () => fromBuffer(new Uint8Array(resizable(4))),
      /expected memory of a fixed size, found a resizable ArrayBuffer: copy it/,
    ],
    [
      'an array',
      () => fromBuffer([1, 2] as never),
      /expected a TypedArray or Buffer, found object/,
    ],
    [
      'nothing',
      () => fromBuffer(undefined as never),
      /expected a TypedArray or Buffer, found undefined/,
    ],
  ])('refuses %s', (_what, make, message) => {
    expect(make).toThrow(TorchError)
    expect(make).toThrow(message)
  })
})

describe('asTensor', () => {
  it('shares what needs no change', () =>
    tidy(() => {
      const x = tensor([1, 2])
      torch.asTensor(x).fill_(3)
      expect(x.toArray()).toEqual([3, 3])
      const array = Float32Array.of(1, 2)
      torch.asTensor(array).fill_(4)
      expect(Array.from(array)).toEqual([4, 4])
      expect(torch.asTensor([1, 2], { dtype: 'int8' }).dtype).toBe('int8')
      expect(torch.asTensor(x, { dtype: 'float64' }).dtype).toBe('float64')
      expect(() => torch.asTensor(x, { dtyp: 'int8' } as never)).toThrow(OptionError)
    }))
})

describe('fromTypedArray', () => {
  it('copies, and reads raw bytes as another dtype', () => {
    const array = Uint8Array.of(0, 0, 128, 63)
    const made = fromTypedArray(array, { dtype: 'float32' })
    array.fill(0)
    expect(made.toArray()).toEqual([1])
    const unaligned = new Uint8Array(9).subarray(1)
    expect(fromTypedArray(unaligned, { dtype: 'float64' }).toArray()).toEqual([0])
  })

  it('refuses sizes that do not fit', () => {
    expect(() => fromTypedArray(new Float32Array(3), { shape: [4] })).toThrow(/found 12/)
  })
})
