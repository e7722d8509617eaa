import torch, { nn } from '../../../lib'
import { inputShapeOf, makeModel } from '../../../lib/models'
import { loadData } from '../../../lib/experiments/data'
import { adaptationOf } from '../../../lib/experiments/data/named'
import { expectGolden, readGoldens, type Golden } from '../goldens'

const goldens =
  readGoldens<Record<string, { parameters: number; training: Golden; evaluation: Golden }>>(
    'architectures.json',
  )

/** Without dropout, whose mask is not PyTorch's. */
function forwardAll(model: nn.Module, input: InstanceType<typeof torch.Tensor>) {
  for (const [, module] of model.namedModules()) if (module instanceof nn.Dropout) module.eval()
  return model.forward(input)
}

test.each(Object.keys(goldens))('%s computes what PyTorch computes from the same seed', name => {
  const golden = goldens[name]!
  torch.tidy(() => {
    torch.manualSeed(0)
    const model = makeModel(name)
    const shape = [2, ...inputShapeOf(name)]
    const size = shape.reduce((product, length) => product * length, 1)
    const input = torch.sin(torch.arange(size, { dtype: 'float32' })).reshape(shape)
    expect(model.parameterCount()).toBe(golden.parameters)
    expectGolden(forwardAll(model, input), golden.training, 1e-4)
    model.eval()
    expectGolden(model.forward(input), golden.evaluation, 1e-4)
    model.dispose()
  })
})

test('images are padded and repeated for a network that takes others, and that is said', async () => {
  const { train } = await loadData({ arch: 'vgg16', limit: 3 })
  const { train: plain } = await loadData({ arch: 'n0', limit: 3 })
  const indices = torch.arange(3, { dtype: 'int64' })
  const { input } = train.gather(indices)
  const { input: grey } = plain.gather(indices)
  expect(input.shape).toEqual([3, 3, 32, 32])
  for (let channel = 0; channel < 3; ++channel) {
    const inner = input.narrow(1, channel, 1).narrow(2, 2, 28).narrow(3, 2, 28)
    expect(torch.equal(inner, grey)).toBe(true)
  }
  expect(input.sum().item()).toBeCloseTo(3 * Number(grey.sum().item()), 1)
  expect(adaptationOf('vgg16')).toBe('MNIST images padded to 32×32 and repeated over 3 channels')
  expect(adaptationOf('n1')).toBeNull()
  expect(adaptationOf('vgg16', 'cifar10')).toBeNull()
  expect(adaptationOf('n0', 'cifar10')).toBe('CIFAR-10 images cropped to 28×28 and made grey')
})
