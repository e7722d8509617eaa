import torch, { OptionError, TorchError, nn, optim } from '../../../lib'

test('parameter groups keep their own settings', () => {
  const [a, b] = [new nn.Linear(1, 1), new nn.Linear(1, 1)]
  const optimizer = new optim.SGD([{ params: a.parameters(), lr: 1 }, { params: b.parameters() }], {
    lr: 0.5,
  })
  const before = [a.weight.item(), b.weight.item()].map(Number)
  a.forward(torch.ones([1, 1]))
    .add(b.forward(torch.ones([1, 1])))
    .sum()
    .backward()
  optimizer.step()
  expect(Number(a.weight.item())).toBeCloseTo(before[0]! - 1, 6)
  expect(Number(b.weight.item())).toBeCloseTo(before[1]! - 0.5, 6)
})

test('parameters without a gradient stay as they are', () => {
  const used = new nn.Linear(1, 1)
  const unused = new nn.Linear(1, 1)
  const before = unused.weight.item()
  const optimizer = new optim.Adam([...used.parameters(), ...unused.parameters()])
  used
    .forward(torch.ones([1, 1]))
    .sum()
    .backward()
  optimizer.step()
  expect(unused.weight.item()).toBe(before)
})

// The momentum of a parameter starts at its own first gradient, also when others started earlier.
test('a parameter that joins later starts its momentum undamped', () => {
  const [early, late] = [new nn.Linear(1, 1, { bias: false }), new nn.Linear(1, 1, { bias: false })]
  const optimizer = new optim.SGD([...early.parameters(), ...late.parameters()], {
    lr: 1,
    momentum: 0.9,
    dampening: 0.5,
  })
  early
    .forward(torch.ones([1, 1]))
    .sum()
    .backward()
  optimizer.step()
  const before = Number(late.weight.item())
  late
    .forward(torch.ones([1, 1]))
    .sum()
    .backward()
  optimizer.step()
  expect(Number(late.weight.item())).toBeCloseTo(before - 1, 6)
})

test('settings out of range and unknown names are refused', () => {
  const parameters = new nn.Linear(1, 1).parameters()
  expect(() => new optim.Adam(parameters, { lr: -1 })).toThrow(
    /lr: expected a number of at least 0/,
  )
  expect(() => new optim.Adam(parameters, { betas: [0.9, 1] })).toThrow(/betas/)
  expect(() => new optim.Adam(parameters, { learningRate: 1 } as never)).toThrow(/unknown option/)
  expect(() => new optim.SGD(parameters, { nesterov: true })).toThrow(OptionError)
  expect(() => new optim.SGD([])).toThrow(/optimizer got an empty parameter list/)
  expect(() => new optim.ExponentialLR(new optim.SGD(parameters), NaN)).toThrow(/gamma/)
})

// libtorch's fused operators pair up wrong elements when layouts differ.
test.each(['channels_last', 'contiguous_format'] as const)(
  'steps channels-last weights as it does contiguous ones, with gradients in %s',
  memoryFormat => {
    const options = { lr: 0.1, weightDecay: 0.01 }
    const makers = [
      (p: nn.Parameter[]) => new optim.Adam(p, { ...options, amsgrad: true }),
      (p: nn.Parameter[]) => new optim.SGD(p, { ...options, momentum: 0.9 }),
    ]
    for (const make of makers) {
      const start = torch.randn([4, 3, 3, 2])
      const plain = new nn.Parameter(start.clone())
      const laidOut = new nn.Parameter(start.to({ memoryFormat: 'channels_last', copy: true }))
      const optimizers = [make([plain]), make([laidOut])]
      for (let step = 0; step < 3; ++step) {
        const gradient = torch.randn([4, 3, 3, 2])
        plain.grad = gradient
        laidOut.grad = gradient.to({ memoryFormat })
        optimizers.forEach(optimizer => optimizer.step())
      }
      expect(laidOut.strides).toEqual([18, 1, 6, 3])
      expect(torch.equal(plain, laidOut)).toBe(true)
      for (const tensor of Object.values(optimizers[1]!.state.get(laidOut)!)) {
        if (tensor.ndim === 4) expect(tensor.strides).toEqual(laidOut.strides)
      }
    }
  },
)

describe('what may be optimized', () => {
  const leaf = () => torch.ones([2], { dtype: 'float32' })

  test.each<[string, () => unknown, RegExp]>([
    ['a tensor', () => leaf(), /an array or other iterable .*write model\.parameters\(\)/],
    ['nothing', () => undefined, /found undefined/],
    ['no tensor', () => [3], /can only optimize Tensors, but one of the params is 3/],
    ['a group of none', () => [{ params: ['x'] }], /one of the params is 'x'/],
    ['no leaf', () => [new nn.Parameter(leaf()).mul(2)], /can't optimize a non-leaf Tensor/],
    [
      'an unknown key',
      () => [{ params: leaf(), learningRate: 1 }],
      /unknown option 'learningRate'/,
    ],
    ['some names', () => [['a', leaf()], leaf()], /Some param names are missing/],
  ])('not %s', (_, make, message) => {
    expect(() => new optim.SGD(make() as never)).toThrow(message)
    expect(() => new optim.Adam(make() as never)).toThrow(TorchError)
  })

  test('not one parameter in two groups', () => {
    const parameter = leaf()
    const groups = [{ params: parameter }, { params: [leaf(), parameter] }]
    expect(() => new optim.SGD(groups)).toThrow(/appear in more than one parameter group/)
    const optimizer = new optim.SGD([parameter])
    expect(() => optimizer.addParamGroup({ params: parameter })).toThrow(/more than one/)
    expect(optimizer.paramGroups).toHaveLength(1)
  })

  test('plain leaves, iterables, named parameters and groups added later', () => {
    const linear = new nn.Linear(1, 1)
    const named = new optim.SGD(linear.namedParameters())
    expect(named.paramGroups[0]!.paramNames).toEqual(['weight', 'bias'])
    const optimizer = new optim.SGD(new Set([leaf()]), { lr: 1 })
    optimizer.addParamGroup({ params: linear.parameters(), lr: 3 })
    expect(optimizer.paramGroups.map(group => group.lr)).toEqual([1, 3])
  })

  test('a parameter given twice steps once, with a warning', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const parameter = new nn.Parameter(leaf())
    const optimizer = new optim.SGD([parameter, parameter], { lr: 1 })
    parameter.grad = leaf()
    optimizer.step()
    expect(parameter.toArray()).toEqual([0, 0])
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/duplicate parameters/))
    warn.mockRestore()
  })
})

describe('settings', () => {
  test('are those of PyTorch by default', () => {
    const parameters = [torch.ones([1])]
    expect(new optim.SGD(parameters).defaults).toEqual({
      lr: 1e-3,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
      foreach: null,
      differentiable: false,
      fused: null,
    })
    expect(new optim.AdamW(parameters).defaults).toEqual({
      lr: 1e-3,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay: 0.01,
      amsgrad: false,
      maximize: false,
      foreach: null,
      capturable: false,
      differentiable: false,
      fused: null,
      decoupledWeightDecay: true,
    })
  })

  test('change while training, momentum too', () => {
    const parameter = new nn.Parameter(torch.zeros([1], { dtype: 'float64' }))
    const optimizer = new optim.SGD([parameter], { lr: 1 })
    const step = () => {
      parameter.grad = torch.ones([1], { dtype: 'float64' })
      optimizer.step()
      return parameter.item()
    }
    expect(step()).toBe(-1)
    optimizer.paramGroups[0]!.momentum = 0.5
    expect([step(), step()]).toEqual([-2, -3.5])
    optimizer.paramGroups[0]!.lr = torch.tensor(2)
    expect(step()).toBe(-7)
    expect(optimizer.lr).toBe(2)
    optimizer.paramGroups[0]!.lr = -1
    expect(step).toThrow(/lr: expected a number of at least 0, found -1/)
  })

  test('that are not supported are refused', () => {
    const parameters = [torch.ones([1])]
    expect(() => new optim.Adafactor(parameters, { differentiable: true } as never)).toThrow(
      /unknown option 'differentiable'/,
    )
    expect(() => new optim.Adam(parameters, 0.1 as never)).toThrow(/write \{ lr: … \}/)
    expect(() => new optim.Adam(parameters, { lr: torch.ones([2]) })).toThrow(/one element/)
    expect(() => new optim.AdamW(parameters, { decoupledWeightDecay: false } as never)).toThrow(
      /unknown option 'decoupledWeightDecay'/,
    )
  })
})

test('a closure computes the loss', () => {
  const parameter = new nn.Parameter(torch.ones([1], { dtype: 'float32' }))
  const optimizer = new optim.SGD([parameter], { lr: 0.5 })
  const loss = optimizer.step(() => {
    const value = parameter.mul(2).sum()
    value.backward()
    return value
  })
  expect([loss.item(), parameter.item()]).toEqual([2, 0])
})

test('sparse gradients step by SGD and are refused by Adam', () => {
  const make = () => new nn.Parameter(torch.zeros([3, 1], { dtype: 'float32' }))
  const [a, b] = [make(), make()]
  const backward = (p: nn.Parameter) =>
    torch
      .embedding(p, torch.tensor([2, 0], { dtype: 'int64' }), { sparse: true })
      .sum()
      .backward()
  backward(a)
  new optim.SGD([a], { lr: 1 }).step()
  expect(a.toArray()).toEqual([[-1], [0], [-1]])
  backward(b)
  expect(() => new optim.Adam([b]).step()).toThrow(
    /Adam does not support sparse gradients, please consider SparseAdam instead/,
  )
})

test('an optimizer leaves nothing behind and is not used after dispose', () => {
  const linear = new nn.Linear(2, 2)
  torch.tidy(() =>
    linear
      .forward(torch.ones([1, 2]))
      .sum()
      .backward(),
  )
  const before = torch.memory().tensors
  for (const make of [
    () => new optim.SGD(linear.parameters(), { momentum: 0.9 }),
    () => new optim.Adam(linear.parameters(), { amsgrad: true }),
  ]) {
    const optimizer = make()
    optimizer.step()
    optimizer.step()
    expect(torch.memory().tensors).toBeGreaterThan(before)
    optimizer.dispose()
    optimizer.dispose()
    expect(torch.memory().tensors).toBe(before)
    expect(() => optimizer.step()).toThrow(/found a disposed one/)
    expect(() => new optim.SGD([linear.weight, 1 as never])).toThrow(TorchError)
    expect(torch.memory().tensors).toBe(before)
  }
})
