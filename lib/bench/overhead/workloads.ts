/** The work that is timed. peer.py does the same in PyTorch. */
import { makeModel } from '../../models'
import { CrossEntropyLoss, Linear, ReLU, Sequential, type Module } from '../../nn'
import {
  AutogradFunction,
  grad,
  keep,
  operators,
  tidy,
  type FunctionContext,
  type Tensor,
} from '../../tensor'
import { Adam } from '../../optim'

/** Does the work `repeat` times. */
export type Workload = (repeat: number) => void

const addsInScope = 10

/** One-element `add`, ten to a `tidy`. */
function add(): Workload {
  const a = keep(operators.ones([1]))
  const b = keep(operators.ones([1]))
  const scope = (): void => {
    for (let i = 0; i < addsInScope; ++i) a.add(b)
  }
  return repeat => {
    for (let i = 0; i < repeat / addsInScope; ++i) tidy(scope)
  }
}

class Square extends AutogradFunction {
  static forward(ctx: FunctionContext, x: Tensor): Tensor {
    ctx.saveForBackward(x)
    return x.mul(x)
  }

  static backward(ctx: FunctionContext, gradient: Tensor): Tensor {
    const [x] = ctx.savedTensors
    return gradient.mul(x!)
  }
}

/** A function of autograd of the user's, of one element, forward and backward. */
function autogradFunction(): Workload {
  const x = keep(operators.ones([1]))
  x.requiresGrad = true
  const step = (): void => {
    grad(Square.apply(x), x)
  }
  return repeat => {
    for (let i = 0; i < repeat; ++i) tidy(step)
  }
}

/** Forward, cross-entropy, backward, fused Adam, on one batch. */
function trainingStep(model: Module, inputShape: number[]): Workload {
  const input = keep(operators.randn(inputShape))
  const target = keep(operators.randint(10, [inputShape[0]!]))
  const optimizer = new Adam(model.parameters(), { lr: 1e-3 })
  const loss = new CrossEntropyLoss()
  const step = (): void => {
    const value = loss.forward(model.forward(input), target)
    optimizer.zeroGrad()
    value.backward()
    optimizer.step()
  }
  return repeat => {
    for (let i = 0; i < repeat; ++i) tidy(step)
  }
}

/** An MLP of one sample, forward, by its modules or by the operators that these call. */
function forward(byModules: boolean): Workload {
  const first = new Linear(784, 128)
  const last = new Linear(128, 10)
  const model = new Sequential(first, new ReLU(), last)
  const input = keep(operators.randn([1, 784]))
  const bare = (): void => {
    const hidden = operators.linear(input, first.weight, first.bias)
    operators.linear(operators.relu(hidden), last.weight, last.bias)
  }
  const step = byModules ? (): void => void model.forward(input) : bare
  return repeat => {
    for (let i = 0; i < repeat; ++i) tidy(step)
  }
}

export interface Case {
  name: string
  description: string
  make: () => Workload
  /** What it is compared with instead of PyTorch: the same without what is measured. */
  makeBare?: () => Workload
  /** Repetitions in one block: some tenths of a second. */
  repeat: number
  unit: 'ns' | 'ms'
  /** ours / PyTorch's to reach. */
  goal: number
}

export const cases: readonly Case[] = [
  {
    name: 'add',
    description: 'one-element add',
    make: add,
    repeat: 100_000,
    unit: 'ns',
    goal: 0.75,
  },
  {
    name: 'function',
    description: 'a user’s autograd function, forward and backward',
    make: autogradFunction,
    repeat: 10_000,
    unit: 'ns',
    goal: 0.5,
  },
  {
    name: 'modules',
    description: 'MLP 784-128-10, batch 1, forward, against its operators alone',
    make: () => forward(true),
    makeBare: () => forward(false),
    repeat: 10_000,
    unit: 'ns',
    goal: 1.15,
  },
  {
    name: 'mlp',
    description: 'MLP 784-128-10, batch 64, training step',
    repeat: 400,
    unit: 'ms',
    make: () =>
      trainingStep(
        new Sequential(new Linear(784, 128), new ReLU(), new Linear(128, 10)),
        [64, 784],
      ),
    goal: 0.9,
  },
  {
    name: 'n0',
    description: 'N0, batch 128, training step',
    repeat: 15,
    unit: 'ms',
    make: () => trainingStep(makeModel('n0'), [128, 1, 28, 28]),
    goal: 1.0,
  },
]
