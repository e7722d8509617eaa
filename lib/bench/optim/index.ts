/** A step of every optimizer on 1.2 M parameters in 30 tensors, beside PyTorch's fastest variant. */
import { Parameter } from '../../nn'
import {
  ASGD,
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  AdamW,
  Adamax,
  LBFGS,
  Muon,
  NAdam,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
  type Optimizer,
} from '../../optim'
import { operators, tidy } from '../../tensor'
import { versus, type VersusCase, type VersusReport } from '../versus'

const shape = [200, 200]
const tensors = 30
const goal = 0.8

function parameters(): Parameter[] {
  return Array.from({ length: tensors }, () => {
    const parameter = new Parameter(operators.randn(shape))
    parameter.grad = operators.randn(shape)
    return parameter
  })
}

function stepping(make: (params: Parameter[]) => Optimizer): () => () => void {
  return () => {
    const optimizer = make(parameters())
    return () => optimizer.step()
  }
}

/** Two iterations of a sum of squares. */
function lbfgs(): () => void {
  const params = parameters()
  const optimizer = new LBFGS(params, { lr: 1e-3, maxIter: 2, historySize: 5 })
  const closure = (): number =>
    tidy(() => {
      optimizer.zeroGrad()
      const loss = params.map(p => p.square().sum()).reduce((sum, term) => sum.add(term))
      loss.backward()
      return Number(loss.item())
    })
  return () => void optimizer.step(closure)
}

const cases: VersusCase[] = [
  ...Object.entries<(params: Parameter[]) => Optimizer>({
    SGD: p => new SGD(p, { momentum: 0.9 }),
    Adam: p => new Adam(p),
    AdamW: p => new AdamW(p),
    Adamax: p => new Adamax(p),
    NAdam: p => new NAdam(p),
    RAdam: p => new RAdam(p),
    Adagrad: p => new Adagrad(p),
    Adadelta: p => new Adadelta(p),
    RMSprop: p => new RMSprop(p),
    Rprop: p => new Rprop(p),
    ASGD: p => new ASGD(p),
    Adafactor: p => new Adafactor(p),
    Muon: p => new Muon(p),
  }).map(([name, make]) => ({ name, goal, make: stepping(make) })),
  { name: 'LBFGS', goal: 1, make: lbfgs },
]

export function benchmarkOptim(blocks: number): Promise<VersusReport> {
  return versus('optim', cases, blocks)
}
