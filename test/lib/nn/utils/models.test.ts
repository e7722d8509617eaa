/** nn.utils for whole layers and models: folded, stacked, made without values, summarized. */
import torch, { nn, type Tensor } from '../../../../lib'
import { messageOf } from '../../../support/message'

const { utils } = nn
const ones = (...shape: number[]): Tensor => torch.ones(shape)

const near = (tensor: Tensor): unknown => tensor.mul(100).round().div(100).double().mul(100).round().div(100).toArray() // prettier-ignore

describe('folding', () => {
  const weight = torch.tensor([[1, 2], [3, 4]]) // prettier-ignore
  const [mean, variance] = [torch.tensor([1, 2]), torch.tensor([3, 0])]

  test('scales outputs by the deviation, and shifts by the mean', () => {
    // The factors are 1/√(3 + 1) and 1/√(0 + 1).
    const [w, b] = utils.fuseLinearBnWeights(weight, null, mean, variance, 1)
    expect([near(w), near(b)]).toEqual([[[0.5, 1], [3, 4]], [-0.5, -2]]) // prettier-ignore
    const [scale, shift, bias] = [torch.tensor([2, 10]), torch.tensor([7, 8]), torch.tensor([3, 4])]
    const all = utils.fuseLinearBnWeights(weight, bias, mean, variance, 1, scale, shift)
    expect(all.map(near)).toEqual([[[1, 2], [30, 40]], [9, 28]]) // prettier-ignore
    const shifted = utils.fuseLinearBnWeights(weight, bias, mean, variance, 1, { bnBias: shift })
    expect(near(shifted[1])).toEqual([8, 10])
  })

  test('along the second dimension of what is transposed', () => {
    const kernel = weight.reshape([2, 2, 1])
    const along = (transpose?: boolean): unknown =>
      near(utils.fuseConvBnWeights(kernel, null, mean, variance, 1, { transpose })[0].flatten())
    expect([along(), along(false), along(true)]).toEqual([[0.5, 1, 3, 4], [0.5, 1, 3, 4], [0.5, 2, 1.5, 4]]) // prettier-ignore
  })

  test('keeps who learns', () => {
    const [w, b] = utils.fuseLinearBnWeights(ones(2, 2).requiresGrad_(), ones(2), mean, variance, 1)
    expect([w, b].every(one => one instanceof nn.Parameter)).toBe(true)
    expect([w.requiresGrad, b.requiresGrad]).toEqual([true, false])
    const learned = utils.fuseLinearBnWeights(ones(2, 2).requiresGrad_(), null, mean, variance, 1)
    expect(learned.map(one => one.requiresGrad)).toEqual([true, true])
  })

  test('of layers leaves those as they are', () => {
    const [conv, norm] = [new nn.ConvTranspose1d(2, 3, 2).eval(), new nn.BatchNorm1d(3).eval()]
    norm.runningMean!.fill_(2)
    const x = torch.arange(8).float().reshape([1, 2, 4])
    const both = utils.fuseConvBnEval(conv, norm, true)
    expect(torch.allclose(both.forward(x), norm.forward(conv.forward(x)), { atol: 1e-4 })).toBe(
      true,
    )
    expect([both === conv, conv.weight.isDisposed]).toEqual([false, false])
    const one = new nn.BatchNorm1d(1).eval()
    expect(utils.fuseLinearBnEval(new nn.Linear(2, 3).eval(), one).weight.shape).toEqual([3, 2])
  })

  const linear = new nn.Linear(2, 3)
  test.each<[() => unknown, string]>([
    [() => utils.fuseLinearBnEval(linear.eval(), new nn.BatchNorm1d(2).eval()), 'fuseLinearBnEval: expected a bn of 3 features, found 2'], // prettier-ignore
    [() => utils.fuseLinearBnEval(linear.eval(), new nn.BatchNorm1d(3)), 'fuseLinearBnEval: expected modules in evaluation; call eval() first'], // prettier-ignore
    [() => utils.fuseLinearBnEval(linear.train(), new nn.BatchNorm1d(3).eval()), 'fuseLinearBnEval: expected modules in evaluation; call eval() first'], // prettier-ignore
    [() => utils.fuseConvBnEval(linear.eval(), new nn.BatchNorm1d(3, { trackRunningStats: false }).eval()), 'fuseConvBnEval: bn: expected a batch norm with running statistics'], // prettier-ignore
    [() => utils.fuseConvBnEval(3 as never, linear), 'fuseConvBnEval: layer: expected a module, found 3'], // prettier-ignore
    [() => utils.fuseLinearBnEval(linear, 3 as never), 'fuseLinearBnEval: bn: expected a batch norm, found 3'], // prettier-ignore
    [() => utils.fuseLinearBnWeights(weight, null, 3 as never, variance, 1), ': runningMean: expected a Tensor, found 3'], // prettier-ignore
    [() => utils.skipInit(3 as never), 'skipInit: expected a class of modules, found 3'],
    [() => utils.convertConv2dWeightMemoryFormat(3 as never, 'channels_last'), 'convertConv2dWeightMemoryFormat: module: expected a module, found 3'], // prettier-ignore
    [() => utils.convertConv3dWeightMemoryFormat(linear, 'last' as never), "convertConv3dWeightMemoryFormat: memoryFormat: expected contiguous_format, channels_last, channels_last_3d, preserve_format, found 'last'"], // prettier-ignore
  ])('and the like refuse %#', (call, message) => {
    expect(messageOf(call).replace('nn.utils.', '').replace('nn.utils:', ':')).toBe(message)
  })
})

test('memory formats are those of the convolutions of that many dimensions', () => {
  const model = new nn.Sequential(new nn.Conv2d(2, 2, 3), new nn.Sequential(new nn.ConvTranspose2d(2, 2, 3)), new nn.Conv3d(2, 2, 3)) // prettier-ignore
  const strides = (): number[] => model.parameters().filter(({ ndim }) => ndim > 1).map(one => one.strides[1]!) // prettier-ignore
  expect(strides()).toEqual([9, 9, 27])
  expect(utils.convertConv2dWeightMemoryFormat(model, 'channels_last')).toBe(model)
  expect(strides()).toEqual([1, 1, 27])
  utils.convertConv3dWeightMemoryFormat(model, 'channels_last_3d')
  expect(strides()).toEqual([1, 1, 1])
  utils.convertConv2dWeightMemoryFormat(model, 'contiguous_format')
  expect(strides()).toEqual([9, 9, 1])
})

test('a layer without values is where it is asked to be', () => {
  const meta = utils.skipInit(nn.Linear, 2, 3, { device: 'meta', bias: false })
  expect([meta.weight.device, meta.bias, meta.weight.shape]).toEqual(['meta', null, [3, 2]])
  expect(utils.skipInit(nn.Linear, 2, 3).weight.device).toBe('cpu')
})

describe('the state of several models', () => {
  const { stackModuleState } = torch.func

  test('is stacked by name, and learned where theirs is', () => {
    const models = [0, 1, 2].map(() => new nn.BatchNorm1d(2))
    models.forEach((model, i) => model.runningMean!.fill_(i))
    models.forEach(model => (model.bias!.requiresGrad = false))
    const [parameters, buffers] = stackModuleState(models)
    expect(Object.entries(parameters).map(([name, one]) => [name, one.shape, one.requiresGrad, one.isLeaf])).toEqual([['weight', [3, 2], true, true], ['bias', [3, 2], false, true]]) // prettier-ignore
    expect(buffers.running_mean!.toArray()).toEqual([[0, 0], [1, 1], [2, 2]]) // prettier-ignore
    expect(Object.keys(buffers)).toEqual(['running_mean', 'running_var', 'num_batches_tracked'])
  })

  const linear = (): nn.Linear => new nn.Linear(2, 2)
  const fixed = linear()
  fixed.bias!.requiresGrad = false
  test.each<[() => unknown, string]>([
    [() => stackModuleState([]), 'expected at least one model, found none'],
    [() => stackModuleState([linear(), linear().eval()]), 'expected all models to train, or none'],
    [() => stackModuleState([linear(), new nn.ReLU()]), 'expected models of one class'],
    [() => stackModuleState([linear(), fixed]), 'expected bias of all models to require a gradient, or of none'], // prettier-ignore
    [() => stackModuleState([linear(), 3 as never]), 'models[1]: expected a module, found 3'],
    [() => stackModuleState(3 as never), 'models: expected an array of modules, found 3'],
    [() => stackModuleState([linear(), new nn.Linear(2, 2, { bias: false })]), 'bias of each model: expected a Tensor, found undefined'], // prettier-ignore
  ])('is not stacked %#', (call, problem) => {
    expect(messageOf(call)).toBe(`stackModuleState: ${problem}`)
  })
})

test('a summary is a table of layers, with what they give, learn and do', () => {
  const body = new nn.Sequential(new nn.Linear(3, 4), new nn.ReLU())
  class Net extends nn.Module {
    parts = new nn.ModuleDict({ body, spare: new nn.Linear(2, 500, { bias: false }) })
    forward(x: Tensor): Tensor {
      return body.forward(x)
    }
  }
  body.parameters()[1]!.requiresGrad = false
  const found = nn.summary(new Net(), [2, 3])
  expect(String(found).split('\n')).toEqual([
    'Layer                  Output shape  Parameters  Multiply-adds',
    '──────────────────────────────────────────────────────────────',
    'Net                    [2, 4]                 –              –',
    '  ModuleDict (parts)   –                      –              –',
    '    Sequential (body)  [2, 4]                 –              –',
    '      Linear (0)       [2, 4]                16             24',
    '      ReLU (1)         [2, 4]                 –              –',
    '    Linear (spare)     –                  1,000              –',
    '──────────────────────────────────────────────────────────────',
    'Parameters: 1,016, of which 1,012 are learned',
    'Multiply-adds: 24',
    'Memory: input 0.00 MiB, parameters 0.00 MiB, buffers 0.00 MiB, outputs 0.00 MiB, all 0.00 MiB',
  ])
  expect(found.rows.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 3, 2])
  const large = nn.summary(new nn.Linear(512, 1024, { bias: false }), [256, 512])
  expect(String(large)).toContain(
    'input 0.50 MiB, parameters 2.00 MiB, buffers 0.00 MiB, outputs 1.00 MiB, all 3.50 MiB',
  )
})
