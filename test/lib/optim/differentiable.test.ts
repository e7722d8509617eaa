/** Steps that autograd records: as the others in value, and with the gradients that differences give. */
import torch, {
  OptionError,
  TorchError,
  autograd,
  nn,
  optim,
  type DType,
  type Tensor,
} from '../../../lib'

type Kind =
  | 'SGD'
  | 'Adam'
  | 'AdamW'
  | 'Adadelta'
  | 'Adagrad'
  | 'Adamax'
  | 'ASGD'
  | 'NAdam'
  | 'RAdam'
  | 'RMSprop'
  | 'Rprop'
type State = Record<string, Tensor>

const cases: [Kind, object][] = [
  ['SGD', { lr: 0.1, weightDecay: 0.1, maximize: true }],
  ['SGD', { lr: 0.1, momentum: 0.9, nesterov: true }],
  ['SGD', { lr: 0.1, momentum: 0.9, dampening: 0.5 }],
  ['Adam', { lr: 0.1, weightDecay: 0.1 }],
  ['Adam', { lr: 0.1, amsgrad: true, maximize: true }],
  ['AdamW', { lr: 0.1, amsgrad: true }],
  ['Adadelta', { lr: 0.9, weightDecay: 0.1 }],
  ['Adagrad', { lr: 0.9, weightDecay: 0.1, lrDecay: 0.1 }],
  ['Adamax', { lr: 0.9, weightDecay: 0.1 }],
  ['ASGD', { lr: 0.9, weightDecay: 0.1, t0: 1, lambd: 0.1 }],
  ['NAdam', { lr: 0.9, weightDecay: 0.1 }],
  ['NAdam', { lr: 0.9, weightDecay: 0.1, decoupledWeightDecay: true }],
  ['RAdam', { lr: 0.9, weightDecay: 0.1 }],
  ['RAdam', { lr: 0.9, weightDecay: 0.1, decoupledWeightDecay: true, betas: [0.5, 0.6] }],
  ['RMSprop', { lr: 0.9, momentum: 0.9, centered: true, weightDecay: 0.1, maximize: true }],
  ['RMSprop', { lr: 0.9, alpha: 0.5 }],
  ['Rprop', { lr: 0.1 }],
]
const named = cases.map(
  ([kind, options]) => [`${kind} ${JSON.stringify(options)}`, kind, options] as const,
)

function make(kind: Kind, parameter: Tensor, options: object): optim.Optimizer {
  const Class = optim[kind] as unknown as new (p: Tensor[], o: object) => optim.Optimizer
  return new Class([parameter], options)
}

function wave(phase: number, dtype: DType = 'float64'): Tensor {
  const angles = torch.arange(6, { dtype: 'float64' }).mul(0.7).add(phase)
  return dtype === 'complex128' ? torch.complex(angles.sin(), angles.cos()) : angles.sin()
}

describe.each(named)('%s', (_, kind, options) => {
  test.each(['float64', 'complex128'] as const)('steps %s as it does without', dtype => {
    const before = torch.memory().tensors
    torch.tidy(() => {
      const leaf = wave(0, dtype).requiresGrad_()
      const [recorded, plain] = [leaf.clone(), leaf.detach().clone()]
      using one = make(kind, recorded, { ...options, differentiable: true })
      using other = make(kind, plain, options)
      for (let step = 1; step <= 7; ++step) {
        recorded.grad = wave(step, dtype)
        plain.grad = wave(step, dtype)
        one.step()
        other.step()
      }
      expect(torch.allclose(recorded.detach(), plain, 1e-6, 1e-6)).toBe(true)
      expect(recorded.requiresGrad).toBe(true)
      const [state, expected] = [one.state.get(recorded)!, other.state.get(plain)!]
      expect(Object.keys(state).sort()).toEqual(Object.keys(expected).sort())
      for (const [name, value] of Object.entries(expected)) {
        expect(torch.allclose(state[name]!.detach(), value, 1e-6, 1e-6)).toBe(true)
      }
    })
    expect(torch.memory().tensors).toBe(before)
  })

  test('has the gradients of parameter, gradient and state', () => {
    torch.tidy(() => {
      const probe = wave(0)
      using stepped = make(kind, probe, options)
      probe.grad = wave(1)
      stepped.step()
      const names = Object.entries(stepped.state.get(probe)!)
        .filter(([, value]) => value.ndim > 0)
        .map(([name]) => name)
      const step = (parameter: Tensor, gradient: Tensor, ...values: Tensor[]): Tensor[] => {
        const own = parameter.clone()
        own.grad = gradient
        using optimizer = make(kind, own, { ...options, differentiable: true })
        const copies = names.map((name, i) => [name, torch.keep(values[i]!.clone())] as const)
        const state: State = Object.fromEntries(copies)
        optimizer.state.set(own, state)
        optimizer.step()
        return [own, ...names.map(name => state[name]!.clone())]
      }
      // The square of a mean stays below the mean of squares.
      const sizes = names.map(name => (name === 'gradAvg' ? 0.01 : 1))
      const values = sizes.map((size, i) =>
        wave(i + 2)
          .abs()
          .add(0.5)
          .mul(size)
          .requiresGrad_(),
      )
      const inputs = [wave(0).requiresGrad_(), wave(1).requiresGrad_(), ...values]
      expect(autograd.gradcheck(step as never, inputs)).toBe(true)
    })
  })
})

test.each<[Kind, string, (value: Tensor) => object]>([
  ['SGD', 'lr', lr => ({ lr, momentum: 0.5 })],
  ['SGD', 'weightDecay', weightDecay => ({ lr: 0.1, weightDecay })],
  ['Adam', 'lr', lr => ({ lr })],
  ['Adam', 'betas', beta => ({ betas: [beta, beta.mul(0.9)] })],
  ['Adam', 'weightDecay', weightDecay => ({ lr: 0.1, weightDecay })],
  ['AdamW', 'weightDecay', weightDecay => ({ lr: 0.1, weightDecay })],
])('%s has the gradient of %s through two steps', (kind, _, options) => {
  torch.tidy(() => {
    const lossOf = (setting: Tensor): Tensor => {
      const own = wave(0).requiresGrad_().clone()
      using optimizer = make(kind, own, { ...options(setting), differentiable: true })
      const loss = (): Tensor => own.sum().sub(2).square()
      for (let step = 0; step < 2; ++step) {
        own.grad = torch.grad(loss(), [own], { createGraph: true })[0]!
        optimizer.step()
      }
      return loss()
    }
    const setting = torch.tensor(0.3, { dtype: 'float64', requiresGrad: true })
    expect(autograd.gradcheck(lossOf as never, [setting])).toBe(true)
  })
})

test('differentiable steps are of no leaf, and go with neither foreach nor fused', () => {
  const leaf = new nn.Parameter(torch.ones([2]))
  leaf.grad = torch.ones([2])
  using optimizer = new optim.SGD([leaf], { differentiable: true })
  expect(() => optimizer.step()).toThrow(/a leaf Variable that requires grad/)
  for (const other of [{ foreach: true }, { fused: true }]) {
    const options = { ...other, differentiable: true }
    expect(() => new optim.Adam([leaf], options)).toThrow(/does not support `differentiable`/)
    expect(() => new optim.Adam([leaf], options)).toThrow(OptionError)
  }
})

test('what is no leaf is stepped where its gradient is retained', () => {
  const inner = new nn.Parameter(torch.ones([2])).mul(2)
  expect(() => new optim.SGD([inner])).toThrow(TorchError)
  inner.retainGrad()
  using optimizer = new optim.SGD([inner], { lr: 1 })
  inner.sum().backward()
  optimizer.step()
  expect(inner.detach().toArray()).toEqual([1, 1])
})
