import torch, { TorchError, type Tensor } from '../../../../lib'
import { live } from '../live'
import { Cube, leaf, test } from './fixtures'

const { Function, onceDifferentiable } = torch.autograd
type Context = torch.autograd.FunctionContext

describe('the context', () => {
  test('knows which inputs need a gradient', () => {
    const seen: boolean[][] = []
    class Asking extends Function {
      static forward(ctx: Context, ...inputs: unknown[]): Tensor {
        seen.push(ctx.needsInputGrad)
        return (inputs[0] as Tensor).add(inputs[1] as Tensor)
      }
      static backward(ctx: Context, gradient: Tensor): (Tensor | null)[] {
        seen.push(ctx.needsInputGrad)
        return [gradient, null, null]
      }
    }
    Asking.apply(leaf([1]), torch.ones([1]), 'x').backward()
    expect(seen).toEqual([
      [true, false, false],
      [true, false, false],
    ])
  })

  test('markDirty lets forward change an input in place', () => {
    class Doubled extends Function {
      static forward(ctx: Context, x: Tensor): Tensor {
        ctx.markDirty(x)
        return x.mul_(2)
      }
      static backward(_: Context, gradient: Tensor): Tensor {
        return gradient.mul(2)
      }
    }
    const x = leaf([3])
    const middle = x.mul(1)
    const before = middle.version
    const y = Doubled.apply(middle)
    expect([y.item(), middle.item(), middle.gradFn]).toEqual([6, 6, 'DoubledBackward'])
    expect(middle.version).toBeGreaterThan(before)
    y.backward()
    expect(x.grad!.item()).toBe(2)
    expect(() => Doubled.apply(x)).toThrow(/leaf Variable that requires grad/)
  })

  test('markNonDifferentiable', () => {
    class Sorted extends Function {
      static forward(ctx: Context, x: Tensor): [Tensor, Tensor] {
        const [values, indices] = x.sort()
        ctx.markNonDifferentiable(indices)
        ctx.saveForBackward(indices)
        return [values, indices]
      }
      static backward(ctx: Context, gradient: Tensor, ofIndices: Tensor): Tensor {
        expect(ofIndices.sum().item()).toBe(0)
        const [indices] = ctx.savedTensors
        return torch.zerosLike(gradient).scatterAdd(0, indices!, gradient)
      }
    }
    const x = leaf([5, 1, 3])
    const [values, indices] = Sorted.apply(x)
    expect([values.requiresGrad, indices.requiresGrad]).toEqual([true, false])
    values
      .mul(torch.tensor([1, 10, 100], { dtype: 'float64' }))
      .sum()
      .backward()
    expect(x.grad!.toArray()).toEqual([100, 1, 10])
  })

  test('setMaterializeGrads(false) gives null for an output that is not used', () => {
    const given: unknown[] = []
    class Split extends Function {
      static forward(ctx: Context, x: Tensor, materialize: boolean): [Tensor, Tensor] {
        ctx.setMaterializeGrads(materialize)
        return [x.mul(1), x.mul(2)]
      }
      static backward(_: Context, first: Tensor, second: Tensor | null): [Tensor, null] {
        given.push(second && second.toArray())
        return [first, null]
      }
    }
    Split.apply(leaf([1, 2]), true)[0]
      .sum()
      .backward()
    Split.apply(leaf([1, 2]), false)[0]
      .sum()
      .backward()
    expect(given).toEqual([[0, 0], null])
  })

  test('saved tensors: freed with the graph, checked for changes, null for null', () => {
    const x = leaf([2])
    const y = Cube.apply(x, 1)
    y.backward(null, { retainGraph: true })
    y.backward()
    expect(() => y.backward()).toThrow(/second time|already been freed/)
    const middle = x.mul(1)
    const z = Cube.apply(middle, 1)
    middle.add_(1)
    expect(() => z.backward()).toThrow(/modified by an inplace operation/)
    class Nothing extends Function {
      static forward(ctx: Context, input: Tensor): Tensor {
        ctx.saveForBackward(null, input, undefined)
        return input.clone()
      }
      static backward(ctx: Context, gradient: Tensor): Tensor {
        expect(ctx.savedTensors.map(saved => saved === null)).toEqual([true, false, true])
        return gradient
      }
    }
    Nothing.apply(x).backward()
  })

  it('an output may be saved: no cycle keeps it alive', () => {
    class Exp extends Function {
      static forward(ctx: Context, x: Tensor): Tensor {
        const y = x.exp()
        ctx.saveForBackward(y)
        return y
      }
      static backward(ctx: Context, gradient: Tensor): Tensor {
        return gradient.mul(ctx.savedTensors[0]!)
      }
    }
    const before = live()
    torch.tidy(() => {
      const x = leaf([0])
      Exp.apply(x).backward()
      expect(x.grad!.item()).toBe(1)
      const [first] = torch.grad(Exp.apply(x), x, { createGraph: true })
      expect(torch.grad(first!, x)[0]!.item()).toBe(1)
    })
    expect(live()).toBe(before)
  })

  test('an input that is returned as it is becomes another tensor', () => {
    class Identity extends Function {
      static forward(_: Context, x: Tensor): Tensor {
        return x
      }
      static backward(_: Context, gradient: Tensor): Tensor {
        return gradient.mul(7)
      }
    }
    const x = leaf([1])
    const y = Identity.apply(x)
    expect([y === x, y.gradFn, x.isLeaf]).toEqual([false, 'IdentityBackward', true])
    y.backward()
    expect(x.grad!.item()).toBe(7)
  })

  test('nothing is recorded where no input requires a gradient, or in noGrad', () => {
    expect(Cube.apply(torch.ones([1]), 1).requiresGrad).toBe(false)
    expect(torch.noGrad(() => Cube.apply(leaf([1]), 1)).gradFn).toBeNull()
  })

  test('onceDifferentiable refuses a second derivative', () => {
    class Once extends Function {
      static forward(ctx: Context, x: Tensor): Tensor {
        ctx.saveForBackward(x)
        return x.pow(2)
      }
      static backward = onceDifferentiable((ctx: Context, gradient: Tensor) => {
        expect(torch.isGradEnabled()).toBe(false)
        return gradient.mul(ctx.savedTensors[0]!.mul(2))
      })
    }
    const x = leaf([3])
    Once.apply(x).backward()
    expect(x.grad!.item()).toBe(6)
    const [first] = torch.grad(Once.apply(x).mul(x), x, { createGraph: true })
    expect(() => torch.grad(first!, x)).toThrow(/marked with onceDifferentiable/)
  })
})

describe('what is wrong', () => {
  const wrong: [string, () => unknown, RegExp][] = [
    ['no gradient', () => [], /incorrect number of gradients \(expected 1, got 0\)/],
    ['too many', () => [null, torch.ones([1])], /expected 1, got 2/],
    [
      'a number',
      () => 5,
      /Wrong.backward: expected a Tensor or null as gradient of input 0, found 5/,
    ],
    ['another shape', () => torch.ones([3]), /invalid gradient at index 0/],
    ['a promise', () => Promise.resolve(null), /Wrong.backward: expected a synchronous function/],
  ]
  it.each(wrong)('backward that gives %s', (_, give, message) => {
    class Wrong extends Function {
      static forward(_: Context, x: Tensor): Tensor {
        return x.mul(2)
      }
      static backward(): Tensor {
        return give() as Tensor
      }
    }
    torch.tidy(() => {
      const y = Wrong.apply(torch.ones([2], { requiresGrad: true })).sum()
      expect(() => y.backward()).toThrow(message)
      expect(() => y.backward()).toThrow(TorchError)
    })
  })

  test('a function without forward or backward', () => {
    class Empty extends Function {}
    expect(() => (Empty as typeof Cube).apply(leaf([1]), 1)).toThrow(
      /Empty: expected a static forward/,
    )
    class NoBackward extends Function {
      static forward(_: Context, x: Tensor): Tensor {
        return x.clone()
      }
    }
    expect(() => NoBackward.apply(leaf([1])).backward()).toThrow(/expected a static backward/)
  })

  test('a gradient for what is no tensor', () => {
    class TooMuch extends Function {
      static forward(_: Context, x: Tensor, k: number): Tensor {
        return x.mul(k)
      }
      static backward(_: Context, gradient: Tensor): Tensor[] {
        return [gradient, gradient]
      }
    }
    expect(() => TooMuch.apply(leaf([1]), 2).backward()).toThrow(
      /different than null at position 2, but the corresponding forward input was not a Tensor/,
    )
  })
})
