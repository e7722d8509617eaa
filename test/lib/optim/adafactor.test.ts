/** Adafactor's kernel, and the operators that step what it does not take. */
import torch, { nn, optim, type Tensor } from '../../../lib'
import { haveKernelsFor } from '../../../lib/optim/kernels'

const options = { lr: 0.1, weightDecay: 0.01, maximize: true }

/** After three steps by the same random gradients, of these dtypes and layouts. */
function stepped(shape: number[], change: (tensor: Tensor) => Tensor): Tensor {
  const generator = new torch.Generator(1)
  const random = (): Tensor => change(torch.randn(shape, { generator }))
  const parameter = new nn.Parameter(random())
  const optimizer = new optim.Adafactor([parameter], options)
  for (let step = 0; step < 3; ++step) {
    parameter.grad = random()
    optimizer.step()
  }
  return parameter.detach()
}

const difference = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().itemNumber()

it.each([[[5, 7]], [[2, 3, 40]], [[3, 2, 1, 6]], [[1, 33]]])(
  'steps %p as its transpose, which has no kernel, and as float64',
  shape => {
    const own = stepped(shape, tensor => tensor)
    const transposed = stepped(shape, tensor => tensor.mT.contiguous().mT)
    expect(transposed.isContiguous()).toBe(shape.includes(1))
    expect(difference(own, transposed)).toBeLessThan(1e-5)
    const double = stepped(shape, tensor => tensor.double())
    expect(difference(own.double(), double)).toBeLessThan(1e-5)
  },
)

test('a large matrix and vector step as the operators do', () => {
  for (const shape of [[520, 512], [2 ** 18 + 1]]) {
    const own = stepped(shape, tensor => tensor)
    const flat = own.reshape([-1])
    const half = stepped(shape, tensor => tensor.bfloat16())
    expect(
      difference(flat.slice(0, 0, 999), half.float().reshape([-1]).slice(0, 0, 999)),
    ).toBeLessThan(0.1)
  }
})

test('parameters of several dtypes and sizes in one group', () => {
  expect(haveKernelsFor({ device: 'cpu', dtype: 'bfloat16' })).toBe(false)
  const parameters = (['float32', 'float64', 'bfloat16'] as const).flatMap(dtype =>
    [[3, 4], [4], [], [2, 0]].map(shape => new nn.Parameter(torch.ones(shape, { dtype }))),
  )
  const optimizer = new optim.Adafactor(parameters)
  for (const parameter of parameters) parameter.grad = torch.onesLike(parameter)
  optimizer.step()
  const means = parameters.map(parameter => Number(parameter.float().mean().item()))
  for (const mean of means) if (!Number.isNaN(mean)) expect(mean).toBeCloseTo(0.99, 2)
  expect(means.map(Number.isNaN)).toEqual([0, 1, 2].flatMap(() => [false, false, false, true]))
})
