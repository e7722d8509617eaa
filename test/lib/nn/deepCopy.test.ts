import torch, { nn, type Tensor } from '../../../lib'

test('a copy has tensors of its own and the same values, gradients and mode', () => {
  const model = new nn.Sequential(
    new nn.Linear(2, 2),
    new nn.BatchNorm1d(2),
    new nn.Dropout(0.3),
    new nn.CrossEntropyLoss({ weight: torch.ones([2]) }),
  ).eval()
  model.parameters()[0]!.grad = torch.ones([2, 2])
  model.parameters()[1]!.requiresGrad = false
  const copy = model.deepCopy()
  expect(copy).toBeInstanceOf(nn.Sequential)
  expect(String(copy)).toBe(String(model))
  const [state, copied] = [model.stateDict(), copy.stateDict()]
  expect(Object.keys(copied)).toEqual(Object.keys(state))
  for (const [name, tensor] of Object.entries(copied)) {
    expect(torch.equal(tensor, state[name]!)).toBe(true)
  }
  expect(copy.parameters()[0]!.grad!.toArray()).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(copy.parameters()[1]!.requiresGrad).toBe(false)
  expect(copy.training).toBe(false)
  copy.getParameter('0.weight').detach().fill_(0)
  expect(torch.equal(copied['0.weight']!, state['0.weight']!)).toBe(false)
})

test('what is shared stays shared, arrays, maps and hooks are copied, the rest is common', () => {
  class Net extends nn.Module {
    layers = [new nn.Linear(1, 1)]
    again = this.layers[0]!
    byName = new Map([['x', this.again]])
    options = { url: new URL('file:///x'), sizes: [1, 2] }
    forward(input: Tensor): Tensor {
      return this.again.forward(input)
    }
  }
  const net = new Net()
  const calls: unknown[] = []
  net.again.registerForwardHook(module => void calls.push(module))
  const copy = net.deepCopy()
  expect(copy.layers[0]).toBe(copy.again)
  expect(copy.byName.get('x')).toBe(copy.again)
  expect(copy.again).not.toBe(net.again)
  expect(copy.options.sizes).not.toBe(net.options.sizes)
  expect(copy.options.url).toBe(net.options.url)
  copy.forward(torch.ones([1, 1]))
  expect(calls).toEqual([copy.again])
})

test('a registered member is one in the copy too', () => {
  const copy = new nn.Linear(1, 1).deepCopy()
  expect(() => (copy.weight = torch.ones([1, 1]) as never)).toThrow(/cannot assign/)
})

test('a tensor that was computed is refused, and nothing is left behind', () => {
  class Net extends nn.Module {
    weight = new nn.Parameter(torch.tidy(() => torch.ones([2])))
    cache = this.weight.mul(2)
    forward(input: Tensor): Tensor {
      return input
    }
  }
  const net = new Net()
  const before = torch.memory().tensors
  expect(() => net.deepCopy()).toThrow(/computed by MulBackward\d; detach\(\) it first/)
  expect(torch.memory().tensors).toBe(before)
})

describe('torch.deepCopy', () => {
  test('copies tensors in containers; what is one object or one storage stays one', () => {
    const base = torch.arange(6).reshape(2, 3)
    const weights = torch.ones([2]).requiresGrad_()
    weights.mul(3).sum().backward()
    const value = { base, row: base.select(0, 1), list: [base], weights, bytes: Uint8Array.of(1) }
    const copy = torch.deepCopy(value)
    expect(copy.list[0]).toBe(copy.base)
    copy.base.fill_(7)
    expect(copy.row.toArray()).toEqual([7, 7, 7])
    expect(base.toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ])
    expect([copy.weights.requiresGrad, copy.weights.isLeaf]).toEqual([true, true])
    expect(copy.weights.grad!.toArray()).toEqual([3, 3])
    expect(copy.weights.grad).not.toBe(weights.grad)
    copy.bytes[0] = 2
    expect(value.bytes[0]).toBe(1)
  })

  test.each<[string, () => Tensor]>([
    ['strides', () => torch.arange(6).reshape(2, 3).t()],
    ['expanded', () => torch.ones([1]).expand(4)],
    ['conjugate', () => torch.complex(torch.ones([2]), torch.ones([2])).conj()],
    ['sparse', () => torch.eye(3).toSparse()],
    ['quantized', () => torch.quantizePerTensor(torch.ones([2]), 0.1, 0, 'quint8')],
    ['without values', () => torch.zeros([0, 3])],
  ])('copies a tensor as it is: %s', (_, make) => {
    const tensor = make()
    const copy = torch.deepCopy(tensor)
    const dense = (x: Tensor): Tensor =>
      x.isQuantized ? x.dequantize() : x.layout === 'strided' ? x : x.toDense()
    expect(dense(copy).toArray()).toEqual(dense(tensor).toArray())
    expect([copy.layout, copy.dtype]).toEqual([tensor.layout, tensor.dtype])
    if (tensor.layout === 'strided' && !tensor.isConj())
      expect(copy.strides).toEqual(tensor.strides)
  })

  test('belongs to its scope, and a module of a module that copies itself does so', () => {
    class Own extends nn.Module {
      #secret = torch.ones([1])
      forward(input: Tensor): Tensor {
        return input.add(this.#secret)
      }
      override deepCopy(): this {
        return new Own() as this
      }
    }
    const before = torch.memory().tensors
    torch.tidy(() => void torch.deepCopy([torch.ones([2]), torch.ones([3])]))
    expect(torch.memory().tensors).toBe(before)
    const copy = torch.deepCopy(new nn.Sequential(new Own()))
    expect(copy.forward(torch.ones([1])).item()).toBe(2)
  })

  test('passes on what is no object', () => {
    expect([torch.deepCopy(3), torch.deepCopy(null), torch.deepCopy('x')]).toEqual([3, null, 'x'])
  })
})
