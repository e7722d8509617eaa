/** States that do not fit are refused when they are loaded, not when a step comes upon them. */
import torch, { OptionError, nn, optim, type Tensor } from '../../../lib'

function parameters(): nn.Parameter[] {
  return [new nn.Parameter(torch.ones([2, 3])), new nn.Parameter(torch.ones([1, 2]))]
}

const makers: Record<string, (p: Tensor[]) => optim.Optimizer> = {
  Adafactor: p => new optim.Adafactor(p),
  Adam: p => new optim.Adam(p),
  LBFGS: p => new optim.LBFGS(p, { lr: 0.1, maxIter: 2 }),
  Muon: p => new optim.Muon(p),
  SparseAdam: p => new optim.SparseAdam(p),
}

/** Of a sum of squares, with sparse gradients where the optimizer takes no others. */
function lossOf(params: Tensor[], isSparse: boolean): Tensor {
  const losses = params.map(p => {
    if (!isSparse) return p.square().sum()
    const rows = torch.arange(p.size(0), { dtype: 'int64' })
    return nn.functional.embedding(rows, p, { sparse: true }).square().sum()
  })
  return losses.reduce((sum, loss) => sum.add(loss))
}

function step(name: string, optimizer: optim.Optimizer): void {
  const params = optimizer.paramGroups.flatMap(group => group.params)
  torch.tidy(() => {
    const closure = (): Tensor => {
      optimizer.zeroGrad()
      const loss = lossOf(params, name === 'SparseAdam')
      loss.backward()
      return loss
    }
    optimizer.step(closure)
  })
}

function snapshot(optimizer: optim.Optimizer): string {
  return torch.tidy(() =>
    JSON.stringify(optimizer.stateDict(), (_, value: unknown) =>
      value instanceof torch.Tensor ? String(value.toArray()) : value,
    ),
  )
}

type Change = (first: Record<string, unknown>) => object

const text: Change = first => ({ ...first, momentum_buffer: 'x' })

/** What is wrong with the first state. */
const wrong: [optimizer: string, change: Change, message: RegExp][] = [
  ['Adam', first => ({ ...first, exp_avg: 'x' }), /expAvg: expected a tensor of shape \[2, 3\]/],
  ['Adam', first => ({ ...first, step: 'x' }), /step: expected a number or a tensor without dim/],
  ['Adam', text, /momentumBuffer: expected a tensor of shape \[2, 3\], found 'x'/],
  ['Adafactor', first => ({ ...first, step: 'x' }), /step: expected a number or a tensor/],
  ['Adafactor', first => ({ ...first, row_var: torch.ones([2]) }), /rowVar: .* \[2, 1\]/],
  ['Adafactor', text, /momentumBuffer: expected no such state, found 'x'/],
  ['Muon', text, /momentumBuffer: expected a tensor of shape \[2, 3\], found 'x'/],
  [
    'Muon',
    () => ({ momentum_buffer: torch.ones([3, 2]) }),
    /momentumBuffer: expected a tensor of shape \[2, 3\], found Tensor\(float32\[3, 2\]/,
  ],
  ['Muon', () => ({ momentum_buffer: [torch.ones([2, 3])] }), /found an array of 1/],
  ['SparseAdam', first => ({ ...first, step: 'x' }), /step: expected a number .* found 'x'/],
  ['SparseAdam', first => ({ ...first, step: torch.ones([2]) }), /found Tensor\(float32\[2\]/],
  ['SparseAdam', first => ({ ...first, exp_avg: 3 }), /expAvg: expected a tensor .*found 3/],
  ['SparseAdam', first => ({ ...first, exp_avg_sq: torch.ones([1]) }), /expAvgSq: expected a/],
  ['SparseAdam', text, /momentumBuffer: expected a tensor of shape/],
  ['LBFGS', first => ({ ...first, func_evals: 'x' }), /funcEvals: expected a number/],
  ['LBFGS', first => ({ ...first, n_iter: -1 }), /nIter: expected an integer of at least 0/],
  ['LBFGS', first => ({ ...first, d: torch.ones([7]) }), /d: expected a tensor of shape \[8\]/],
  ['LBFGS', first => ({ ...first, t: 'x' }), /t: expected a number/],
  ['LBFGS', first => ({ ...first, H_diag: [1] }), /HDiag: expected a number/],
  ['LBFGS', first => ({ ...first, old_dirs: 3 }), /oldDirs: expected an array, found 3/],
  ['LBFGS', first => ({ ...first, old_dirs: [torch.ones([2])] }), /oldDirs\[0\]: .* \[8\]/],
  ['LBFGS', first => ({ ...first, ro: ['x'] }), /ro\[0\]: expected a number/],
  ['LBFGS', first => ({ ...first, ro: [1, 2, 3] }), /oldDirs, oldStps and ro of one length/],
  ['LBFGS', first => ({ ...first, prev_flat_grad: null }), /prevFlatGrad: expected it with nIter/],
  ['LBFGS', text, /momentumBuffer: expected no such state/],
]

test.each(wrong)(
  '%s refuses a wrong state (%#), and loads nothing of it',
  (name, change, message) => {
    using optimizer = makers[name]!(parameters())
    step(name, optimizer)
    step(name, optimizer)
    const good = optimizer.stateDict()
    const states = good.state as Record<string, Record<string, unknown>>
    const given = { ...good, state: { ...states, 0: change(states[0]!) } }
    const before = [snapshot(optimizer), torch.memory().tensors]
    expect(() => optimizer.loadStateDict(given as never)).toThrow(message)
    expect(() => optimizer.loadStateDict(given as never)).toThrow(OptionError)
    expect([snapshot(optimizer), torch.memory().tensors]).toEqual(before)
  },
)

test.each(Object.keys(makers))('%s goes on from its own state', name => {
  const [own, others] = [parameters(), parameters()]
  using one = makers[name]!(own)
  step(name, one)
  step(name, one)
  others.forEach((p, index) => torch.noGrad(() => p.copy_(own[index]!)))
  using other = makers[name]!(others)
  other.loadStateDict(one.stateDict())
  step(name, one)
  step(name, other)
  expect(others.map(p => p.toArray())).toEqual(own.map(p => p.toArray()))
})

test("LBFGS takes a state as PyTorch's has it, numbers as tensors and `al` among it", () => {
  // torch.optim.LBFGS([w], lr=0.1, max_iter=2, history_size=3) of (w ** 4).sum(), w = [1, 2], after three steps.
  const weight = new nn.Parameter(torch.tensor([0.955539882183075, 1.789218783378601]))
  using optimizer = new optim.LBFGS([weight], { lr: 0.1, maxIter: 2, historySize: 3 })
  const state = {
    func_evals: 6,
    n_iter: 3,
    d: torch.tensor([-0.19115205109119415, -0.6046843528747559]),
    t: 0.1,
    old_dirs: [
      torch.tensor([-0.13185763359069824, -4.07984733581543]),
      torch.tensor([-0.16463804244995117, -2.606496810913086]),
    ],
    old_stps: [
      torch.tensor([-0.011111111380159855, -0.08888889104127884]),
      torch.tensor([-0.01423375029116869, -0.06142392382025719]),
    ],
    ro: [torch.tensor(2.746361017227173), torch.tensor(6.155941963195801)],
    H_diag: torch.tensor(0.023815615102648735),
    prev_flat_grad: torch.tensor([3.7035043239593506, 25.313655853271484]),
    prev_loss: 12.607995986938477,
    al: [torch.tensor(-0.054043255746364594), torch.tensor(9.896161079406738), null],
  }
  optimizer.loadStateDict({ ...optimizer.stateDict(), state: { 0: state } })
  optimizer.step(() =>
    torch.tidy(() => {
      optimizer.zeroGrad()
      const loss = weight.pow(4).sum()
      loss.backward()
      return Number(loss.item())
    }),
  )
  const expected = [0.9332519173622131, 1.7307544946670532]
  weight
    .toArray<number[]>()
    .forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 6))
})
