/** Flags, by position or by name; anything else is refused. */
import torch, { autograd, nn, optim, OptionError } from '../../lib'

const parameter = () => new nn.Parameter(torch.ones([2]))

test('requiresGrad', () => {
  expect(new nn.Parameter(torch.ones([1]), { requiresGrad: false }).requiresGrad).toBe(false)
  expect(torch.ones([1]).requiresGrad_({ requiresGrad: false }).requiresGrad).toBe(false)
  expect(torch.ones([1]).requiresGrad_({}).requiresGrad).toBe(true)
  const layer = new nn.Linear(1, 1)
  expect(layer.requiresGrad_({ requiresGrad: false }).weight.requiresGrad).toBe(false)
  expect(layer.requiresGrad_().weight.requiresGrad).toBe(true)
  const x = torch.ones([1])
  expect(() => (x.requiresGrad = 'no' as never)).toThrow(/requiresGrad: expected true or false/)
  expect(() => x.requiresGrad_('no' as never)).toThrow(OptionError)
  expect(() => x.requiresGrad_({ grad: true } as never)).toThrow(/unknown option 'grad'/)
})

test('setToNone', () => {
  const layer = new nn.Linear(2, 1)
  const optimizer = new optim.SGD(layer.parameters())
  for (const owner of [layer, optimizer]) {
    layer
      .forward(torch.ones([1, 2]))
      .sum()
      .backward()
    owner.zeroGrad({ setToNone: false })
    expect(layer.weight.grad?.toArray()).toEqual([[0, 0]])
    owner.zeroGrad({ setToNone: true })
    expect(layer.weight.grad).toBeNull()
    expect(() => owner.zeroGrad('x' as never)).toThrow(/setToNone: expected true or false/)
  }
})

test('train', () => {
  expect(new nn.Linear(1, 1).train({ mode: false }).training).toBe(false)
})

test('backward by name', () => {
  const x = torch.ones([2], { requiresGrad: true })
  const y = x.mul(x)
  y.backward({ gradient: torch.ones([2]), retainGraph: true })
  autograd.backward(y, { gradients: torch.ones([2]), retainGraph: true })
  autograd.backward([y], [torch.ones([2])])
  expect(x.grad!.toArray()).toEqual([6, 6])
  expect(() => x.sum().backward({ retainGraph: 'no' } as never)).toThrow(
    /retainGraph: expected true/,
  )
  expect(() => x.sum().backward({ keep: true } as never)).toThrow(/unknown option 'keep'/)
})

test.each([
  ['Adam', { amsgrad: 'no' }],
  ['Adam', { decoupledWeightDecay: 1 }],
  ['SGD', { momentum: 1, nesterov: 'yes' }],
  ['NAdam', { decoupledWeightDecay: 'no' }],
  ['RAdam', { decoupledWeightDecay: 'no' }],
] as const)('%s refuses %p', (name, options) => {
  expect(() => new optim[name]([parameter()], options as never)).toThrow(/expected true or false/)
})
