import torch, { OptionError, nn, type Tensor } from '../../../lib'

const double = () => {
  const linear = new nn.Linear(1, 1, { bias: false })
  linear.weight = new nn.Parameter(torch.tensor([[2]]))
  return linear
}
const one = torch.ones([1, 1])

test('hooks see and may replace inputs and outputs, whoever calls forward', () => {
  const linear = double()
  const model = new nn.Sequential(linear)
  const seen: unknown[] = []
  linear.registerForwardPreHook((module, [input]) => {
    seen.push(module)
    return (input as Tensor).add(1)
  })
  linear.registerForwardHook((_, inputs, output) => {
    seen.push((inputs[0] as Tensor).item())
    return (output as Tensor).add(0.5)
  })
  expect(linear.forward(one).item()).toBe(4.5)
  expect(model.forward(one).item()).toBe(4.5)
  expect(seen).toEqual([linear, 2, linear, 2])
})

test('they run in order, a prepended one first, until they are removed', () => {
  const linear = double()
  const order: string[] = []
  const handles = [
    linear.registerForwardHook(() => void order.push('a')),
    linear.registerForwardHook(() => void order.push('b')),
    linear.registerForwardHook(() => void order.push('first'), { prepend: true }),
  ]
  linear.forward(one)
  expect(order).toEqual(['first', 'a', 'b'])
  handles.forEach(handle => handle.remove())
  handles[0]!.remove()
  linear.forward(one)
  expect(order).toHaveLength(3)
  expect(Object.hasOwn(linear, 'forward')).toBe(false)
})

test('the same function may be a hook twice', () => {
  const linear = double()
  const hook = (_: unknown, __: unknown, output: unknown) => (output as Tensor).mul(10)
  const first = linear.registerForwardHook(hook)
  linear.registerForwardHook(hook)
  expect(linear.forward(one).item()).toBe(200)
  first.remove()
  expect(linear.forward(one).item()).toBe(20)
})

test('a hooked module is not fused with its neighbour', () => {
  const norm = new nn.BatchNorm1d(1).eval()
  const model = new nn.Sequential(norm, new nn.ReLU())
  norm.registerForwardHook(() => torch.full([1, 1], 5))
  expect(model.forward(one).item()).toBe(5)
})

test('a forward of the user stays under the hooks, and after them', () => {
  const linear = double()
  const own = (input: Tensor) => input.add(9)
  linear.forward = own
  const handle = linear.registerForwardHook((_, __, output) => (output as Tensor).mul(2))
  expect(linear.forward(one).item()).toBe(20)
  handle.remove()
  expect(Object.getOwnPropertyDescriptor(linear, 'forward')!.value).toBe(own)
})

test('what is no function or option is refused', () => {
  const linear = double()
  expect(() => linear.registerForwardHook(1 as never)).toThrow(OptionError)
  expect(() => linear.registerForwardPreHook(() => 1, { prepnd: true } as never)).toThrow(
    /did you mean 'prepend'/,
  )
})
