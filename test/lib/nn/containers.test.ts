/** Containers: what PyTorch's do with indices and names. */
import torch, { nn, TorchError } from '../../../lib'

const names = (module: nn.AnyModule): string[] => module.namedChildren().map(([name]) => name)
const three = (): nn.Sequential =>
  new nn.Sequential(new nn.Linear(1, 2), new nn.ReLU(), new nn.Linear(2, 3))

test('a Sequential grows, shrinks and is numbered anew', () => {
  const model = three()
  const [first, relu, last] = [...model]
  const tanh = new nn.Tanh()
  model.insert(1, tanh)
  expect([...model]).toEqual([first, tanh, relu, last])
  expect(Object.keys(model.stateDict())).toEqual(['0.weight', '0.bias', '3.weight', '3.bias'])
  expect(model.pop(1)).toBe(tanh)
  expect(names(model.delete(0))).toEqual(['0', '1'])
  expect([...model.extend([tanh]).extend(new nn.Sequential(first!))]).toEqual([
    relu,
    last,
    tanh,
    first,
  ])
  expect(model.set(-1, relu!).at(3)).toBe(relu)
  expect(model.pop()).toBe(relu)
})

test('a Sequential is read and written by position, as it runs', () => {
  const model = new nn.Sequential({ in: new nn.Tanh(), out: new nn.Tanh() })
  const x = torch.tensor([-2, 3])
  model[0] = new nn.ReLU()
  model[1] = new nn.Identity()
  expect(model.forward(x).toArray()).toEqual([0, 3])
  expect(model[0]).toBe(model.at(0))
  expect(String(model)).toBe('Sequential(\n  (in): ReLU()\n  (out): Identity()\n)')
  expect(model.deepCopy()[1]).toBeInstanceOf(nn.Identity)
  model.deepCopy().append(new nn.ReLU())[2] = new nn.Tanh()
  expect(model[2]).toBeUndefined()
  expect(() => (model[2] = new nn.ReLU())).toThrow(/Sequential: expected an index below 2, found 2/)
  expect(() => (model[0] = 3 as never)).toThrow(/Sequential: expected modules, found 3/)
  class Net extends nn.Sequential {}
  const net = new Net(new nn.Tanh())
  net[0] = new nn.ReLU()
  expect([net.forward(x).toArray(), net.length]).toEqual([[0, 3], 1])
})

test('what is added to a Sequential by name runs', () => {
  const model = new nn.Sequential()
  expect(model.addModule('act', new nn.ReLU())).toBeInstanceOf(nn.ReLU)
  model.registerModule('1', new nn.Flatten({ startDim: 0 }))
  model.addModule('act', new nn.Identity())
  expect(names(model)).toEqual(['act', '1'])
  expect(model.forward(torch.tensor([[-1, 2]])).toArray()).toEqual([-1, 2])
  expect(() => model.addModule('a.b', new nn.ReLU())).toThrow(/has no '\.'/)
  expect(() => model.addModule('forward', new nn.ReLU())).toThrow(/expected a free name/)
  expect(() => model.addModule('2', null)).toThrow(/expected modules, found null/)
})

test('what lists are given under the name of a position is a member', () => {
  const list = new nn.ModuleList([new nn.ReLU()])
  list.addModule('1', new nn.Tanh())
  list.registerModule('0', new nn.Identity())
  list.addModule('more', new nn.Sigmoid())
  expect(list.toString()).toContain('(0): Identity()\n  (1): Tanh()')
  expect([list.length, names(list)]).toEqual([2, ['0', '1', 'more']])
  expect(() => list.addModule('3', new nn.ReLU())).toThrow(/expected an index below 2, found 3/)
  const parameters = new nn.ParameterList()
  const parameter = parameters.registerParameter('0', new nn.Parameter(torch.ones([1])))
  expect(parameters[0]).toBe(parameter)
})

test('a Sequential with a forward of its own keeps what it registers', () => {
  class Net extends nn.Sequential {
    readonly head = this.registerModule('last', new nn.ReLU())
    override forward(x: torch.Tensor): torch.Tensor {
      return this.head.forward(super.forward(x))
    }
  }
  const net = new Net(new nn.Identity())
  expect([net.length, net.forward(torch.tensor([-1, 2])).toArray()]).toEqual([1, [0, 2]])
})

test('a slice of a Sequential shares its modules under their names', () => {
  const model = three()
  const tail = model.slice(1)
  expect([names(tail), tail.at(-1)]).toEqual([['1', '2'], model.at(2)])
  expect(model.slice(0, -1).length).toBe(2)
  expect([...tail.concat(model)].length).toBe(5)
  expect(model.slice(0, 1).forward(torch.ones([1, 1])).shape).toEqual([1, 2])
})

test('named modules keep their names until the order changes', () => {
  const model = new nn.Sequential({ in: new nn.Linear(1, 1), act: new nn.ReLU() })
  expect(names(model.set(1, new nn.Tanh()))).toEqual(['in', 'act'])
  expect(names(model.delete(0))).toEqual(['0'])
})

test('lists are cut, joined and shortened', () => {
  const list = new nn.ModuleList([new nn.ReLU(), new nn.Tanh(), new nn.Sigmoid()])
  const part = list.slice(1)
  expect(part).toBeInstanceOf(nn.ModuleList)
  expect([part.length, part[0]]).toEqual([2, list[1]])
  expect(part.concat([list[0]!]).length).toBe(3)
  expect(list.delete(0).length).toBe(2)
  const parameters = new nn.ParameterList([1, 2].map(n => new nn.Parameter(torch.ones(n))))
  expect(parameters.slice(-1)[0]).toBe(parameters[1])
})

test.each<[string, () => unknown, RegExp]>([
  ['index', () => three().pop(7), /Sequential: expected an index below 3, found 7/],
  ['place', () => three().insert(5, new nn.ReLU()), /index below 4, found 5/],
  ['module', () => three().insert(0, 2 as never), /expected modules, found 2/],
  ['list', () => three().extend(2 as never), /in an array or another Sequential, found 2/],
  ['member', () => three().extend([2 as never]), /expected modules, found 2 at '3'/],
])('refuses a wrong %s', (_, call, message) => expect(call).toThrow(message))

const lists: [string, () => nn.ModuleList | nn.ParameterList][] = [
  ['ModuleList', () => new nn.ModuleList([new nn.ReLU()])],
  ['ParameterList', () => new nn.ParameterList([new nn.Parameter(torch.ones([1]))])],
]

describe.each(lists)('%s', (name, make) => {
  const calls = ['at', 'slice', 'set', 'pop', 'delete', 'insert'] as const

  test.each(calls)('refuses an index of %s that is no integer', method => {
    for (const index of [2n, Symbol('one'), 0.5, null, '0']) {
      const list = make()
      const call = (): unknown => list[method](index as never, list[0] as never)
      expect(call).toThrow(TorchError)
      expect(call).toThrow(`${name}.${method}: expected an integer, found `)
      expect(list.length).toBe(1)
    }
  })

  test('refuses a member behind the end', () => {
    const list = make()
    expect(() => (list[1] = list[0] as never)).toThrow(/expected an index below 1, found 1/)
  })

  test('a copy is cut like the list', () => {
    const copy = make().deepCopy()
    expect(copy.slice(1).length).toBe(0)
    copy.pop()
    expect(copy.length).toBe(0)
  })
})

test('an error tells where in the model the module is, what it takes and what it got', () => {
  class Net extends nn.Module {
    readonly body = new nn.Sequential(new nn.Linear(4, 3), new nn.ReLU(), new nn.Linear(2, 1))
    forward(input: torch.Tensor): torch.Tensor {
      return this.body.forward(input)
    }
  }
  const net = new Net()
  const message = (input: number[]): string => {
    try {
      net.forward(torch.ones(input))
    } catch (error) {
      return (error as Error).message
    }
    return 'none'
  }
  expect(message([2, 4])).toMatch(
    /^Linear\(in_features=2, .*\) at 'body\.2' of Net: expected \[\*, 2\], found \[2, 3\]: /,
  )
  expect(message([2, 5])).toMatch(/at 'body\.0' of Net: expected \[\*, 4\], found \[2, 5\]/)
})
