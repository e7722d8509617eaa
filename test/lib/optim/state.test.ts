/** State dicts, hooks, and steps that a gradient scaler skips. */
import torch, { OptionError, TorchError, amp, nn, optim, type Tensor } from '../../../lib'

type Make = (parameters: Iterable<Tensor>) => optim.Optimizer

const makers: Record<string, Make> = {
  SGD: p => new optim.SGD(p, { momentum: 0.9 }),
  Adam: p => new optim.Adam(p, { amsgrad: true }),
  AdamW: p => new optim.AdamW(p),
  Adamax: p => new optim.Adamax(p),
  NAdam: p => new optim.NAdam(p),
  RAdam: p => new optim.RAdam(p),
  Adagrad: p => new optim.Adagrad(p),
  Adadelta: p => new optim.Adadelta(p),
  RMSprop: p => new optim.RMSprop(p, { momentum: 0.9, centered: true }),
  Rprop: p => new optim.Rprop(p),
  ASGD: p => new optim.ASGD(p),
  Adafactor: p => new optim.Adafactor(p),
  Muon: p => new optim.Muon(p),
}

function parameter(shape: number[] = [2, 3]): nn.Parameter {
  return new nn.Parameter(torch.ones(shape))
}

function snapshot(optimizer: optim.Optimizer): string {
  return torch.tidy(() =>
    JSON.stringify(optimizer.stateDict(), (_, value: unknown) =>
      value instanceof torch.Tensor ? String(value.toArray()) : value,
    ),
  )
}

describe.each(Object.entries(makers))('%s', (_, make) => {
  test('steps that a gradient scaler skips leave parameter and state as they are', () => {
    const own = parameter()
    using optimizer = make([own])
    using scaler = new amp.GradScaler({ device: 'cpu', initScale: 1, growthInterval: 1000 })
    const step = (gradient: Tensor) => {
      own.grad = gradient
      scaler.step(optimizer)
      scaler.update()
    }
    step(torch.full([2, 3], Infinity))
    expect(own.toArray()).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    expect(Object.keys(optimizer.stateDict().state)).toEqual([])
    step(torch.ones([2, 3]))
    const [value, state] = [own.toArray(), snapshot(optimizer)]
    expect(value).not.toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    step(torch.full([2, 3], NaN))
    expect([own.toArray(), snapshot(optimizer)]).toEqual([value, state])
  })

  test('counts the steps of each parameter, whichever have gradients', () => {
    const [a, b] = [parameter(), parameter()]
    using both = make([a, b])
    const [c, d] = [parameter(), parameter()]
    using first = make([c])
    using second = make([d])
    const gradient = torch.linspace(-1, 1, 6).reshape([2, 3])
    for (const [ofA, ofB] of [
      [1, 1],
      [1, 0],
      [1, 1],
      [0, 1],
      [1, 1],
    ] as const) {
      a.grad = ofA ? gradient : null
      b.grad = ofB ? gradient : null
      c.grad = a.grad
      d.grad = b.grad
      both.step()
      first.step()
      second.step()
    }
    expect(torch.allclose(a, c, 1e-6, 1e-7)).toBe(true)
    expect(torch.allclose(b, d, 1e-6, 1e-7)).toBe(true)
  })

  test('a parameter without a gradient, and one of no elements, stay as they are', () => {
    const [without, empty] = [parameter(), parameter([0, 3])]
    empty.grad = torch.ones([0, 3])
    using optimizer = make([without, empty])
    optimizer.step()
    expect(without.sum().item()).toBe(6)
  })
})

test('a state has the layout of PyTorch, and its tensors share the memory of the optimizer', () => {
  const named = new nn.Linear(2, 1).namedParameters()
  using optimizer = new optim.AdamW(named, { lr: 0.1 })
  for (const [, p] of optimizer.paramGroups[0]!.params.entries()) p.grad = torch.onesLike(p)
  optimizer.step()
  const { state, param_groups: groups } = optimizer.stateDict()
  expect(groups).toEqual([
    {
      lr: 0.1,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weight_decay: 0.01,
      amsgrad: false,
      maximize: false,
      foreach: null,
      capturable: false,
      differentiable: false,
      fused: null,
      decoupled_weight_decay: true,
      param_names: ['weight', 'bias'],
      params: [0, 1],
    },
  ])
  const first = (state as Record<string, Record<string, Tensor>>)[0]!
  expect(Object.keys(first).sort()).toEqual(['exp_avg', 'exp_avg_sq', 'step'])
  expect([first.step!.item(), first.step!.dtype, first.step!.shape]).toEqual([1, 'float32', []])
  first.exp_avg!.fill_(7)
  expect(optimizer.state.get(optimizer.paramGroups[0]!.params[0]!)!.expAvg!.sum().item()).toBe(14)
})

test('a loaded state is a copy, with the dtype of the parameter, and steps as one', () => {
  const make = (dtype: 'float32' | 'float64') => {
    const own = new nn.Parameter(torch.ones([2, 2], { dtype }))
    own.grad = torch.ones([2, 2], { dtype })
    return [own, new optim.Adam([{ params: [own], lr: 0.25 }])] as const
  }
  const [, one] = make('float32')
  one.step()
  const [p, other] = make('float64')
  const state = one.stateDict()
  other.loadStateDict({ ...state, state: new Map([[0, (state.state as never)[0]]]) })
  one.dispose()
  expect(other.state.get(p)!.expAvg!.dtype).toBe('float64')
  expect(other.paramGroups[0]!.lr).toBe(0.25)
  other.step()
  expect(other.state.get(p)!.step!.item()).toBe(2)
  other.dispose()
})

test('settings and numbers of an older state get defaults and become tensors', () => {
  const own = parameter([1])
  using optimizer = new optim.NAdam([own])
  optimizer.loadStateDict({
    state: {
      0: { step: 3, mu_product: 0.5, exp_avg: torch.ones([1]), exp_avg_sq: torch.ones([1]) },
    },
    param_groups: [{ lr: 0.5, params: [0] }],
  })
  expect(optimizer.paramGroups[0]).toMatchObject({ lr: 0.5, momentumDecay: 4e-3, foreach: null })
  expect(optimizer.state.get(own)!.muProduct!.item()).toBe(0.5)
})

test('a state that does not fit is refused, and nothing of it is loaded', () => {
  const own = parameter([2])
  using optimizer = new optim.Adam([own], { lr: 0.1 })
  own.grad = torch.ones([2])
  optimizer.step()
  const state = { 0: { step: 1, exp_avg: torch.ones([3]) } }
  const before = [snapshot(optimizer), torch.memory().tensors]
  const wrong: [unknown, RegExp][] = [
    [{}, /expected \{ state, param_groups \}/],
    [null, /expected \{ state, param_groups \}/],
    [{ state: {}, param_groups: [] }, /different number of parameter groups/],
    [{ state: {}, param_groups: [{ params: [0, 1] }] }, /doesn't match the size/],
    [{ state: {}, param_groups: [{ params: [0], lr: -1 }] }, /lr: expected a number of at least 0/],
    [{ state, param_groups: [{ params: [0] }] }, /expAvg: expected a tensor of shape \[2\]/],
    [{ state: { 0: 3 }, param_groups: [{ params: [0] }] }, /state 0: expected an object/],
  ]
  for (const [given, message] of wrong) {
    expect(() => optimizer.loadStateDict(given as never)).toThrow(message)
    expect(() => optimizer.loadStateDict(given as never)).toThrow(OptionError)
  }
  expect([snapshot(optimizer), torch.memory().tensors]).toEqual(before)
})

test("hooks run around steps and state dicts, in PyTorch's order", () => {
  const own = parameter([1])
  using optimizer = new optim.SGD([own], { lr: 1 })
  const seen: string[] = []
  const note = (name: string) => () => void seen.push(name)
  const handles = [
    optim.registerOptimizerStepPreHook(note('all before')),
    optim.registerOptimizerStepPostHook(note('all after')),
    optimizer.registerStepPreHook(note('before')),
    optimizer.registerStepPostHook(note('after')),
    optimizer.registerStateDictPreHook(note('state')),
    optimizer.registerStateDictPostHook((_, state) => ({ ...state, extra: 1 })),
    optimizer.registerLoadStateDictPreHook(note('load')),
    optimizer.registerLoadStateDictPreHook(note('load first'), { prepend: true }),
    optimizer.registerLoadStateDictPostHook(note('loaded')),
  ]
  optimizer.step()
  const state = optimizer.stateDict()
  expect(state).toHaveProperty('extra', 1)
  optimizer.loadStateDict(state)
  const all = [
    'all before',
    'before',
    'after',
    'all after',
    'state',
    'load first',
    'load',
    'loaded',
  ]
  expect(seen).toEqual(all)
  handles.forEach(handle => handle.remove())
  optimizer.step()
  expect(seen).toEqual(all)
  expect(optimizer.stepCount).toBe(2)
  const wrong = optimizer.registerStepPreHook(() => 3 as never)
  expect(() => optimizer.step()).toThrow(/expected a pre-hook to return nothing or an array/)
  wrong.remove()
  expect(() => optimizer.registerStepPreHook(1 as never)).toThrow(OptionError)
})

test('prints its groups as PyTorch does', () => {
  using optimizer = new optim.Adam([parameter()], { lr: 0.5 })
  expect(String(optimizer).split('\n    ')).toEqual([
    'Adam (\nParameter Group 0',
    'amsgrad: False',
    'betas: (0.9, 0.999)',
    'capturable: False',
    'decoupled_weight_decay: False',
    'differentiable: False',
    'eps: 1e-08',
    'foreach: None',
    'fused: None',
    'lr: 0.5',
    'maximize: False',
    'weight_decay: 0\n)',
  ])
})

test('sparse gradients step by SparseAdam and Adagrad alone', () => {
  const table = () => new nn.Parameter(torch.zeros([3, 1]))
  const backward = (own: nn.Parameter) =>
    torch
      .embedding(own, torch.tensor([2, 0, 2], { dtype: 'int64' }), { sparse: true })
      .sum()
      .backward()
  for (const make of [
    (p: Tensor[]) => new optim.SparseAdam(p, { lr: 1 }),
    (p: Tensor[]) => new optim.Adagrad(p, { lr: 1 }),
  ]) {
    const own = table()
    backward(own)
    using optimizer = make([own])
    optimizer.step()
    expect(torch.allclose(own, torch.tensor([[-1], [0], [-1]]))).toBe(true)
  }
  const own = table()
  backward(own)
  for (const name of ['Adamax', 'NAdam', 'RMSprop', 'Adafactor', 'Muon'] as const) {
    using optimizer = makers[name]!([own])
    expect(() => optimizer.step()).toThrow(`${name} does not support sparse gradients`)
  }
  expect(() => new optim.Adagrad([own], { weightDecay: 1 }).step()).toThrow(/not compatible/)
  own.grad = torch.ones([3, 1])
  expect(() => new optim.SparseAdam([own]).step()).toThrow(/consider Adam instead/)
})

test.each<[string, () => unknown, RegExp]>([
  ['Adadelta', () => new optim.Adadelta([parameter()], { rho: 1.1 }), /rho: .* at most 1/],
  ['Adafactor', () => new optim.Adafactor([parameter()], { eps: [-1e-30, 1e-3] }), /eps\[0\]/],
  ['Adafactor', () => new optim.Adafactor([parameter()], { d: 0 }), /d: .* at least 1/],
  ['Adafactor', () => new optim.Adafactor([parameter()], { beta2Decay: 0.8 }), /at most 0/],
  ['Adagrad', () => new optim.Adagrad([parameter()], { lrDecay: -0.5 }), /lrDecay/],
  ['Adam', () => new optim.Adam([parameter()], { betas: [0.9, torch.tensor(0.9)] }), /both/],
  ['Adam', () => new optim.Adam([parameter()], { foreach: true, fused: true }), /together/],
  ['Adam', () => new optim.Adam([parameter()], { fused: true, differentiable: true }), /`fused`/],
  ['Adam', () => new optim.Adam([parameter()], { lr: torch.tensor(1), foreach: true }), /Tensor/],
  ['Adamax', () => new optim.Adamax([parameter()], { betas: [0, 1] }), /betas\[1\]/],
  ['ASGD', () => new optim.ASGD([parameter()], { weightDecay: -0.5 }), /weightDecay/],
  ['LBFGS', () => new optim.LBFGS([parameter()]).step(), /closure: expected a function/],
  ['LBFGS', () => new optim.LBFGS([parameter()]).step(() => undefined), /returns the loss/],
  ['LBFGS', () => new optim.LBFGS([{ params: parameter() }, { params: parameter() }]), /groups/],
  ['LBFGS', () => new optim.LBFGS([parameter()], { lineSearchFn: 'x' as never }), /strong_wolfe/],
  ['Muon', () => new optim.Muon([parameter([2, 3, 4])]), /only supports 2D parameters/],
  ['Muon', () => new optim.Muon([parameter()], { adjustLrFn: 'arbitrary' as never }), /original/],
  ['NAdam', () => new optim.NAdam([parameter()], { momentumDecay: -0.2 }), /momentumDecay/],
  ['RMSprop', () => new optim.RMSprop([parameter()], { momentum: -1 }), /momentum/],
  ['Rprop', () => new optim.Rprop([parameter()], { etas: [1, 0.5] }), /etas/],
  ['SparseAdam', () => new optim.SparseAdam([parameter()], { lr: 0 }), /above 0/],
  ['SparseAdam', () => new optim.SparseAdam([torch.eye(2).toSparse()]), /dense parameter tensors/],
])('%s refuses what PyTorch refuses', (_, make, message) => {
  expect(make).toThrow(message)
  expect(make).toThrow(TorchError)
})
