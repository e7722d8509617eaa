import torch, { OptionError, TorchError, nn, type Tensor } from '../../../../lib'
import { leftBy } from '../live'
import { inBothWays } from './ways'
import { leaf, test } from './fixtures'

inBothWays(() => {
  test('hooks see the gradient, of leaves and results, and may replace it', () => {
    const x = leaf([1, 2])
    const y = x.mul(3)
    const seen: unknown[] = []
    y.registerHook(gradient => {
      seen.push(['y', gradient.toArray()])
      return gradient.mul(10)
    })
    x.registerHook(gradient => void seen.push(['x', gradient.toArray()]))
    y.sum().backward()
    expect(seen).toEqual([
      ['y', [1, 1]],
      ['x', [30, 30]],
    ])
    expect(x.grad!.toArray()).toEqual([30, 30])
  })

  test('they run in order, until removed, each with what the one before returned', () => {
    const x = leaf([1])
    const handles = [2, 3, 5].map(k => x.registerHook(gradient => gradient.mul(k)))
    x.mul(1).backward()
    expect(x.grad!.item()).toBe(30)
    handles[1]!.remove()
    handles[1]!.remove()
    x.grad = null
    x.mul(1).backward()
    expect(x.grad!.item()).toBe(10)
    using extra = x.registerHook(gradient => gradient.mul(7))
    expect(extra).toBeDefined()
  })

  test('one on an output of several has its own', () => {
    const x = leaf([1, 2, 3])
    const [first, , third] = x.unbind() as [Tensor, Tensor, Tensor]
    first.registerHook(gradient => gradient.mul(10))
    third.registerHook(gradient => gradient.mul(100))
    first.add(third).backward()
    expect(x.grad!.toArray()).toEqual([10, 0, 100])
  })

  test('grad runs them too, and retainGrad keeps what they made', () => {
    const x = leaf([2])
    const y = x.mul(3).retainGrad()
    y.registerHook(gradient => gradient.mul(4))
    y.mul(1).backward(null, { retainGraph: true })
    expect([y.grad!.item(), x.grad!.item()]).toEqual([4, 12])
    expect(torch.grad(y, x)[0]!.item()).toBe(12)
  })

  test('what a hook throws is thrown as it is', () => {
    const x = leaf([1])
    const error = new RangeError('mine')
    x.registerHook(() => {
      throw error
    })
    let caught: unknown
    try {
      x.mul(2).backward()
    } catch (found) {
      caught = found
    }
    expect(caught).toBe(error)
  })

  test('after a gradient was accumulated the leaf itself is seen', () => {
    const weight = leaf([1])
    const seen: unknown[] = []
    const handle = weight.registerPostAccumulateGradHook(tensor => {
      seen.push([tensor === weight, tensor.grad!.item()])
      tensor.grad = null
    })
    weight.mul(3).backward()
    weight.mul(4).backward()
    handle.remove()
    weight.mul(5).backward()
    expect(seen).toEqual([
      [true, 3],
      [true, 4],
    ])
    expect(weight.grad!.item()).toBe(5)
  })

  it('many hooks leave nothing behind', () => {
    expect(
      leftBy(() => {
        for (let i = 0; i < 500; ++i) {
          torch.tidy(() => {
            const x = leaf([1])
            const y = x.mul(2)
            for (let k = 0; k < 5; ++k) y.registerHook(gradient => gradient.mul(2))
            x.registerPostAccumulateGradHook(() => undefined)
            y.backward()
            expect(x.grad!.item()).toBe(64)
          })
        }
      }),
    ).toBe(0)
  })

  test('a module sees the gradients of its inputs and outputs', () => {
    const linear = new nn.Linear(2, 1, { bias: false })
    linear.weight = new nn.Parameter(torch.tensor([[2, 3]]))
    const order: unknown[] = []
    linear.registerFullBackwardPreHook((_, [gradOutput]) => {
      order.push(['before', gradOutput!.toArray()])
      return [gradOutput!.mul(10)]
    })
    linear.registerFullBackwardHook((module, [gradInput], [gradOutput]) => {
      order.push([module === linear, gradInput!.toArray(), gradOutput!.toArray()])
      return [gradInput!.mul(0.5)]
    })
    const x = torch.ones([1, 2], { requiresGrad: true })
    linear.forward(x).sum().backward()
    expect(order).toEqual([
      ['before', [[1]]],
      [true, [[20, 30]], [[10]]],
    ])
    expect(x.grad!.toArray()).toEqual([[10, 15]])
    expect(linear.weight.grad!.toArray()).toEqual([[10, 10]])
    linear.dispose()
  })

  test('also where no input needs a gradient, until removed', () => {
    const linear = new nn.Linear(2, 1)
    const seen: unknown[] = []
    const handle = linear.registerFullBackwardHook((_, gradInputs, gradOutputs) => {
      seen.push([gradInputs, gradOutputs.map(g => g!.toArray())])
    })
    linear
      .forward(torch.ones([1, 2]))
      .sum()
      .backward()
    expect(seen).toEqual([[[null], [[[1]]]]])
    handle.remove()
    expect(Object.hasOwn(linear, 'forward')).toBe(false)
    linear.dispose()
  })
})

describe('what is wrong', () => {
  test('a tensor without a gradient, and what is no function or tensor', () => {
    expect(() => torch.ones([1]).registerHook(() => undefined)).toThrow(TorchError)
    expect(() => leaf([1]).registerHook(1 as never)).toThrow(OptionError)
    expect(() =>
      leaf([1])
        .mul(1)
        .registerPostAccumulateGradHook(() => undefined),
    ).toThrow(/expected a leaf/)
    const x = leaf([1])
    x.registerHook(() => 5 as never)
    expect(() => x.mul(1).backward()).toThrow(/expected the hook to return a Tensor or nothing/)
    const y = leaf([1])
    y.registerHook(() => torch.ones([2], { dtype: 'float64' }))
    expect(() => y.mul(1).backward()).toThrow(/has changed the size/)
  })

  test('a hook of a module that gives another number of gradients', () => {
    const relu = new nn.ReLU()
    relu.registerFullBackwardHook(() => [])
    const x = torch.ones([1], { requiresGrad: true })
    expect(() => relu.forward(x).sum().backward()).toThrow(/to return 1 gradients, found 0/)
  })
})
