import torch, { TorchError, type Tensor } from '../../../../lib'
import { leftBy } from '../live'
import { inBothWays } from './ways'
import { Cube, leaf, test } from './fixtures'

const { Function } = torch.autograd
type Context = torch.autograd.FunctionContext

/** The same with setupContext. */
class SetUpCube extends Function {
  static forward(x: Tensor, k: number): Tensor {
    return x.pow(3).mul(k)
  }

  static setupContext(ctx: Context, [x, k]: [Tensor, number], output: Tensor): void {
    ctx.saveForBackward(x, output)
    ctx.k = k
  }

  static backward(ctx: Context, gradient: Tensor): [Tensor, null] {
    return Cube.backward(ctx, gradient)
  }
}

/** [x·y, x + y, n], the last of which is no tensor. */
class Several extends Function {
  static forward(ctx: Context, x: Tensor, y: Tensor): [Tensor, Tensor, number] {
    ctx.saveForBackward(x, y)
    return [x.mul(y), x.add(y), x.ndim]
  }

  static backward(ctx: Context, ofProduct: Tensor, ofSum: Tensor, rest: null): Tensor[] {
    expect(rest).toBeNull()
    const [x, y] = ctx.savedTensors
    return [ofProduct.mul(y!).add(ofSum), ofProduct.mul(x!).add(ofSum)]
  }
}

inBothWays(() => {
  test('the gradient is what backward gives', () => {
    const cubes = {
      Cube: (x: Tensor) => Cube.apply(x, 2),
      SetUpCube: (x: Tensor) => SetUpCube.apply(x, 2),
    }
    for (const [name, cube] of Object.entries(cubes)) {
      const x = leaf([1, 2])
      const y = cube(x)
      expect([y.gradFn, y.toArray()]).toEqual([`${name}Backward`, [2, 16]])
      y.backward(torch.tensor([1, 10], { dtype: 'float64' }))
      expect(x.grad!.toArray()).toEqual([6, 240])
    }
  })

  test('backward of it is recorded with createGraph', () => {
    const x = leaf([1, 2])
    const [first] = torch.grad(Cube.apply(x, 2).sum(), x, { createGraph: true })
    const [second] = torch.grad(first!.sum(), x, { createGraph: true })
    const [third] = torch.grad(second!.sum(), x)
    expect([first, second, third].map(t => t!.toArray())).toEqual([
      [6, 24],
      [12, 24],
      [12, 12],
    ])
  })

  test('several outputs; those that are no tensors are passed on', () => {
    const [x, y] = [leaf([2]), leaf([5])]
    const [product, sum, ndim] = Several.apply(x, y)
    expect([product.item(), sum.item(), ndim]).toEqual([10, 7, 1])
    product.mul(3).add(sum).backward()
    expect([x.grad!.item(), y.grad!.item()]).toEqual([16, 7])
    const [other] = Several.apply(x, y)
    expect(torch.grad(other, [x, y]).map(g => g.item())).toEqual([5, 2])
  })

  test('an error in backward is thrown as it is, with its stack', () => {
    const thrown = [new RangeError('mine'), 'a string', undefined, new TorchError('VALUE', 'ours')]
    for (const error of thrown) {
      class Failing extends Function {
        static forward(_: Context, x: Tensor): Tensor {
          return x.clone()
        }
        static backward(): Tensor {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- any value may be thrown
          throw error
        }
      }
      const loss = Failing.apply(leaf([1])).sum()
      let caught: unknown = 'nothing'
      try {
        loss.backward()
      } catch (found) {
        caught = found
      }
      expect(caught).toBe(error)
      if (error instanceof Error) expect(error.stack).toContain('function.test.ts')
    }
  })

  test('backward in backward, as deep as one likes', () => {
    class Nested extends Function {
      static forward(ctx: Context, x: Tensor, depth: number): Tensor {
        ctx.saveForBackward(x)
        ctx.depth = depth
        return x.mul(2)
      }
      static backward(ctx: Context, gradient: Tensor): [Tensor, null] {
        const [x] = ctx.savedTensors
        const depth = ctx.depth as number
        if (depth === 0) return [gradient.mul(2), null]
        const inner = x!.detach()
        inner.requiresGrad = true
        torch.enableGrad(() =>
          Nested.apply(inner, depth - 1)
            .sum()
            .backward(),
        )
        return [gradient.mul(inner.grad!), null]
      }
    }
    const x = leaf([1, 1])
    Nested.apply(x, 130).sum().backward()
    expect(x.grad!.toArray()).toEqual([2, 2])
  })

  test('the grad mode of backward is that of the engine', () => {
    const modes: boolean[] = []
    class Watching extends Function {
      static forward(_: Context, x: Tensor): Tensor {
        modes.push(torch.isGradEnabled())
        return x.clone()
      }
      static backward(_: Context, gradient: Tensor): Tensor {
        modes.push(torch.isGradEnabled())
        return gradient
      }
    }
    const x = leaf([1])
    Watching.apply(x).backward()
    Watching.apply(x).backward(null, { createGraph: true })
    expect(modes).toEqual([false, false, false, true])
    expect(torch.isGradEnabled()).toBe(true)
  })

  it('leaves nothing behind over 2,000 steps', () => {
    const x = leaf([1, 2])
    const step = (): void =>
      torch.tidy(() => {
        const y = Cube.apply(x, 2)
        y.registerHook(gradient => gradient.mul(1))
        Several.apply(y, y)[0].sum().backward()
        x.grad = null
      })
    step()
    expect(
      leftBy(() => {
        for (let i = 0; i < 2000; ++i) step()
      }),
    ).toBe(0)
    x.dispose()
  })
})
