/** What a scaler takes and gives as PyTorch's does; numbers are those of torch.amp.GradScaler('cpu'). */
import torch, { amp, nn, optim, OptionError, type DType } from '../../../lib'
import { failure } from '../../native/call'

function weightOf(value: number, dtype: DType = 'float32'): nn.Parameter {
  return new nn.Parameter(torch.tensor([value], { dtype }))
}

function backward(weight: nn.Parameter, by: number, scaler: amp.GradScaler): void {
  torch.tidy(() => scaler.scale(weight.mul(by).sum()).backward())
}

/** Four rows of two, of which a batch has one twice. */
function stepEmbedding(dtype: DType, factors: readonly number[]): [unknown, object] {
  return torch.tidy(() => {
    const embedding = new nn.Embedding(4, 2, { sparse: true }).to({ dtype })
    torch.noGrad(() => embedding.weight.copy_(torch.arange(8).reshape([4, 2]).div(8)))
    const optimizer = new optim.SparseAdam([...embedding.parameters()], { lr: 0.1 })
    const scaler = new amp.GradScaler({ device: 'cpu', initScale: 1024 })
    const rows = torch.tensor([1n, 1n, 2n])
    const weights = torch.tensor([
      [1, 2],
      [3, -1],
      [0.5, 1],
    ])
    for (const factor of factors) {
      optimizer.zeroGrad()
      scaler.scale(embedding.forward(rows).mul(weights).mul(factor).sum()).backward()
      scaler.step(optimizer)
      scaler.update()
    }
    return [embedding.weight.double().toArray(), scaler.stateDict()]
  })
}

test.each<[DType, number, number[]]>([
  [
    'float32',
    1e-7,
    [-0.04231828451156616, 0.08268173784017563, 0.2076818197965622, 0.3326817452907562],
  ],
  [
    'float64',
    1e-12,
    [-0.042318311648954526, 0.08268172838018384, 0.20768178175234625, 0.33268172838018384],
  ],
])('sparse gradients of %s step, and overflow, as in PyTorch', (dtype, tolerance, moved) => {
  const [weight, state] = stepEmbedding(dtype, [1, 2, Infinity, 3])
  const expected = [0, 0.125, ...moved, 0.75, 0.875]
  ;(weight as number[][])
    .flat()
    .forEach((value, index) =>
      expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(tolerance),
    )
  expect(state).toMatchObject({ scale: 512, _growth_tracker: 1 })
})

test.each<DType>(['float64', 'bfloat16'])('gradients of %s are unscaled', dtype => {
  const weight = weightOf(1, dtype)
  const optimizer = new optim.SGD([weight, weightOf(0)], { lr: 0.5 })
  const scaler = new amp.GradScaler({ device: 'cpu', initScale: 1024 })
  backward(weight, 3, scaler)
  scaler.unscale_(optimizer)
  expect(weight.grad!.item()).toBe(3)
  scaler.step(optimizer)
  expect(weight.item()).toBe(-0.5)
})

test('dtypes of gradients may differ within one optimizer', () => {
  const [wide, narrow] = [weightOf(1, 'float64'), weightOf(1)]
  const optimizer = new optim.SGD([wide, narrow], { lr: 0.5 })
  const scaler = new amp.GradScaler({ device: 'cpu', initScale: 8 })
  for (const by of [2, Infinity]) {
    optimizer.zeroGrad()
    backward(wide, 2, scaler)
    backward(narrow, by, scaler)
    scaler.step(optimizer)
    scaler.update()
  }
  expect([wide.item(), narrow.item(), scaler.getScale()]).toEqual([0, 0, 4])
})

test('works with float64 as the default dtype', () => {
  torch.setDefaultDtype('float64')
  try {
    const weight = weightOf(1)
    const scaler = new amp.GradScaler({ device: 'cpu' })
    backward(weight, 3, scaler)
    scaler.step(new optim.SGD([weight], { lr: 1 }))
    scaler.update()
    expect(weight.item()).toBe(-2)
  } finally {
    torch.setDefaultDtype('float32')
  }
})

test('refuses complex gradients', () => {
  const weight = new nn.Parameter(torch.ones([1], { dtype: 'complex64' }))
  weight.grad = torch.ones([1], { dtype: 'complex64' })
  const scaler = new amp.GradScaler({ device: 'cpu' })
  expect(failure(() => scaler.unscale_(new optim.SGD([weight]))).message).toMatch(
    /expected gradients of real numbers, found Tensor\(complex64\[1\], cpu\)/,
  )
})

describe('a closure', () => {
  it('is refused, and not called', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight])
    const scaler = new amp.GradScaler({ device: 'cpu' })
    backward(weight, 1, scaler)
    const closure = jest.fn()
    expect(failure(() => scaler.step(optimizer, closure)).message).toMatch(
      /closure use is not currently supported if GradScaler is enabled/,
    )
    expect(() => scaler.step(optimizer, 3 as never)).toThrow(
      /expected the optimizer alone, found 3/,
    )
    expect(closure).not.toHaveBeenCalled()
    scaler.step(optimizer, undefined as never)
  })

  it('is called by a scaler that is not enabled', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight], { lr: 1 })
    const scaler = new amp.GradScaler({ enabled: false })
    const result = scaler.step(optimizer, () => {
      backward(weight, 3, scaler)
      return 7
    })
    expect([result, weight.item()]).toEqual([7, -2])
  })
})

describe('a scaler that is not enabled', () => {
  it('does nothing but step', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight], { lr: 1 })
    const { tensors } = torch.memory()
    const scaler = new amp.GradScaler({ enabled: false })
    expect(torch.memory().tensors).toBe(tensors)
    expect(scaler.scale(weight)).toBe(weight)
    weight.grad = torch.tensor([Infinity])
    scaler.unscale_(optimizer)
    scaler.update()
    weight.grad = torch.tensor([3])
    scaler.step(optimizer)
    scaler.step(optimizer)
    expect([weight.item(), scaler.getScale(), scaler.isEnabled()]).toEqual([-5, 1, false])
    expect(scaler.stateDict()).toEqual({})
    expect(scaler.loadStateDict({ scale: 3 })).toBe(scaler)
    expect(() => scaler.step(3 as never)).toThrow(/expected an optimizer of optim, found 3/)
    scaler.dispose()
  })

  it('is what one for CUDA becomes, with a warning, where there is none', () => {
    if (torch.cuda.isAvailable()) return
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    try {
      expect(new amp.GradScaler().isEnabled()).toBe(false)
      expect(warn.mock.calls).toEqual([
        ['GradScaler is enabled, but CUDA is not available. Disabling.'],
      ])
      expect(new amp.GradScaler({ enabled: false }).isEnabled()).toBe(false)
      expect(warn).toHaveBeenCalledTimes(1)
    } finally {
      warn.mockRestore()
    }
  })
})

test('options that are undefined are left out', () => {
  const options = {
    initScale: undefined,
    growthFactor: undefined,
    growthInterval: undefined,
    backoffFactor: undefined,
    enabled: undefined,
  }
  expect(new amp.GradScaler({ device: 'cpu', ...options }).stateDict()).toEqual({
    scale: 65_536,
    growth_factor: 2,
    backoff_factor: 0.5,
    growth_interval: 2000,
    _growth_tracker: 0,
  })
})

describe('a state', () => {
  const pythons = {
    scale: 2,
    growth_factor: 4,
    backoff_factor: 0.25,
    growth_interval: 3,
    _growth_tracker: 1,
  }

  it("of Python's brings its settings along", () => {
    const scaler = new amp.GradScaler({ device: 'cpu' }).loadStateDict(pythons)
    expect(scaler.stateDict()).toEqual(pythons)
    expect([
      scaler.getGrowthFactor(),
      scaler.getBackoffFactor(),
      scaler.getGrowthInterval(),
    ]).toEqual([4, 0.25, 3])
  })

  it('of earlier versions leaves the settings as they are', () => {
    const scaler = new amp.GradScaler({ device: 'cpu', growthInterval: 5 })
    scaler.loadStateDict({ scale: 2, growthTracker: 4 })
    expect(scaler.stateDict()).toMatchObject({ scale: 2, growth_interval: 5, _growth_tracker: 4 })
  })

  it.each<[string, unknown, RegExp]>([
    ['empty', {}, /source state dict is empty, possibly because it was saved from a disabled/],
    ['no object', 3, /expected an object of options/],
    ['with an unknown name', { ...pythons, growth: 1 }, /unknown option 'growth'/],
    ['without a setting', { ...pythons, growth_factor: undefined }, /growthFactor: .* undefined/],
    ['out of range', { ...pythons, backoff_factor: 3 }, /backoffFactor: expected a number between/],
    ['without a scale', { ...pythons, scale: '2' }, /scale: expected a positive number, found '2'/],
  ])('%s is refused, with nothing loaded', (_, state, message) => {
    const scaler = new amp.GradScaler({ device: 'cpu', initScale: 8 })
    expect(() => scaler.loadStateDict(state as never)).toThrow(message)
    expect(scaler.stateDict()).toMatchObject({ scale: 8, growth_factor: 2, backoff_factor: 0.5 })
  })
})

test('settings change as they are checked', () => {
  const scaler = new amp.GradScaler({ device: 'cpu' })
  scaler.setGrowthFactor(3)
  scaler.setBackoffFactor(0.1)
  scaler.setGrowthInterval(7)
  expect(scaler.stateDict()).toMatchObject({
    growth_factor: 3,
    backoff_factor: 0.1,
    growth_interval: 7,
  })
  expect(() => scaler.setGrowthFactor(1)).toThrow(OptionError)
  expect(scaler.getGrowthFactor()).toBe(3)
})

test('a new scale takes the place of what steps found', () => {
  const weight = weightOf(1)
  const optimizer = new optim.SGD([weight])
  const scaler = new amp.GradScaler({ device: 'cpu' })
  backward(weight, Infinity, scaler)
  scaler.step(optimizer)
  scaler.update(4)
  expect(scaler.getScale()).toBe(4)
  scaler.update(torch.tensor([16]))
  expect(scaler.getScale()).toBe(16)
  optimizer.zeroGrad()
  backward(weight, 1, scaler)
  scaler.step(optimizer)
  scaler.update()
  expect(scaler.getScale()).toBe(16)
  expect(() => scaler.update(0)).toThrow(/newScale: expected a positive number, found 0/)
  expect(() => scaler.update(torch.ones([2]))).toThrow(/newScale: expected one element/)
})

test('several outputs are scaled one by one', () => {
  const scaler = new amp.GradScaler({ device: 'cpu', initScale: 4 })
  const scaled = scaler.scale([torch.tensor([1]), torch.tensor([2])])
  expect(scaled.map(tensor => tensor.toArray())).toEqual([[4], [8]])
  expect(() => scaler.scale([3 as never])).toThrow(/GradScaler.scale: expected a Tensor, found 3/)
})
