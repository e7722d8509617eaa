import torch, { OptionError, nn, optim } from '../../../lib'

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
  expect(() => new optim.SGD([])).toThrow(/at least one parameter/)
  expect(() => new optim.ExponentialLR(new optim.SGD(parameters), 0)).toThrow(/gamma/)
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
