/** Where gradcheck draws the line, and what it says beyond it. */
import torch, { OptionError, type Tensor } from '../../../../lib'
import { analyticalJacobians, numericalJacobians } from '../../../../lib/tensor/autograd/jacobians'
import { leaf, test } from './fixtures'

const { gradcheck, gradgradcheck } = torch.autograd
type Context = torch.autograd.FunctionContext

/** 2x whose gradient is `factor`; the last call of backward may differ. */
function doubled(factor: number, later = factor) {
  let calls = 0
  return class extends torch.autograd.Function {
    static forward(_: Context, x: Tensor): Tensor {
      return x.mul(2)
    }
    static backward(_: Context, gradient: Tensor): Tensor {
      return gradient.mul(++calls > 1 ? later : factor)
    }
  }
}

interface Applied {
  forward(ctx: Context, x: Tensor): Tensor
  backward(ctx: Context, gradient: Tensor): Tensor
}

function apply(definition: Applied, x: unknown): Tensor {
  return torch.autograd.Function.apply.call(definition as never, x) as Tensor
}

const isTensor = (x: unknown): x is Tensor => x instanceof torch.Tensor && x.requiresGrad
const rows = (jacobians: Float64Array[][]) => jacobians.map(row => row.map(block => [...block]))

test('Jacobians have a row for each element of an output, a column for each of an input', () => {
  const [x, y] = [leaf([1, 2]), leaf(3)]
  const fn = (a: Tensor, n: number, b: Tensor): Tensor[] => [a.mul(b), a.sum().mul(n), b.mul(5)]
  const expected = [
    [[3, 0, 0, 3], [1, 2]], // prettier-ignore
    [[4, 4], [0]],
    [[0, 0], [5]],
  ]
  const inputs = [x, 4, y]
  const numerical = numericalJacobians(fn as never, inputs, isTensor, 0.5)
  expect(rows(numerical)).toEqual(expected)
  expect(rows(analyticalJacobians(fn(x, 4, y), [x, y]))).toEqual(expected)
})

test('differences are central, of values eps to either side', () => {
  const seen: number[] = []
  const look = (x: Tensor): Tensor => {
    seen.push(x.item())
    return x.mul(2)
  }
  gradcheck(look, leaf(3), { eps: 0.25 })
  expect(seen).toEqual([3, 3.25, 2.75])
})

test('a gradient may be wrong by atol and by a part of itself, rtol', () => {
  const check = (factor: number, options: object) =>
    gradcheck(x => apply(doubled(factor), x), leaf([1]), {
      raiseException: false,
      ...options,
    })
  expect([
    check(2, {}),
    check(2.002, {}),
    check(2.003, {}),
    check(1.997, {}),
    check(2.2, { atol: 0.21, rtol: 0 }),
    check(2.2, { atol: 0.19, rtol: 0 }),
    check(2.2, { atol: 0, rtol: 0.11 }),
    check(2.2, { atol: 0, rtol: 0.09 }),
    check(2.2, { atol: 0.1, rtol: 0.06 }),
  ]).toEqual([true, true, false, false, true, false, true, false, true])
})

test('what is wrong is shown', () => {
  const wrong = (x: Tensor): Tensor[] => [x.mul(3), apply(doubled(4), x)]
  expect(() => gradcheck(wrong, leaf(1))).toThrow(
    'gradcheck: Jacobian mismatch for output 1 with respect to input 0,\n' +
      'numerical: 2.00000\nanalytical: 4.00000',
  )
  const many = leaf(Array.from({ length: 5 }, (_, i) => i))
  const shown = (): unknown => gradcheck(x => apply(doubled(4), x), many)
  expect(shown).toThrow(expect.objectContaining({ code: 'VALUE' }) as Error)
  let text = ''
  try {
    shown()
  } catch (error) {
    text = (error as Error).message
  }
  // The first 20 of 25.
  expect(text.split('\n')[2]!.match(/-?\d\.\d+/g)).toHaveLength(20)
})

test('backward must give the same twice, within nondetTol', () => {
  const check = (nondetTol?: number) => {
    const Changing = doubled(2, 2.0001)
    return gradcheck(x => apply(Changing, x), leaf(1), { nondetTol })
  }
  expect(() => check()).toThrow(
    'gradcheck: backward is not reproducible: two of them differ by more than 0',
  )
  expect(() => check(1e-5)).toThrow('differ by more than 0.00001')
  expect(check(2e-4)).toBe(true)
})

test('a gradient of zeros must give zeros, unless that is not checked', () => {
  class Adds extends torch.autograd.Function {
    static forward(_: Context, x: Tensor): Tensor {
      return x.mul(1)
    }
    // Right for the directions of single elements.
    static backward(_: Context, gradient: Tensor): Tensor {
      return gradient.eq(0).all().item() ? gradient.add(1) : gradient
    }
  }
  const fn = (x: Tensor): Tensor => apply(Adds, x)
  expect(() => gradcheck(fn, leaf([1]))).toThrow(
    'gradcheck: backward not multiplied by the gradient of the output',
  )
  expect(gradcheck(fn, leaf([1]), { checkUndefinedGrad: false })).toBe(true)
})

test('an output that requires no gradient must not depend on the inputs', () => {
  expect(gradcheck(() => torch.ones([2]), leaf([1]))).toBe(true)
  expect(() => gradcheck(x => (x as Tensor).detach().mul(2), leaf([1]))).toThrow(
    'gradcheck: numerical gradient of an output that requires no gradient is not zero',
  )
})

test('inputs that are not checked are passed on', () => {
  const fn = (x: Tensor, n: number, plain: Tensor): Tensor => x.mul(n).mul(plain)
  expect(gradcheck(fn, [leaf([1, 2]), 3, torch.tensor(2)])).toBe(true)
  expect(gradgradcheck((x: Tensor, n: number) => x.pow(n), [leaf([1, 2]), 3])).toBe(true)
})

/** x² whose gradient does not know of x. */
class Square extends torch.autograd.Function {
  static forward(ctx: Context, x: Tensor): Tensor {
    ctx.saveForBackward(x)
    return x.pow(2)
  }
  static backward(ctx: Context, gradient: Tensor): Tensor {
    return gradient.mul(ctx.savedTensors[0]!.detach()).mul(2)
  }
}

test('gradients of gradients are checked too', () => {
  const square = (x: Tensor): Tensor => apply(Square, x)
  const gradOutputs = torch.ones([2], { dtype: 'float64' })
  expect(gradgradcheck(x => (x as Tensor).exp(), leaf([0.5, 1]))).toBe(true)
  expect(gradgradcheck(x => (x as Tensor).pow(3), leaf([0.5, 1]), { gradOutputs })).toBe(true)
  expect(gradcheck(square, leaf([0.5, 1]))).toBe(true)
  expect(() => gradgradcheck(square, leaf([0.5, 1]), { gradOutputs })).toThrow(
    'gradcheck: Jacobian mismatch for output 0 with respect to input 0,\n' +
      'numerical: 2.00000, 0.00000, 0.00000, 2.00000\n' +
      'analytical: 0.00000, 0.00000, 0.00000, 0.00000',
  )
  expect(gradgradcheck(square, leaf([0.5]), { raiseException: false })).toBe(false)
  const identity = (x: Tensor): Tensor => x
  expect(() => gradgradcheck(identity, leaf([1]), { gradOutputs: [1] as never })).toThrow(
    'gradgradcheck: gradOutputs[0]: expected a Tensor, found 1',
  )
})

test('coarse dtypes are told of', () => {
  const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const x = torch.ones([1], { requiresGrad: true })
  expect(gradcheck(t => (t as Tensor).mul(2), x, { eps: 0.5 })).toBe(true)
  expect(emit.mock.calls).toEqual([
    ['gradcheck: differences in float32 are too coarse; use float64 inputs'],
  ])
  emit.mockRestore()
})

describe('what they refuse', () => {
  const fn = (x: Tensor): Tensor => x
  test('names itself and the option', () => {
    const x = leaf([1])
    const cases: [call: () => unknown, message: string][] = [
      [() => gradcheck(1 as never, x), 'gradcheck: expected a function, found 1'],
      [() => gradcheck(fn, x, { epz: 1 } as never), "gradcheck: unknown option 'epz'"],
      [() => gradcheck(fn, x, { eps: '1' as never }), 'gradcheck: eps: expected a number'],
      [() => gradcheck(fn, x, { atol: NaN }), 'gradcheck: atol: expected a number, found NaN'],
      [() => gradcheck(fn, x, { rtol: null as never }), 'gradcheck: rtol: expected a number'],
      [() => gradcheck(fn, x, { nondetTol: 'a' as never }), 'gradcheck: nondetTol: expected a'],
      [
        () => gradcheck(fn, x, { raiseException: 1 as never }),
        'gradcheck: raiseException: expected true or false, found 1',
      ],
      [
        () => gradcheck(fn, x, { checkUndefinedGrad: 1 as never }),
        'gradcheck: checkUndefinedGrad: expected true or false, found 1',
      ],
      [() => gradgradcheck(1 as never, x), 'gradgradcheck: expected a function, found 1'],
      [() => gradgradcheck(fn, x, { grad: 1 } as never), "gradgradcheck: unknown option 'grad'"],
    ]
    for (const [call, message] of cases) {
      expect(call).toThrow(OptionError)
      expect(call).toThrow(message)
    }
    expect(() => gradcheck(() => 1 as never, x)).toThrow(
      'gradcheck: outputs: expected a Tensor or an array of Tensors, found 1',
    )
    expect(() => gradcheck(fn, torch.ones([1]))).toThrow(
      'gradcheck: expected an input that requires a gradient, found none',
    )
    const complex = torch.ones([1], { dtype: 'complex128', requiresGrad: true })
    const refused = () => gradcheck(fn, complex, { raiseException: false })
    expect(refused).toThrow('gradcheck: expected real inputs, found complex128')
  })

  test('undefined options are left out, and other errors are not verdicts', () => {
    const options = { eps: undefined, atol: undefined, raiseException: undefined }
    expect(gradcheck(fn, leaf([1]), options)).toBe(true)
    const failing = (): never => {
      throw new Error('mine')
    }
    expect(() => gradcheck(failing, leaf([1]), { raiseException: false })).toThrow('mine')
  })
})
