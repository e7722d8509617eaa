/** torch.autograd.functional against PyTorch's, and gradcheck against gradients that are wrong. */
import torch, { OptionError, type Tensor } from '../../../../lib'
import { readGoldens } from '../../goldens'
import { leftBy } from '../live'

const { autograd } = torch
const { functional, gradcheck, gradgradcheck } = autograd

type Context = torch.autograd.FunctionContext
type Nested = number | Nested[]
interface Goldens {
  functions: Record<string, Record<'vjp' | 'jvp' | 'jacobian', Nested>>
  scalars: Record<string, Record<'hessian' | 'vhp' | 'hvp', Nested>>
  strictRefuses: Record<string, boolean>
}
const goldens = readGoldens<Goldens>('autograd.json')

const float64 = { dtype: 'float64' } as const
const makeX = (): Tensor =>
  torch.tensor(
    [
      [0.3, -1.2, 0.7],
      [1.1, 0.4, -0.6],
    ],
    float64,
  )
const makeY = (): Tensor => torch.tensor([0.5, -0.2, 0.9], float64)

const functions: Record<string, (x: Tensor, y: Tensor) => Tensor | Tensor[]> = {
  exp_sum: x => x.exp().sum(1),
  product: (x, y) => x.mul(y).sum(1),
  two_outputs: (x, y) => [x.sin().mul(y), y.pow(3).sum()],
  one_unused: (_, y) => y.pow(2),
}
const scalars: Record<string, (x: Tensor, y: Tensor) => Tensor> = {
  cubes: x => x.pow(3).sum(),
  mixed: (x, y) => x.pow(2).mul(y.exp()).sum(),
  linear: (x, y) => x.sum().add(y.pow(2).sum()),
}
const alone = ['exp_sum', 'cubes']

function inputsOf(name: string): Tensor | Tensor[] {
  return alone.includes(name) ? makeX() : [makeX(), makeY()]
}

function vectorsLike(values: Tensor | Tensor[]): Tensor | Tensor[] {
  if (Array.isArray(values)) return values.map(value => vectorsLike(value) as Tensor)
  return torch
    .arange(1, values.nelement() + 1, float64)
    .reshape(values.shape)
    .div(4)
}

function call(what: string, name: string, strict = false): unknown {
  const fn = functions[name] ?? scalars[name]!
  const inputs = inputsOf(name)
  const run = functional[what as 'vjp'] as (...args: unknown[]) => unknown
  if (['jacobian', 'hessian'].includes(what)) return run(fn, inputs, { strict })
  const like = what === 'vjp' ? fn(makeX(), makeY()) : inputs
  return run(fn, inputs, vectorsLike(like), { strict })
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return numbersIn((value as Tensor).tolist())
}

/** The same tree of arrays and tensors, as numbers. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.map(plain) : (value as Tensor).tolist()
}

function shapeOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map(shapeOf) : 0
}

const cases = [...Object.entries(goldens.functions), ...Object.entries(goldens.scalars)].flatMap(
  ([name, results]) => Object.entries(results).map(([what, golden]) => ({ name, what, golden })),
)

test.each(cases)('$what of $name', ({ what, name, golden }) => {
  torch.tidy(() => {
    const found = call(what, name)
    expect(shapeOf(plain(found))).toEqual(shapeOf(golden))
    const expected = numbersIn(golden)
    numbersIn(found).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 10))
  })
})

test.each(Object.entries(goldens.strictRefuses))('strict: %s refused: %p', (path, refused) => {
  const [name, what] = path.split('.') as [string, string]
  torch.tidy(() => {
    const run = (): unknown => call(what, name, true)
    if (refused) expect(run).toThrow(/strict/)
    else run()
  })
})

test('with createGraph results can be differentiated further', () => {
  torch.tidy(() => {
    const x = makeX()
    x.requiresGrad = true
    const jacobian = functional.jacobian(y => y.pow(3).sum(), x, { createGraph: true }) as Tensor
    expect(torch.grad(jacobian.sum(), x)[0]!.toArray()).toEqual(x.mul(6).toArray())
    const [, product] = functional.vjp(y => y.pow(2).sum(), x, null, { createGraph: true })
    expect((product as Tensor).requiresGrad).toBe(true)
    expect((functional.vjp(y => y.pow(2).sum(), x)[1] as Tensor).requiresGrad).toBe(false)
  })
})

test('vectorized or forward, Jacobians and Hessians are the same', () => {
  torch.tidy(() => {
    const x = makeX()
    const fn = (y: Tensor): Tensor => y.pow(3).sum(0)
    const forward = { vectorize: true, strategy: 'forward-mode' } as const
    const expected = (functional.jacobian(fn, x) as Tensor).toArray()
    expect((functional.jacobian(fn, x, forward) as Tensor).toArray()).toEqual(expected)
    const sum = (y: Tensor): Tensor => y.pow(3).sum()
    const outer = { vectorize: true, outerJacobianStrategy: 'forward-mode' } as const
    expect((functional.hessian(sum, x, outer) as Tensor).toArray()).toEqual(
      (functional.hessian(sum, x) as Tensor).toArray(),
    )
  })
})

test('what is wrong', () => {
  torch.tidy(() => {
    const x = makeX()
    expect(() => functional.jacobian(y => y, x, { strategy: 'forward-mode' })).toThrow(
      /strategy: 'forward-mode' and vectorize: false are not supported together/,
    )
    const both = { vectorize: true, strict: true }
    expect(() => functional.hessian(y => y.sum(), x, both)).toThrow(/strict: true and vectorize/)
    expect(() => functional.jacobian(y => y, x, { strategy: 'sideways' as never })).toThrow(
      OptionError,
    )
    expect(() => functional.vjp(y => y, x)).toThrow(/v may be left out for a single tensor of one/)
    expect(() => functional.vjp(y => y, x, makeY())).toThrow(/v\[0\]: expected shape \[2, 3\]/)
    expect(() => functional.hessian(y => y, x)).toThrow(/a tensor of one element, found one of 6/)
    expect(() => functional.hvp(y => [y.sum()], x, x)).toThrow(/one that returns several/)
    expect(() => functional.vjp(() => 1 as never, x)).toThrow(/outputs of the function/)
    expect(() => functional.jacobian(y => y, x, { strikt: true } as never)).toThrow(
      /did you mean 'strict'/,
    )
  })
})

test('nothing is left behind', () => {
  expect(
    leftBy(() =>
      torch.tidy(() => {
        for (const { what, name } of cases) torch.tidy(() => void call(what, name))
      }),
    ),
  ).toBe(0)
})

describe('grad', () => {
  test('materializeGrads, and a batch of gradients', () => {
    torch.tidy(() => {
      const [x, y] = [makeX(), makeY()]
      for (const tensor of [x, y]) tensor.requiresGrad = true
      const [, unused] = torch.grad(x.sum(), [x, y], { materializeGrads: true })
      expect(unused!.toArray()).toEqual([0, 0, 0])
      expect(() => torch.grad(x.sum(), y, { materializeGrads: true, allowUnused: false })).toThrow(
        OptionError,
      )
      const gradOutputs = torch.eye(3, float64)
      const [jacobian] = torch.grad(y.pow(2), y, { gradOutputs, isGradsBatched: true })
      expect(jacobian!.equal(torch.diag(y.mul(2)))).toBe(true)
    })
  })
})

describe('gradcheck', () => {
  class Wrong extends autograd.Function {
    static forward(ctx: Context, x: Tensor): Tensor {
      ctx.saveForBackward(x)
      return x.pow(2)
    }
    static backward(ctx: Context, gradient: Tensor): Tensor {
      return gradient.mul(ctx.savedTensors[0]!)
    }
  }
  class Right extends Wrong {
    static override backward(ctx: Context, gradient: Tensor): Tensor {
      return super.backward(ctx, gradient).mul(2)
    }
  }
  const leaf = (): Tensor => {
    const x = makeX()
    x.requiresGrad = true
    return x
  }

  test('tells right gradients from wrong ones', () => {
    torch.tidy(() => {
      expect(gradcheck((x: Tensor) => Right.apply(x), leaf())).toBe(true)
      expect(gradgradcheck((x: Tensor) => Right.apply(x), leaf())).toBe(true)
      const wrong = (x: Tensor): Tensor => Wrong.apply(x)
      expect(() => gradcheck(wrong, leaf())).toThrow(
        /Jacobian mismatch for output 0 with respect to input 0,\nnumerical: 0.6/,
      )
      expect(gradcheck(wrong, leaf(), { raiseException: false })).toBe(false)
      expect(gradcheck(wrong, leaf(), { atol: 10 })).toBe(true)
    })
  })

  test('of several inputs, some without gradient or no tensors, and several outputs', () => {
    torch.tidy(() => {
      const fn = (x: Tensor, y: Tensor, k: number): Tensor[] => [x.mul(y).mul(k), x.sum(), y]
      expect(gradcheck(fn, [leaf(), makeY(), 3])).toBe(true)
      const y = makeY()
      y.requiresGrad = true
      expect(gradcheck(fn, [leaf(), y, 3])).toBe(true)
      expect(gradgradcheck((a: Tensor, b: Tensor) => a.pow(2).mul(b), [leaf(), y])).toBe(true)
    })
  })

  test('notices a backward that is not reproducible, or ignores the gradient it gets', () => {
    class Random extends autograd.Function {
      static forward(_: Context, x: Tensor): Tensor {
        return x.clone()
      }
      static backward(_: Context, gradient: Tensor): Tensor {
        return gradient.add(torch.rand(gradient.shape, float64).mul(1e-7))
      }
    }
    torch.tidy(() => {
      const random = (x: Tensor): Tensor => Random.apply(x)
      expect(() => gradcheck(random, leaf())).toThrow(/backward is not reproducible/)
      expect(() => gradcheck(random, leaf(), { nondetTol: 1e-6 })).toThrow(/not multiplied/)
      const options = { nondetTol: 1e-6, checkUndefinedGrad: false }
      expect(gradcheck(random, leaf(), options)).toBe(true)
      expect(() => gradcheck(x => x as Tensor, makeX())).toThrow(
        /an input that requires a gradient/,
      )
    })
  })
})
