import torch, { OptionError, TorchError, nn, type Tensor } from '../../../lib'

class Net extends nn.Module {
  body = new nn.Sequential(new nn.Linear(2, 2), new nn.ReLU())
  blocks = [new nn.ReLU(), new nn.Sigmoid()]
  heads = new Map([['main', new nn.ReLU()]])
  named = { outHead: new nn.ReLU() }
  bag = new Set([new nn.ReLU(), new nn.Sigmoid()])
  list = new nn.ModuleList([new nn.ReLU()])
  size = 3
  #last = this.registerModule('last', new nn.ReLU())

  forward(input: Tensor): Tensor {
    return this.#last.forward(this.body.forward(input))
  }
}

test.each([
  'body',
  'body.1',
  'blocks.0',
  'heads.main',
  'named.outHead',
  'named.out_head',
  'bag.0',
  'list.0',
  'last',
])('replaces %s, in its place', path => {
  const net = new Net()
  const names = net.namedChildren().map(([name]) => name)
  const tanh = new nn.Tanh()
  net.setSubmodule(path, tanh, { strict: true })
  expect(net.getSubmodule(path)).toBe(tanh)
  expect(net.namedChildren().map(([name]) => name)).toEqual(names)
})

test('adds one where there is none yet, with a parent', () => {
  const net = new Net()
  for (const path of ['extra', 'body.2', 'body.more', 'list.1']) {
    const tanh = new nn.Tanh()
    net.setSubmodule(path, tanh)
    expect(net.getSubmodule(path)).toBe(tanh)
  }
  expect([net.body.length, net.list.length]).toEqual([4, 2])
  net.addModule('again', net.body)
  expect(net.getSubmodule('again')).toBe(net.body)
})

test.each<[string, (net: Net) => void, RegExp]>([
  ['an empty path', net => net.setSubmodule('', new nn.Tanh()), /path that is not empty/],
  ['no module', net => net.setSubmodule('body', 3 as never), /expected a module, found 3/],
  ['what is none', net => net.setSubmodule('size', new nn.Tanh()), /'size' already exists/],
  ['no parent', net => net.setSubmodule('head.0', new nn.Tanh()), /no module 'head'/],
  [
    'a new one when strict',
    net => net.setSubmodule('bodi', new nn.Tanh(), { strict: true }),
    /no module 'bodi' \(did you mean 'body'\?\)/,
  ],
])('refuses %s', (_, call, message) => {
  const net = new Net()
  expect(() => call(net)).toThrow(message)
  expect(() => call(net)).toThrow(TorchError)
})

test('toEmpty gives a module of the meta device memory, and keeps its parameters', () => {
  const model = new nn.Sequential(
    new nn.Linear(2, 3, { device: 'meta' }),
    new nn.BatchNorm1d(3, { device: 'meta' }),
  )
  const parameters = model.parameters()
  parameters[1]!.requiresGrad = false
  expect(model.toEmpty({ device: 'cpu' })).toBe(model)
  expect(model.parameters().every((one, i) => one === parameters[i])).toBe(true)
  expect(parameters.map(one => [one.device, one.requiresGrad])).toEqual(
    [true, false, true, true].map(requiresGrad => ['cpu', requiresGrad]),
  )
  model.loadStateDict(new nn.Sequential(new nn.Linear(2, 3), new nn.BatchNorm1d(3)).stateDict())
  expect(model.forward(torch.ones([4, 2])).shape).toEqual([4, 3])
  model.toEmpty({ device: 'meta', recurse: false })
  expect(parameters[0]!.device).toBe('cpu')
  expect(() => model.toEmpty({} as never)).toThrow(OptionError)
})

test('type casts integers too, half and its kin floating tensors alone', () => {
  const norm = new nn.BatchNorm1d(2)
  norm.registerBuffer('phase', torch.ones([2], { dtype: 'complex64' }))
  const dtypes = (): string[] => norm.buffers().map(({ dtype }) => dtype)
  norm.half()
  expect(dtypes()).toEqual(['float16', 'float16', 'int64', 'complex64'])
  norm.type('float64')
  expect(dtypes()).toEqual(['float64', 'float64', 'float64', 'float64'])
  expect(norm.weight!.requiresGrad).toBe(true)
  expect(() => norm.type('int32')).toThrow(/parameters that require grad, found 'int32'/)
  expect(norm.requiresGrad_(false).type('int32').weight!.dtype).toBe('int32')
})

test('a memory format is for tensors of its number of dimensions', () => {
  const model = new nn.Sequential(new nn.Conv2d(2, 2, 3), new nn.Conv3d(2, 2, 3))
  const [flat, deep] = model.to({ memoryFormat: 'channels_last_3d' }).parameters({ recurse: true })
  expect(flat!.isContiguous()).toBe(true)
  expect(deep!.ndim).toBe(1) // the bias of the first
  const kernel = (model.at(1) as nn.Conv3d).weight
  expect(kernel.isContiguous({ memoryFormat: 'channels_last_3d' })).toBe(true)
})
