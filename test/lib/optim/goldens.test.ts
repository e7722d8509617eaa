/** Steps of parameters of every dtype and layout, and runs of fifty steps, against PyTorch's. */
import torch, { nn, optim, type DType, type Tensor } from '../../../lib'
import { expectGolden, readGoldens, type Golden } from '../goldens'

type Layout = 'contiguous' | 'transposed' | 'sliced'
type Kind = Exclude<keyof typeof optim, 'lrScheduler' | 'swaUtils'>

interface Case {
  kind: Kind
  options: object
  dtype: DType
  layout: Layout
  gradientLayout: Layout
  result: Golden
}

interface Stop {
  step: number
  parameters: Golden[]
  state?: { state: Record<string, Record<string, unknown>>; param_groups: { params: number[] }[] }
}

interface Run {
  kind: Kind
  options: object
  stops: [Stop, Stop]
}

const goldens = readGoldens<{ layouts: Case[]; runs: Run[] }>('optimizers.json')

// Fused steps of 16 bits round once where PyTorch's rounds after each operator.
const tolerances: Partial<Record<DType, number>> = { bfloat16: 3e-2, float16: 4e-3 }

function make(kind: Kind, parameters: Tensor[], options: object): optim.Optimizer {
  const Class = optim[kind] as unknown as new (p: Tensor[], o: object) => optim.Optimizer
  return new Class(parameters, options)
}

function sines(step: number, dtype: DType, shape: readonly number[] = [3, 4]): Tensor {
  const index = torch
    .arange(
      shape.reduce((a, b) => a * b),
      { dtype: 'float64' },
    )
    .mul(0.7)
    .add(step * 1.3 + 1)
  const isComplex = dtype.startsWith('complex')
  const value = isComplex ? torch.complex(index.sin(), index.cos()) : index.sin()
  return value.reshape(shape).to(dtype)
}

function laidOut(value: Tensor, layout: Layout): Tensor {
  if (layout === 'transposed') return value.t().contiguous().t()
  if (layout === 'contiguous') return value
  const wide = torch.zeros([3, 8], { dtype: value.dtype })
  return wide.slice({ dim: 1, step: 2 }).copy_(value).detach()
}

function train({ kind, options, dtype, layout, gradientLayout }: Case): Tensor {
  const parameter = laidOut(sines(0, dtype), layout).detach()
  parameter.requiresGrad = true
  const optimizer = make(kind, [parameter], options)
  for (let step = 1; step <= 5; ++step) {
    parameter.grad = laidOut(sines(step, dtype), gradientLayout)
    optimizer.step()
  }
  optimizer.dispose()
  const value = parameter.detach()
  return dtype.startsWith('complex') ? torch.viewAsReal(value) : value
}

const named = (kind: string, options: object): string => `${kind} ${JSON.stringify(options)}`
const names = [...new Set(goldens.layouts.map(({ kind, options }) => named(kind, options)))]

test.each(names)('%s steps every dtype and layout', name => {
  const own = goldens.layouts.filter(({ kind, options }) => named(kind, options) === name)
  expect(own.length).toBe(name.startsWith('Adafactor') ? 9 : 12)
  const before = torch.memory().tensors
  for (const one of own) {
    torch.tidy(() => expectGolden(train(one), one.result, tolerances[one.dtype] ?? 2e-6))
  }
  expect(torch.memory().tensors).toBe(before)
})

function gradient(kind: Kind, parameter: Tensor, step: number): Tensor {
  const own = parameter.detach()
  const dense = sines(step, 'float64', own.shape).add(own.mul(0.3))
  if (kind !== 'SparseAdam') return dense
  const rows = torch.tensor([step % 3, 1], { dtype: 'int64' })
  return torch.sparseCooTensor(rows.unsqueeze(0), dense.indexSelect(0, rows), own.shape)
}

function stepOnce(kind: Kind, optimizer: optim.Optimizer, params: Tensor[], step: number): void {
  if (kind === 'LBFGS') {
    optimizer.step(() => {
      optimizer.zeroGrad()
      const terms = params.map(p =>
        p
          .sub(sines(1, 'float64', p.shape))
          .square()
          .sum()
          .add(p.pow(4).sum()),
      )
      const loss = terms.reduce((sum, term) => sum.add(term))
      loss.backward()
      return loss
    })
    return
  }
  for (const parameter of params) parameter.grad = gradient(kind, parameter, step)
  optimizer.step()
}

function begin(values: Tensor[]): Tensor[] {
  return values.map(value => new nn.Parameter(value.clone()))
}

function fromGolden({ shape, values }: Golden): Tensor {
  return torch.tensor(values, { dtype: 'float64' }).reshape(shape)
}

function isGolden(value: unknown): value is Golden {
  return typeof value === 'object' && value !== null && 'values' in value
}

/** The state as PyTorch gives it, with tensors instead of what JSON holds. */
function revived(state: Stop['state']): optim.OptimizerStateDict {
  const revive = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(revive) : isGolden(value) ? fromGolden(value) : value
  const entries = Object.entries(state!.state).map(([number, own]) => [
    number,
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, revive(value)])),
  ])
  const states = Object.fromEntries(entries) as Record<string, object>
  return { ...state, state: states } as optim.OptimizerStateDict
}

test.each(goldens.runs.map(run => [named(run.kind, run.options), run] as const))(
  '%s runs fifty steps, from the start and from a state of PyTorch',
  (_, { kind, options, stops }) => {
    const before = torch.memory().tensors
    torch.tidy(() => {
      const [tenth, last] = stops
      const shapes = tenth.parameters.map(({ shape }) => shape)
      const params = begin(shapes.map(shape => sines(0, 'float64', shape)))
      using optimizer = make(kind, params, options)
      for (let step = 1; step <= tenth.step; ++step) stepOnce(kind, optimizer, params, step)
      params.forEach((p, i) => expectGolden(p.detach(), tenth.parameters[i]!, 1e-6))

      const resumed = begin(tenth.parameters.map(fromGolden))
      using other = make(kind, resumed, {})
      other.loadStateDict(revived(tenth.state))
      expect(Object.keys(other.stateDict().state)).toEqual(Object.keys(tenth.state!.state))
      for (const [number, own] of Object.entries(tenth.state!.state)) {
        const ours = optimizer.stateDict().state as Record<string, object>
        expect(Object.keys(ours[number]!).sort()).toEqual(Object.keys(own).sort())
      }
      for (let step = tenth.step + 1; step <= last.step; ++step) {
        stepOnce(kind, optimizer, params, step)
        stepOnce(kind, other, resumed, step)
      }
      for (const end of [params, resumed])
        end.forEach((p, i) => expectGolden(p.detach(), last.parameters[i]!, 1e-6))
      ;[...params, ...resumed].forEach(parameter => parameter.dispose())
    })
    expect(torch.memory().tensors).toBe(before)
  },
)

test('state follows a parameter that is laid out anew or moved between steps', () => {
  const start = torch.randn([2, 3, 2, 2])
  const [plain, moved] = [start.clone(), start.clone()].map(value => new nn.Parameter(value))
  const optimizers = [plain!, moved!].map(p => new optim.Adam([p], { lr: 0.1 }))
  const holder = new nn.ParameterList([moved!])
  for (let step = 0; step < 4; ++step) {
    const gradient = torch.randn([2, 3, 2, 2])
    plain!.grad = gradient.clone()
    moved!.grad = gradient.clone()
    optimizers.forEach(optimizer => optimizer.step())
    holder.to({ memoryFormat: step % 2 === 0 ? 'channels_last' : 'contiguous_format' })
  }
  expect(torch.equal(plain!, moved!)).toBe(true)
})
