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
