import torch, { TorchError, nn, optim, type Tensor } from '../../../lib'

const names = (module: nn.AnyModule) => module.namedParameters().map(([name]) => name)
const scalar = () => new nn.Parameter(torch.zeros([1]))

abstract class Empty extends nn.Module {
  forward(input: Tensor): Tensor {
    return input
  }
}

test('members are found in properties, arrays, sets, maps and objects', () => {
  class Net extends Empty {
    scaleFactor = scalar()
    Mixed_5b = scalar()
    layers = [new nn.Linear(1, 1, { bias: false }), [scalar()]]
    branches = new Map([['convA', new nn.Linear(1, 1, { bias: false })]])
    heads = { maskHead: new nn.Linear(1, 1, { bias: false }), size: 3 }
    bag = new Set([scalar()])
    other = [1, 2, 3]
    config = new URL('file:///x')
  }
  expect(names(new Net())).toEqual([
    'scale_factor',
    'Mixed_5b',
    'layers.1.0',
    'bag.0',
    'layers.0.weight',
    'branches.convA.weight',
    'heads.mask_head.weight',
  ])
})

test('a #private member is found by the name it is registered under', () => {
  class Net extends Empty {
    readonly #inner = this.registerModule('innerLayer', new nn.Linear(1, 1, { bias: false }))
    readonly #scale = this.registerParameter('scale', scalar())
    readonly #mask = this.registerBuffer('mask', torch.ones([1]), { persistent: false })

    override forward(input: Tensor): Tensor {
      return this.#inner.forward(input).mul(this.#scale).mul(this.#mask)
    }
  }
  const net = new Net()
  expect(names(net)).toEqual(['scale', 'inner_layer.weight'])
  expect(net.namedBuffers().map(([name]) => name)).toEqual(['mask'])
  expect(Object.keys(net.stateDict())).toEqual(['scale', 'inner_layer.weight'])
  expect(net.forward(torch.ones([1, 1])).shape).toEqual([1, 1])
})

test('registering refuses names that are taken, empty or dotted, and other kinds', () => {
  const net = new (class extends Empty {})()
  expect(() => net.registerParameter('', scalar())).toThrow(/not empty/)
  expect(() => net.registerModule('a.b', new nn.ReLU())).toThrow(/no '\.'/)
  expect(() => net.registerBuffer('forward', torch.ones([1]))).toThrow(/'forward' already exists/)
  expect(() => net.registerParameter('p', torch.ones([1]) as never)).toThrow(
    /cannot assign a Tensor as parameter 'p'/,
  )
  expect(() => net.registerModule('m', 3 as never)).toThrow(/cannot assign 3 as module 'm'/)
  net.registerParameter('bias', null)
  expect(names(net)).toEqual([])
})

describe('what is reachable twice', () => {
  class Tied extends Empty {
    encoder = new nn.Linear(2, 2, { bias: false })
    decoder = new nn.Linear(2, 2, { bias: false })
    again = this.encoder

    constructor() {
      super()
      this.decoder.weight = this.encoder.weight
    }

    override forward(input: Tensor): Tensor {
      return this.decoder.forward(this.encoder.forward(input))
    }
  }

  test('is one parameter with all its names in the state', () => {
    const net = new Tied()
    expect(net.parameters()).toHaveLength(1)
    expect(net.parameterCount()).toBe(4)
    expect(net.namedParameters({ removeDuplicate: false }).map(([name]) => name)).toEqual([
      'encoder.weight',
      'decoder.weight',
      'again.weight',
    ])
    expect(Object.keys(net.stateDict())).toEqual([
      'encoder.weight',
      'decoder.weight',
      'again.weight',
    ])
    expect(net.namedModules().map(([name]) => name)).toEqual(['', 'encoder', 'decoder'])
  })

  test('steps once', () => {
    const net = new Tied()
    const before = net.encoder.weight.detach().clone()
    const optimizer = new optim.SGD(net.parameters(), { lr: 1 })
    net.encoder.weight.grad = torch.ones([2, 2])
    optimizer.step()
    expect(before.sub(net.encoder.weight).sub(1).abs().max().item()).toBeLessThan(1e-6)
  })
})

test('a cycle of modules is an error that names the path', () => {
  class Node extends Empty {
    child: nn.Module | null = null
  }
  const [root, leaf] = [new Node(), new Node()]
  root.child = leaf
  leaf.child = root
  for (const walk of [
    () => root.parameters(),
    () => root.train(),
    () => root.stateDict(),
    () => root.apply(() => undefined),
    () => root.to('float64'),
  ]) {
    expect(walk).toThrow(/found a cycle: 'child\.child' is the Node itself/)
  }
  const outer = new nn.Sequential(root)
  expect(() => outer.modules()).toThrow(/'0\.child\.child' is '0'/)
})

test('two members of one name are refused', () => {
  const net = new (class extends Empty {
    fcOut = scalar()
    fc_out = scalar()
  })()
  expect(() => net.parameters()).toThrow(/found two of 'fc_out'/)
})

test('members are reached by path, in either spelling', () => {
  const net = new nn.Sequential({ convIn: new nn.Conv2d(1, 1, 1), norm: new nn.BatchNorm2d(1) })
  expect(net.getSubmodule('norm')).toBe(net.at(1))
  expect(net.getSubmodule('')).toBe(net)
  expect(net.getParameter('convIn.weight').shape).toEqual([1, 1, 1, 1])
  expect(net.getBuffer('norm.runningMean')).toBe(net.getBuffer('norm.running_mean'))
  expect(() => net.getParameter('norm.wieght')).toThrow(
    /no parameter 'norm\.wieght' \(did you mean 'norm\.weight'\?\)/,
  )
  expect(() => net.getSubmodule('x')).toThrow(TorchError)
})

describe('containers', () => {
  const linear = () => new nn.Linear(1, 1, { bias: false })

  test('a subclass of Sequential keeps both its list and its properties', () => {
    class Net extends nn.Sequential {
      head = linear()
      override forward(input: Tensor): Tensor {
        return this.head.forward(super.forward(input))
      }
    }
    const net = new Net(linear(), new nn.ReLU())
    expect(names(net)).toEqual(['0.weight', 'head.weight'])
    expect(net.length).toBe(2)
  })

  test('Sequential takes names, as an object or a map', () => {
    const named = new nn.Sequential({ first: linear(), second: linear() })
    expect(names(named)).toEqual(['first.weight', 'second.weight'])
    const mapped = new nn.Sequential(new Map([['a', linear()]])).append(linear())
    expect(names(mapped)).toEqual(['a.weight', '1.weight'])
    expect(() => new nn.Sequential({ a: 1 as never })).toThrow(/found 1 at 'a'/)
  })

  test('ModuleList is an array of modules', () => {
    const [a, b, c] = [linear(), linear(), linear()]
    const list = new nn.ModuleList([a, c]).insert(1, b)
    expect([...list]).toEqual([a, b, c])
    expect([list.length, list[1], list.at(-1)]).toEqual([3, b, c])
    expect(names(list)).toEqual(['0.weight', '1.weight', '2.weight'])
    list[0] = c
    expect(list.pop()).toBe(c)
    expect([...list]).toEqual([c, b])
    expect(() => list.append(1 as never)).toThrow(/ModuleList: expected modules, found 1/)
    expect(() => list.pop(7)).toThrow(/index below 2, found 7/)
    expect(() => new nn.ModuleList(linear() as never)).toThrow(/an array or other iterable/)
    expect(() => list.forward()).toThrow(/ModuleList has no forward/)
  })

  test('ModuleDict is a map of modules', () => {
    const [a, b] = [linear(), linear()]
    const dict = new nn.ModuleDict({ convA: a }).update([['b', b]])
    expect(names(dict)).toEqual(['convA.weight', 'b.weight'])
    expect(dict.get('convA')).toBe(a)
    expect([...dict.keys()]).toEqual(['convA', 'b'])
    expect(dict.pop('b')).toBe(b)
    expect([dict.size, dict.has('b')]).toEqual([1, false])
    expect(() => dict.get('convB')).toThrow(/no 'convB' \(did you mean 'convA'\?\)/)
    expect(() => dict.set('a.b', a)).toThrow(/has no '\.'/)
  })

  test('ParameterList and ParameterDict make parameters of tensors', () => {
    const list = new nn.ParameterList([torch.ones([1]) as never, scalar()])
    expect(names(list)).toEqual(['0', '1'])
    expect(list[0]).toBeInstanceOf(nn.Parameter)
    const dict = new nn.ParameterDict({ left: scalar() })
    expect(dict.get('left').requiresGrad).toBe(true)
    expect(names(new nn.Sequential(new nn.ReLU()))).toEqual([])
    expect(() => list.append('x' as never)).toThrow(/expected parameters, found 'x'/)
  })
})
