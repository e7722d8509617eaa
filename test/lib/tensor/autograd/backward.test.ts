import torch, { OptionError, TorchError, type Tensor } from '../../../../lib/index'
import { gradientsOf, zeroGradients } from '../../../../lib/tensor/autograd'
import { native } from '../../../../lib/native'
import { leaf, test } from './fixtures'

const { tensor, grad, noGrad, enableGrad, autocast } = torch

// Each test in a scope: nothing is left for the collector.
describe('backward', () => {
  test('accumulates in the leaves', () => {
    const x = leaf([1, 2])
    x.pow(2).sum().backward()
    expect(x.grad!.toArray()).toEqual([2, 4])
    x.pow(2).sum().backward()
    expect(x.grad!.toArray()).toEqual([4, 8])
  })

  test('takes the gradient of a tensor with several elements', () => {
    const x = leaf([1, 2])
    x.pow(2).backward(tensor([10, 100], { dtype: 'float64' }))
    expect(x.grad!.toArray()).toEqual([20, 400])
    expect(() => leaf([1, 2]).pow(2).backward()).toThrow(/implicitly created only for scalar/)
    expect(() =>
      leaf([1, 2])
        .pow(2)
        .backward(tensor([1, 2, 3], { dtype: 'float64' })),
    ).toThrow(/expected gradient 0 in the shape of output 0, \[2\], found \[3\]/)
  })

  test('of several tensors at once', () => {
    const x = leaf([1, 2])
    torch.backward([x.sum(), x.pow(2)], [null, tensor([1, 1], { dtype: 'float64' })])
    expect(x.grad!.toArray()).toEqual([3, 5])
  })

  test('of a tensor without grad is an error that says what to do', () => {
    const x = tensor([1, 2])
    const backward = () => x.sum().backward()
    expect(backward).toThrow(TorchError)
    expect(backward).toThrow(/expected a tensor computed from one with requiresGrad/)
    expect(() => noGrad(() => leaf([1]).mul(2)).backward()).toThrow(/leave noGrad\(\) before/)
    expect(() => leaf([1]).detach().backward()).toThrow(/without a gradient function/)
  })

  test('goes through a graph once, or more often with retainGraph', () => {
    const x = leaf([3])
    const y = x.pow(2)
    y.backward(null, { retainGraph: true })
    y.backward()
    expect(x.grad!.toArray()).toEqual([12])
    expect(() => y.backward()).toThrow(/second time.*\(here: retainGraph: true\)/s)
  })

  test('gives second derivatives with createGraph', () => {
    const x = leaf([2])
    const [first] = grad([x.pow(3)], [x], { createGraph: true })
    expect(first!.toArray()).toEqual([12])
    expect(grad([first!], [x])[0]!.toArray()).toEqual([12])
  })

  test('accumulates in the given inputs only', () => {
    const [a, b] = [leaf([2]), leaf([5])]
    a.mul(b).backward(null, { inputs: [a] })
    expect([a.grad!.toArray(), b.grad]).toEqual([[5], null])
  })

  test('names a misspelt option', () => {
    const y = leaf([1]).mul(2)
    expect(() => y.backward(null, { retain_graph: true } as never)).toThrow(OptionError)
    expect(() => y.backward(null, { retain_graph: true } as never)).toThrow(
      "backward: unknown option 'retain_graph' (did you mean 'retainGraph'?)",
    )
  })

  test('notices a saved tensor that was changed in place', () => {
    const x = leaf([1, 2])
    const y = x.exp()
    y.add_(1)
    expect(() => y.sum().backward()).toThrow(/modified by an inplace operation/)
    expect(() => leaf([1]).add_(1)).toThrow(/leaf Variable that requires grad/)
  })
})

describe('grad', () => {
  test('returns gradients and leaves the leaves alone', () => {
    const [a, b] = [leaf([2]), leaf([5])]
    const found = grad([a.mul(b)], [a, b])
    expect(found.map(g => g.toArray())).toEqual([[5], [2]])
    expect([a.grad, b.grad]).toEqual([null, null])
  })

  test('takes gradOutputs, null where a scalar', () => {
    const x = leaf([1, 2])
    const gradOutputs = [tensor([3, 4], { dtype: 'float64' }), null]
    expect(grad([x.mul(2), x.sum()], [x], { gradOutputs })[0]!.toArray()).toEqual([7, 9])
  })

  test('of an unused input is an error, or null with allowUnused', () => {
    const [a, b] = [leaf([2]), leaf([5])]
    expect(() => grad([a.mul(2)], [b])).toThrow(
      /not have been used in the graph.*\(here: allowUnused: true\)/s,
    )
    expect(grad([a.mul(2)], [a, b], { allowUnused: true })[1]).toBeNull()
  })

  test('names a misspelt option', () => {
    const x = leaf([1])
    expect(() => grad([x.mul(2)], [x], { allowUnusd: true } as never)).toThrow(
      "grad: unknown option 'allowUnusd' (did you mean 'allowUnused'?)",
    )
  })

  test('of what has no graph is an error', () => {
    expect(() => grad([tensor([1])], [tensor([1])])).toThrow(/does not require grad/)
  })
})

describe('requiresGrad', () => {
  test('marks leaves; results know their function', () => {
    const x = tensor([1, 2])
    expect([x.requiresGrad, x.isLeaf, x.gradFn]).toEqual([false, true, null])
    x.requiresGrad = true
    const y = x.exp()
    expect([y.requiresGrad, y.isLeaf, y.gradFn]).toEqual([true, false, 'ExpBackward0'])
    expect(y.detach().requiresGrad).toBe(false)
  })

  test('is for floating point and complex tensors, and cannot be taken from a result', () => {
    expect(() => {
      torch.arange(3).requiresGrad = true
    }).toThrow(/floating point and complex/)
    expect(() => tensor([1n], { requiresGrad: true })).toThrow(/floating point and complex/)
    expect(() => {
      leaf([1]).mul(2).requiresGrad = false
    }).toThrow(/non-leaf|leaf variables/)
  })

  test('retainGrad keeps the gradient of a result', () => {
    const x = leaf([3])
    const y = x.mul(2).retainGrad()
    y.pow(2).backward()
    expect([y.grad!.toArray(), x.grad!.toArray()]).toEqual([[12], [24]])
  })
})

describe('the gradient', () => {
  test('can be set, replaced and dropped', () => {
    const x = leaf([1, 2])
    x.grad = tensor([5, 6], { dtype: 'float64' })
    expect(x.grad.toArray()).toEqual([5, 6])
    x.sum().backward()
    expect(x.grad.toArray()).toEqual([6, 7])
    x.grad = null
    expect(x.grad).toBeNull()
  })

  test('must be like the tensor', () => {
    const x = leaf([1, 2])
    for (const wrong of [tensor([1, 2]), leaf([1]), tensor([[1, 2]], { dtype: 'float64' })]) {
      expect(() => {
        x.grad = wrong
      }).toThrow('grad: expected a gradient like Tensor(float64[2], cpu)')
    }
  })

  test('of many tensors is read, zeroed and dropped in one crossing', () => {
    const [a, b] = [leaf([2]), leaf([5])]
    a.mul(3).backward()
    expect(gradientsOf([a, b]).map(g => g && g.toArray())).toEqual([[3], null])
    zeroGradients([a, b], false)
    expect(gradientsOf([a, b]).map(g => g && g.toArray())).toEqual([[0], null])
    zeroGradients([a, b])
    expect(gradientsOf([a, b])).toEqual([null, null])
  })
})

describe('noGrad and enableGrad', () => {
  test('switch recording and nest', () => {
    const x = leaf([1])
    expect(noGrad(() => x.mul(2).requiresGrad)).toBe(false)
    expect(noGrad(() => enableGrad(() => x.mul(2).requiresGrad))).toBe(true)
    expect(noGrad(() => [enableGrad(() => 1), x.mul(2).requiresGrad])).toEqual([1, false])
    expect(x.mul(2).requiresGrad).toBe(true)
  })

  test('restore the mode when the function throws or returns a promise', () => {
    const fail = () => {
      throw new RangeError('mine')
    }
    expect(() => noGrad(fail)).toThrow('mine')
    expect(native.gradMode()).toBe(true)
    expect(() => noGrad(() => enableGrad(fail))).toThrow('mine')
    expect(native.gradMode()).toBe(true)
    expect(() => noGrad(() => Promise.reject(new Error('unseen')))).toThrow(
      /noGrad: expected a synchronous function/,
    )
    expect(() => enableGrad(() => Promise.resolve())).toThrow(/enableGrad: expected a synchronous/)
    expect(native.gradMode()).toBe(true)
  })

  test('let a leaf be changed in place', () => {
    const x = leaf([1, 2])
    noGrad(() => x.sub_(1))
    expect([x.toArray(), x.requiresGrad]).toEqual([[0, 1], true])
  })
})

describe('autocast', () => {
  const product = () => torch.ones([2, 2]).mm(torch.ones([2, 2])).dtype

  test('runs matrix products in 16 bits, and nests', () => {
    expect(product()).toBe('float32')
    expect(autocast('cpu', 'bfloat16', product)).toBe('bfloat16')
    expect(autocast('cpu', 'bfloat16', () => autocast('cpu', 'float16', product))).toBe('float16')
    expect(
      autocast('cpu', 'bfloat16', () => [autocast('cpu', 'float16', product), product()]),
    ).toEqual(['float16', 'bfloat16'])
    expect(product()).toBe('float32')
  })

  test('gives gradients in the dtype of the leaf', () => {
    const weight = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    )
    const loss = autocast('cpu', 'bfloat16', () => torch.ones([1, 2]).mm(weight).float().sum())
    loss.backward()
    expect([weight.grad!.dtype, weight.grad!.toArray()]).toEqual([
      'float32',
      [
        [1, 1],
        [1, 1],
      ],
    ])
  })

  test('does not reuse the copy of a weight that has changed since', () => {
    const weight = tensor([[1]], { requiresGrad: true })
    const forward = () => autocast('cpu', 'bfloat16', () => torch.ones([1, 1]).mm(weight).item())
    expect(forward()).toBe(1)
    noGrad(() => weight.fill_(3))
    expect(forward()).toBe(3)
  })

  test('restores the mode when the function throws or returns a promise', () => {
    const before = native.autocastMode('cpu')
    const fail = () => {
      throw new RangeError('mine')
    }
    expect(() => autocast('cpu', 'bfloat16', fail)).toThrow('mine')
    expect(() => autocast('cpu', 'bfloat16', () => Promise.resolve(1))).toThrow(
      /autocast: expected a synchronous function/,
    )
    expect(() => autocast('cpu', 'float8' as never, () => 1)).toThrow(OptionError)
    expect(() => autocast('gpu', 'bfloat16', () => 1)).toThrow(/expected a device/)
    expect(native.autocastMode('cpu')).toEqual(before)
    expect(product()).toBe('float32')
  })
})

describe('what gradients are asked of', () => {
  const square = (x: Tensor): Tensor => x.mul(x).sum()

  it('may be one tensor, without a list around it', () => {
    const x = torch.tensor([2, 3], { requiresGrad: true })
    const [gradient] = torch.grad(square(x), x)
    expect(gradient!.toArray()).toEqual([4, 6])
    const [scaled] = torch.grad(x.mul(x), x, { gradOutputs: torch.tensor([1, 10]) })
    expect(scaled!.toArray()).toEqual([4, 60])
    torch.backward(square(x), null, { inputs: x })
    torch.backward(x.mul(x), torch.tensor([1, 0]))
    expect(x.grad!.toArray()).toEqual([8, 6])
  })

  it.each([
    [() => torch.grad(undefined as never, undefined as never), 'grad: outputs: expected a Tensor'],
    [() => torch.grad([1] as never, []), 'grad: outputs[0]: expected a Tensor, found 1'],
    [() => torch.backward('x' as never), 'backward: tensors: expected a Tensor or an array'],
    [() => torch.ones([1]).backward(0 as never), 'backward: gradients: expected a Tensor'],
    [() => torch.noGrad(undefined as never), 'noGrad: expected a function, found undefined'],
    [() => torch.enableGrad(1 as never), 'enableGrad: expected a function, found 1'],
    [() => torch.autocast('cpu', 'bfloat16', null as never), 'autocast: expected a function'],
    [() => torch.profile('x' as never), "profile: expected a function, found 'x'"],
  ])('%p is refused', (call, message) => {
    expect(call).toThrow(message)
    expect(call).toThrow(TorchError)
  })
})
