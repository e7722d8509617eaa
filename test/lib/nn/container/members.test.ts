/** Containers: at both ends, behind them, and what each method says of what it cannot take. */
import torch, { nn } from '../../../../lib'
import { messageOf } from '../../../support/message'

const [relu, tanh, sigmoid] = [new nn.ReLU(), new nn.Tanh(), new nn.Sigmoid()]
const list = (): nn.ModuleList => new nn.ModuleList([relu, tanh, sigmoid])
const sequential = (): nn.Sequential => new nn.Sequential(relu, tanh, sigmoid)

describe.each([
  ['ModuleList', list],
  ['Sequential', sequential],
] as const)('%s', (name, make) => {
  const names = (one: nn.AnyModule): string[] =>
    one.children().map(({ constructor }) => constructor.name)

  test('is read at both ends', () => {
    const one = make()
    expect([0, 2, -1, -3, 3, -4].map(index => one.at(index))).toEqual([
      relu,
      sigmoid,
      sigmoid,
      relu,
      undefined,
      undefined,
    ])
    expect([one[0], one[2], one[3], one.length]).toEqual([relu, sigmoid, undefined, 3])
    expect([...one]).toEqual([relu, tanh, sigmoid])
  })

  test('is written, shortened and grown at both ends', () => {
    expect(names(make().insert(0, new nn.Mish()))).toEqual(['Mish', 'ReLU', 'Tanh', 'Sigmoid'])
    expect(names(make().insert(3, new nn.Mish()))).toEqual(['ReLU', 'Tanh', 'Sigmoid', 'Mish'])
    expect(names(make().insert(-1, new nn.Mish()))).toEqual(['ReLU', 'Tanh', 'Mish', 'Sigmoid'])
    expect(names(make().insert(-3, new nn.Mish()))).toEqual(['Mish', 'ReLU', 'Tanh', 'Sigmoid'])
    expect(names(make().append(new nn.Mish()))).toEqual(['ReLU', 'Tanh', 'Sigmoid', 'Mish'])
    expect(names(make().set(-3, new nn.Mish()))).toEqual(['Mish', 'Tanh', 'Sigmoid'])
    expect(names(make().set(2, new nn.Mish()))).toEqual(['ReLU', 'Tanh', 'Mish'])
    expect(names(make().delete(2))).toEqual(['ReLU', 'Tanh'])
    expect(names(make().delete(-3))).toEqual(['Tanh', 'Sigmoid'])
    const one = make()
    expect([one.pop(), one.pop(0), names(one)]).toEqual([sigmoid, relu, ['Tanh']])
    expect([one.pop(-1), one.length]).toEqual([tanh, 0])
    expect(names(make().extend([new nn.Mish(), new nn.Tanh()]))).toHaveLength(5)
  })

  test('is cut and joined', () => {
    const cut = (...bounds: number[]): string[] => names(make().slice(...bounds))
    expect(cut()).toEqual(['ReLU', 'Tanh', 'Sigmoid'])
    expect(cut(1)).toEqual(['Tanh', 'Sigmoid'])
    expect(cut(0, 2)).toEqual(['ReLU', 'Tanh'])
    expect(cut(-2, -1)).toEqual(['Tanh'])
    const one = make()
    const both = one.concat(make() as never)
    expect([both.length, one.length]).toEqual([6, 3])
  })

  test.each([
    ['pop', 3],
    ['pop', -4],
    ['delete', 3],
    ['delete', -4],
    ['set', 3],
    ['set', -4],
  ] as const)('%s refuses the index %d', (method, index) => {
    const call = make()[method].bind(make()) as (...args: unknown[]) => unknown
    expect(messageOf(() => call(index, new nn.Mish()))).toBe(
      `${name}: expected an index below 3, found ${index}`,
    )
  })

  test('indices are integers, members modules', () => {
    const one = make()
    expect(messageOf(() => one.at(0.5))).toBe(`${name}.at: expected an integer, found 0.5`)
    expect(messageOf(() => one.insert(0.5, relu))).toBe(`${name}.insert: expected an integer, found 0.5`) // prettier-ignore
    expect(messageOf(() => one.slice(0.5))).toBe(`${name}.slice: expected an integer, found 0.5`)
    expect(messageOf(() => one.slice(0, 'x' as never))).toBe(`${name}.slice: expected an integer, found 'x'`) // prettier-ignore
    for (const method of ['set', 'pop', 'delete'] as const) {
      const call = one[method].bind(one) as (...args: unknown[]) => unknown
      expect(messageOf(() => call(0.5, relu))).toMatch(/: expected an integer, found 0\.5$|: index: expected an integer, found 0\.5$/) // prettier-ignore
    }
    expect(messageOf(() => one.append(3 as never))).toMatch(`${name}: expected modules, found 3`)
    expect(messageOf(() => one.set(0, null as never))).toMatch(`${name}: expected modules, found null`) // prettier-ignore
    expect(one.length).toBe(3)
  })

  test('many members are all reached by position', () => {
    const one = make()
    one.extend(Array.from({ length: 97 }, () => new nn.Mish()))
    expect([one.length, one[99] instanceof nn.Mish, one[100]]).toEqual([100, true, undefined])
    one[99] = relu
    expect(one.at(-1)).toBe(relu)
    expect(messageOf(() => (one[100] = relu))).toBe(
      `${name}: expected an index below 100, found 100`,
    )
  })
})

test('a Sequential is inserted into at its ends at most', () => {
  for (const index of [4, -4])
    expect(messageOf(() => sequential().insert(index, relu))).toBe(
      `Sequential: expected an index below 4, found ${index}`,
    )
  expect(messageOf(() => sequential().extend(3 as never))).toBe(
    'Sequential: expected modules in an array or another Sequential, found 3',
  )
  expect(messageOf(() => sequential().extend([relu, 3 as never]))).toBe(
    "Sequential: expected modules, found 3 at '4'",
  )
  expect(messageOf(() => new nn.Sequential(relu, 3 as never))).toBe(
    "Sequential: expected modules, found 3 at '1'",
  )
  const one = sequential()
  expect(messageOf(() => one.extend([new nn.Mish(), 3 as never]))).toMatch(/found 3 at '4'/)
  expect(one.length).toBe(3)
  expect(new nn.Sequential(new Map([['a', relu]])).namedChildren()[0]![0]).toBe('a')
  expect(new nn.Sequential({}).length).toBe(0)
})

test('a Sequential runs a batch norm and the ReLU after it as what they are', () => {
  const [norm, second] = [new nn.BatchNorm1d(2), new nn.ReLU()]
  const model = new nn.Sequential(norm, second, new nn.Tanh()).eval()
  const x = torch.tensor([[-1, 2], [3, -4]]) // prettier-ignore
  const expected = torch.tanh(torch.relu(norm.forward(x)))
  expect(torch.allclose(model.forward(x), expected)).toBe(true)
  expect(torch.allclose(model.slice(0, 1).forward(x), norm.forward(x))).toBe(true)
})

describe('dictionaries', () => {
  const dict = (): nn.ModuleDict => new nn.ModuleDict({ a: relu, b: tanh })

  test('have the face of a Map', () => {
    const one = dict()
    expect([one.size, one.has('a'), one.has('c'), one.get('b')]).toEqual([2, true, false, tanh])
    expect([...one.values()]).toEqual([relu, tanh])
    expect([...one].map(([name]) => name)).toEqual(['a', 'b'])
    expect([...one.entries()].length).toBe(2)
    expect([one.delete('a'), one.delete('a'), one.size]).toEqual([true, false, 1])
    expect([one.pop('b'), one.size]).toEqual([tanh, 0])
    one.update(new Map([['c', relu]])).update(dict())
    expect([...one.keys()]).toEqual(['c', 'a', 'b'])
    one.clear()
    expect(one.size).toBe(0)
  })

  test.each<[() => unknown, string]>([
    [() => dict().get('x'), "ModuleDict: found no 'x'"],
    [() => dict().pop(3 as never), 'ModuleDict: found no 3'],
    [() => dict().set('', relu), "ModuleDict: expected a name that is not empty and has no '.', found ''"], // prettier-ignore
    [() => dict().set('a.b', relu), "ModuleDict: expected a name that is not empty and has no '.', found 'a.b'"], // prettier-ignore
    [() => dict().set(3 as never, relu), "ModuleDict: expected a name that is not empty and has no '.', found 3"], // prettier-ignore
    [() => dict().set('c', 3 as never), 'ModuleDict: expected modules, found 3'],
    [() => dict().update(3 as never), 'ModuleDict: expected an object or a map, found 3'],
    [() => dict().update(null as never), 'ModuleDict: expected an object or a map, found null'],
    [() => dict().update([3] as never), 'ModuleDict: expected pairs of a name and a member, found 3'], // prettier-ignore
    [() => dict().update([['a']] as never), 'ModuleDict: expected pairs of a name and a member, found an array of 1'], // prettier-ignore
    [() => dict().forward(), 'ModuleDict has no forward: call those of its modules'],
    [() => list().forward(), 'ModuleList has no forward: call those of its modules'],
    [() => list().extend(3 as never), 'ModuleList: expected an array or other iterable, found 3'],
    [() => new nn.ModuleList(null as never), 'ModuleList: expected an array or other iterable, found null'], // prettier-ignore
    [() => new nn.ParameterList([3 as never]), 'ParameterList: expected parameters, found 3'],
    [() => new nn.ParameterDict({ a: 'x' as never }), "ParameterDict: expected parameters, found 'x'"], // prettier-ignore
    [() => new nn.ParameterDict().popItem(), 'ParameterDict: expected an entry, found none'],
  ])('and other containers refuse %#', (call, message) => {
    expect(messageOf(call)).toBe(message)
  })
})

test('a buffer is no parameter', () => {
  const buffer = new nn.Buffer(torch.ones([1]))
  expect(messageOf(() => new nn.ParameterList([buffer as never]))).toMatch(
    /^ParameterList: expected parameters, found a Buffer/,
  )
})

test('parameters are written in a line each', () => {
  const a = new nn.Parameter(torch.ones([2, 3]))
  const b = new nn.Parameter(torch.ones([4], { dtype: 'float64' }))
  const whole = new nn.Parameter(torch.ones([1], { dtype: 'int64' }), false)
  expect(String(new nn.ParameterList([a, b]))).toBe(
    'ParameterList(\n' +
      '    (0): Parameter containing: [torch.float32 of size 2x3]\n' +
      '    (1): Parameter containing: [torch.float64 of size 4]\n' +
      ')',
  )
  expect(String(new nn.ParameterDict({ a, b, whole }))).toBe(
    'ParameterDict(\n' +
      '    (a): Parameter containing: [torch.FloatTensor of size 2x3]\n' +
      '    (b): Parameter containing: [torch.DoubleTensor of size 4]\n' +
      '    (whole): Parameter containing: [torch.int64 of size 1]\n' +
      ')',
  )
  const dtypes = ['float16', 'bfloat16', 'complex64', 'complex128'] as const
  const written = dtypes.map(dtype => new nn.ParameterDict({ x: torch.ones([1], { dtype }) } as never).extraRepr()) // prettier-ignore
  expect(written.map(text => /torch\.\w+/.exec(text)![0])).toEqual([
    'torch.HalfTensor',
    'torch.BFloat16Tensor',
    'torch.ComplexFloatTensor',
    'torch.ComplexDoubleTensor',
  ])
})

test('modules that print alike are one line', () => {
  const many = [new nn.ReLU(), new nn.ReLU(), new nn.Tanh(), new nn.ReLU(), new nn.Linear(1, 2)]
  expect(String(new nn.ModuleList(many))).toBe(
    'ModuleList(\n  (0-1): 2 x ReLU()\n  (2): Tanh()\n  (3): ReLU()\n' +
      '  (4): Linear(in_features=1, out_features=2, bias=True)\n)',
  )
  expect(String(new nn.ModuleList())).toBe('ModuleList()')
  const nested = new nn.ModuleList([0, 1].map(() => new nn.Sequential(new nn.ReLU())))
  expect(String(nested)).toBe('ModuleList(\n  (0-1): 2 x Sequential(\n    (0): ReLU()\n  )\n)')
})
