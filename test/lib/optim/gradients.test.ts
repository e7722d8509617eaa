/** Which parameters and gradients optimizers take. */
import torch, { nn, optim } from '../../../lib'

describe('implementations that take only some parameters', () => {
  const stepping = (
    make: (parameters: nn.Parameter[]) => optim.Optimizer,
    gradient = torch.ones([2, 2]),
  ) => {
    const parameter = new nn.Parameter(torch.zeros([2, 2], { dtype: gradient.dtype }))
    parameter.grad = gradient
    return () => make([parameter]).step()
  }

  test('capturable ones are on a GPU, fused ones real, fused gradients dense', () => {
    expect(stepping(p => new optim.Rprop(p, { capturable: true }))).toThrow(
      /if `capturable` is true, params must be on supported devices: cuda; found .*cpu/,
    )
    const complex = torch.ones([2, 2], { dtype: 'complex64' })
    expect(stepping(p => new optim.Adam(p, { fused: true }), complex)).toThrow(
      /requires all the params to be floating point Tensors, found Tensor\(complex64/,
    )
    const sparse = torch.ones([2, 2]).toSparse(1)
    expect(stepping(p => new optim.SGD(p, { fused: true }), sparse)).toThrow(
      'SGD does not support sparse gradients: `fused` takes none',
    )
    stepping(p => new optim.SGD(p), sparse)()
    stepping(p => new optim.Adam(p, { fused: true, capturable: true }))()
  })
})

test.each([
  'SGD',
  'Adam',
  'Adamax',
  'NAdam',
  'RAdam',
  'Adagrad',
  'Adadelta',
  'RMSprop',
  'Rprop',
  'ASGD',
  'Adafactor',
  'Muon',
] as const)('%s takes gradients that have no storage: zeros', kind => {
  const parameter = new nn.Parameter(torch.ones([3, 2]))
  parameter.sgn().sum().backward()
  const optimizer = new optim[kind]([parameter])
  for (let step = 0; step < 2; ++step) optimizer.step()
  expect(Number(parameter.sum().item())).toBeCloseTo(6, 1)
  expect(parameter.grad!.add_(1).sum().item()).toBe(6)
})
