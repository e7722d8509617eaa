/** torch.func beside PyTorch's: test/goldens/make_func.py computes the same. */
/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment -- a transformed function gives whatever its function does */
import torch, { nn, type Tensor } from '../../../../lib'
import { expectGolden, readGoldens, type Golden } from '../../goldens'
import { test } from '../autograd/fixtures'

const { func } = torch
const { functionalCall, grad, hessian, jacfwd, jacrev, jvp, vjp, vmap } = func

function numbers(...shape: number[]): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch
    .arange(1, count + 1, { dtype: 'float64' })
    .sin()
    .reshape(shape)
}

const mixed = (x: Tensor, y: Tensor): Tensor => x.mul(y).sin().sum().add(x.prod())
const several = (x: Tensor, y: Tensor): unknown => [x.sin().mul(y), { sum: x.mul(y).sum(-1) }]

function network(): nn.Sequential {
  const model = new nn.Sequential(new nn.Linear(3, 4), new nn.Tanh(), new nn.Linear(4, 2))
  model.to('float64')
  torch.noGrad(() => {
    for (const parameter of model.parameters()) parameter.copy_(numbers(...parameter.shape))
  })
  return model
}

function gradientsOfSamples(): unknown {
  const model = network()
  const loss = (params: Record<string, Tensor>, sample: Tensor, target: Tensor): Tensor =>
    (functionalCall(model, params, sample) as Tensor).sub(target).pow(2).sum()
  const parameters = Object.fromEntries(model.namedParameters())
  return vmap(grad(loss), [null, 0, 0])(parameters, numbers(5, 3), numbers(5, 2))
}

function ensemble(): unknown {
  const models = [network(), network()]
  torch.noGrad(() => (models[1]!.at(0) as nn.Linear).weight.mul_(2))
  const [params, buffers] = func.stackModuleState(models)
  const model = network()
  const call = (...state: Record<string, Tensor>[]): unknown =>
    functionalCall(model, state.slice(0, 2), state[2])
  return vmap(call, [0, 0, null])(params, buffers, numbers(2, 3))
}

const cases: Record<string, (x: Tensor, y: Tensor, batch: Tensor) => unknown> = {
  grad: (x, y) => grad(mixed)(x, y),
  'grad of several': (x, y) => grad(mixed, { argnums: [1, 0] })(x, y),
  'grad and value': (x, y) => func.gradAndValue(mixed, -1)(x, y),
  'third derivative': x => grad(grad(grad((t: Tensor) => t.exp().mul(t.sin()))))(x.select(0, 0)),
  vjp: (x, y) => {
    const [output, pull] = vjp(several, x, y)
    return [output, pull([y, { sum: x.select(0, 0) }])]
  },
  jvp: (x, y) => jvp(mixed, [x, y], [y, x]),
  'jvp of jvp': (x, y) => jvp((t: Tensor) => jvp(torch.exp, [t], [y])[1], [x], [x]),
  'grad of jvp': (x, y) => grad((t: Tensor) => jvp((u: Tensor) => u.pow(3).sum(), [t], [y])[1])(x),
  jacrev: (_, __, batch) => jacrev(several)(batch, batch.add(1)),
  'jacrev of both': (x, y) => jacrev(several, [0, 1])(x, y),
  jacfwd: (_, __, batch) => jacfwd(several, 1)(batch, batch.add(1)),
  'jacrev in chunks': (x, y) => jacrev(several, { chunkSize: 2 })(x, y),
  hessian: (x, y) => hessian(mixed)(x, y),
  'hessian of both': (x, y) => hessian(mixed, [0, 1])(x, y),
  vmap: (_, __, batch) => vmap(torch.dot)(batch, batch.mul(2)),
  'vmap along others': (_, __, batch) =>
    vmap((a: Tensor, b: number) => a.mul(b), { inDims: [1, null], outDims: -1 })(batch, 3),
  'vmap in vmap': (x, y) =>
    vmap(
      vmap((a: Tensor, b: Tensor) => a.mul(b), [null, 0]),
      [0, null],
    )(x, y),
  'vmap of objects': (x, _, batch) =>
    vmap(({ a, b }: Record<string, Tensor>) => ({ twice: a!.mul(2), sum: b!.sum() }))({
      a: x,
      b: batch.narrow(0, 0, 3),
    }),
  'vmap of grad': (_, y, batch) => vmap(grad(mixed), [0, null])(batch, y),
  'vmap of a solution': () =>
    vmap((a: Tensor, b: Tensor) => torch.linalg.solve(a, b))(
      numbers(2, 3, 3).add(torch.eye(3).mul(2)),
      numbers(2, 3),
    ),
  'gradients of samples': gradientsOfSamples,
  ensemble,
}

/** A golden, or an array or object of them. */
type Goldens = Golden | Goldens[] | { [name: string]: Goldens }

function expectGoldens(found: unknown, expected: Goldens): void {
  if (found instanceof torch.Tensor) return expectGolden(found, expected as Golden, 1e-12)
  expect(Object.keys(found as object)).toEqual(Object.keys(expected))
  for (const [name, value] of Object.entries(found as object)) {
    expectGoldens(value, (expected as Record<string, Goldens>)[name]!)
  }
}

const goldens = readGoldens<Record<string, Goldens>>('func.json')

it('computes what the goldens have', () => {
  expect(Object.keys(cases)).toEqual(Object.keys(goldens))
})

for (const [name, compute] of Object.entries(cases)) {
  test(name, () => {
    const x = numbers(3)
    expectGoldens(compute(x, x.add(1), numbers(4, 3)), goldens[name]!)
  })
}
