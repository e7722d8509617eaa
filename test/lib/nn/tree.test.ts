/** What a module is made of: which names, in which order, and what is refused by which method. */
import torch, { nn, type Tensor } from '../../../lib'

const linear = (): nn.Linear => new nn.Linear(1, 1, { bias: false })

class Net extends nn.Module {
  first = linear()
  blocks = [new nn.BatchNorm1d(1), { innerHead: linear() }]
  shared = this.first
  scale = new nn.Parameter(torch.ones([1]))
  again = this.scale
  loop: unknown[] = []

  constructor() {
    super()
    this.loop.push(this.loop)
  }

  forward(input: Tensor): Tensor {
    return this.first.forward(input)
  }
}

const namesOf = (found: [string, unknown][]): string[] => found.map(([name]) => name)
const messageOf = (call: () => unknown): string => {
  try {
    call()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing is refused'
}

test('all modules, and those right below', () => {
  const net = new Net()
  const modules = ['', 'first', 'blocks.0', 'blocks.1.inner_head']
  expect(namesOf(net.namedModules())).toEqual(modules)
  expect(net.modules().map(module => module.constructor.name)).toEqual(['Net', 'Linear', 'BatchNorm1d', 'Linear']) // prettier-ignore
  expect(namesOf(net.namedModules({ removeDuplicate: false }))).toEqual([...modules, 'shared'])
  expect(namesOf(net.namedModules({ prefix: 'net' }))).toEqual([
    'net',
    'net.first',
    'net.blocks.0',
    'net.blocks.1.inner_head',
  ])
  expect(namesOf(net.namedChildren())).toEqual(['first', 'blocks.0', 'blocks.1.inner_head'])
  expect(net.children()[0]).toBe(net.first)
})

test('parameters and buffers, with and without those below', () => {
  const net = new Net()
  const all = ['scale', 'first.weight', 'blocks.0.weight', 'blocks.0.bias', 'blocks.1.inner_head.weight'] // prettier-ignore
  expect(namesOf(net.namedParameters())).toEqual(all)
  expect(net.parameters()).toHaveLength(5)
  expect(namesOf(net.namedParameters({ removeDuplicate: false }))).toEqual([
    'scale',
    'again',
    ...all.slice(1),
    'shared.weight',
  ])
  expect(namesOf(net.namedParameters({ recurse: false, prefix: 'x' }))).toEqual(['x.scale'])
  const own = net.parameters({ recurse: false })
  expect([own.length, own[0] === net.scale]).toEqual([1, true])
  const buffers = ['running_mean', 'running_var', 'num_batches_tracked']
  expect(namesOf(net.namedBuffers({ prefix: 'x' }))).toEqual(buffers.map(one => `x.blocks.0.${one}`)) // prettier-ignore
  expect([net.buffers().length, net.buffers({ recurse: false }).length]).toEqual([3, 0])
  expect(net.parameterCount()).toBe(5)
})

test('a buffer is taken over, with its options, and a buffer stays what it is', () => {
  const net = new Net()
  const made = net.registerBuffer('table', torch.ones([2]), { persistent: false })
  expect([made instanceof nn.Buffer, made.persistent]).toEqual([true, false])
  expect(Reflect.get(net, 'table')).toBe(made)
  const own = new nn.Buffer(torch.ones([1]))
  expect(net.registerBuffer('own', own)).toBe(own)
  expect(net.registerBuffer('none', null)).toBeNull()
  expect(namesOf(net.namedBuffers({ recurse: false }))).toEqual(['table', 'own'])
  Reflect.set(net, 'none', torch.zeros([3]))
  expect(net.getBuffer('none').shape).toEqual([3])
  expect(net.addModule('extra', null)).toBeNull()
})

test.each<[call: (net: Net) => unknown, message: string]>([
  [net => net.namedModules({ odd: 1 } as never), "namedModules: unknown option 'odd'; expected one of prefix, removeDuplicate"], // prettier-ignore
  [net => net.namedModules({ removeDuplicate: 1 as never }), 'namedModules: removeDuplicate: expected true or false, found 1'], // prettier-ignore
  [net => net.namedModules({ prefix: 1 as never }), 'namedModules: prefix: expected a string, found 1'], // prettier-ignore
  [net => net.namedParameters({ odd: 1 } as never), "parameters: unknown option 'odd'; expected one of recurse, prefix, removeDuplicate"], // prettier-ignore
  [net => net.namedParameters({ recurse: 1 as never }), 'parameters: recurse: expected true or false, found 1'], // prettier-ignore
  [net => net.namedBuffers({ removeDuplicate: 1 as never }), 'buffers: removeDuplicate: expected true or false, found 1'], // prettier-ignore
  [net => net.namedBuffers({ prefix: 1 as never }), 'buffers: prefix: expected a string, found 1'],
  [net => net.registerParameter('a.b', null), "Net: expected a name that is not empty and has no '.', found 'a.b'"], // prettier-ignore
  [net => net.registerBuffer('', null), "Net: expected a name that is not empty and has no '.', found ''"], // prettier-ignore
  [net => net.registerModule(3 as never, null), "Net: expected a name that is not empty and has no '.', found 3"], // prettier-ignore
  [net => net.registerModule('forward', null), "Net: expected a free name, but 'forward' already exists"], // prettier-ignore
  [net => net.registerParameter('scale', null), "Net: expected a free name, but 'scale' already exists"], // prettier-ignore
  [net => net.registerBuffer('b', 3 as never), "Net: cannot assign 3 as buffer 'b' (Tensor, nn.Buffer or null expected)"], // prettier-ignore
  [net => net.registerModule('m', 3 as never), "Net: cannot assign 3 as module 'm' (nn.Module or null expected)"], // prettier-ignore
  [net => net.registerParameter('p', 3 as never), "Net: cannot assign 3 as parameter 'p' (nn.Parameter or null expected)"], // prettier-ignore
  [net => (net.scale = linear() as never), "Net: cannot assign a Linear as parameter 'scale' (nn.Parameter or null expected)"], // prettier-ignore
  [net => net.apply(3 as never), 'apply: expected a function, found 3'],
  [net => net.train(3 as never), 'train: mode: expected true or false, found 3'], // prettier-ignore
  [net => net.getSubmodule('frist'), "Net has no module 'frist' (did you mean 'first'?)"],
  [net => net.getParameter('first.bias'), "Net has no parameter 'first.bias'"],
  [net => net.getBuffer(3 as never), 'Net: buffer: expected a string, found 3'],
  [net => net.requiresGrad_(3 as never), 'Module.requiresGrad_: requiresGrad: expected true or false, found 3'], // prettier-ignore
  [net => net.to('int64'), "Module.to: expected a floating or complex dtype, found 'int64'"],
  [net => net.toEmpty({} as never), 'Module.toEmpty: expected { device }'],
  [net => net.toEmpty({ device: 'meta', recurse: 1 as never }), 'Module.toEmpty: recurse: expected true or false, found 1'], // prettier-ignore
  [net => net.toEmpty({ odd: 1 } as never), "Module.toEmpty: unknown option 'odd'; expected one of device, recurse"], // prettier-ignore
  [net => net.type('int' as never), "Module.type: expected a dtype, found 'int'"],
  [net => net.type('int64'), "Module.type: expected a floating or complex dtype for parameters that require grad, found 'int64'; call requiresGrad_(false) first"], // prettier-ignore
  [net => net.getExtraState(), 'Net has no extra state: a class that has it overrides getExtraState and setExtraState'], // prettier-ignore
  [net => net.setExtraState(1), 'Net has no extra state: a class that has it overrides getExtraState and setExtraState'], // prettier-ignore
  [net => net.setSubmodule('', linear()), 'Net.setSubmodule: expected a path that is not empty'],
  [net => net.setSubmodule('first', 3 as never), 'Net.setSubmodule: module: expected a module, found 3'], // prettier-ignore
  [net => net.setSubmodule('first', linear(), { strict: 1 as never }), 'Net.setSubmodule: strict: expected true or false, found 1'], // prettier-ignore
  [net => net.setSubmodule(3 as never, linear()), 'Net.setSubmodule: path: expected a string, found 3'], // prettier-ignore
  [net => net.setSubmodule('frist.x', linear()), "Net has no module 'frist' (did you mean 'first'?)"], // prettier-ignore
  [net => net.setSubmodule('more', linear(), { strict: true }), "Net has no module 'more'"],
  [net => net.registerForwardPreHook(3 as never), 'registerForwardPreHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerForwardHook(3 as never), 'registerForwardHook: expected a function, found 3'],
  [net => net.registerForwardHook(() => 1, { odd: 1 } as never), "registerForwardHook: unknown option 'odd'; expected one of prepend, alwaysCall"], // prettier-ignore
  [net => net.registerForwardHook(() => 1, { alwaysCall: 1 as never }), 'registerForwardHook: alwaysCall: expected true or false, found 1'], // prettier-ignore
  [net => net.registerForwardHook(() => 1, { prepend: 1 as never }), 'registerForwardHook: prepend: expected true or false, found 1'], // prettier-ignore
  [net => net.registerFullBackwardHook(3 as never), 'registerFullBackwardHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerFullBackwardPreHook(3 as never), 'registerFullBackwardPreHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerStateDictPreHook(3 as never), 'registerStateDictPreHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerStateDictPostHook(3 as never), 'registerStateDictPostHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerLoadStateDictPreHook(3 as never), 'registerLoadStateDictPreHook: expected a function, found 3'], // prettier-ignore
  [net => net.registerLoadStateDictPostHook(3 as never), 'registerLoadStateDictPostHook: expected a function, found 3'], // prettier-ignore
  [net => net.stateDict({ odd: 1 } as never), "stateDict: unknown option 'odd'; expected one of prefix, keepVars"], // prettier-ignore
  [net => net.stateDict({ keepVars: 1 as never }), 'stateDict: keepVars: expected true or false, found 1'], // prettier-ignore
  [net => net.stateDict({ prefix: 1 as never }), 'stateDict: prefix: expected a string, found 1'],
  [net => net.loadStateDict(3 as never), 'loadStateDict: expected an object of tensors by name, found 3'], // prettier-ignore
])('refuses %#', (call, message) => {
  expect(messageOf(() => call(new Net()))).toBe(message)
})

test('a module below itself is told by every walk', () => {
  const net = new Net()
  const list = new nn.ModuleList([net])
  Reflect.set(net, 'up', list)
  const cycle = /^Net: expected a tree of modules, found a cycle: 'up\.0' is the Net itself; keep a reference to a module above in a #private field$/ // prettier-ignore
  let calls = 0
  for (const walk of [
    () => net.apply(() => void ++calls),
    () => net.train(),
    () => net.toString(),
    () => net.buffers(),
  ])
    expect(messageOf(walk)).toMatch(cycle)
  expect(calls).toBe(0)
  expect(messageOf(() => list.toString())).toMatch(
    /^ModuleList: .*'0\.up' is the ModuleList itself/,
  )
})

test('apply calls what is below first', () => {
  const model = new nn.Sequential(new nn.Sequential(new nn.ReLU()), new nn.Tanh())
  const names: string[] = []
  expect(model.apply(({ constructor }) => void names.push(constructor.name))).toBe(model)
  expect(names).toEqual(['ReLU', 'Sequential', 'Tanh', 'Sequential'])
  expect([model.train({ mode: false }), model.at(1)!.training]).toEqual([model, false])
})

test('casts: those of floats leave integers alone, type casts all', () => {
  const norm = new nn.BatchNorm1d(1)
  const dtypes = (): unknown[] => [norm.weight!.dtype, norm.runningVar!.dtype, norm.numBatchesTracked!.dtype] // prettier-ignore
  const floats = ['double', 'half', 'bfloat16', 'float'] as const
  const found = floats.map(name => (norm[name](), dtypes()))
  expect(found).toEqual(['float64', 'float16', 'bfloat16', 'float32'].map(x => [x, x, 'int64']))
  norm.requiresGrad_(false).type('int32')
  expect(dtypes()).toEqual(['int32', 'int32', 'int32'])
  expect(norm.parameters().some(({ requiresGrad }) => requiresGrad)).toBe(false)
})

test('toEmpty moves a module, or all below it too', () => {
  const devices = (recurse?: boolean): string[] => {
    const net = new Net().toEmpty({ device: 'meta', recurse })
    return [net.scale.device, net.first.weight.device, net.buffers()[0]!.device]
  }
  expect(devices()).toEqual(['meta', 'meta', 'meta'])
  expect(devices(false)).toEqual(['meta', 'cpu', 'cpu'])
})
