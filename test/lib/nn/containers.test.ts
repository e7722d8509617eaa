/** Containers: what PyTorch's do with indices and names. */
import torch, { nn } from '../../../lib'

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
