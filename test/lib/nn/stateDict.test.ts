import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { OptionError, nn, type Tensor } from '../../../lib'

function model(): nn.Sequential {
  return new nn.Sequential({
    conv: new nn.Conv2d(1, 2, 3),
    norm: new nn.BatchNorm2d(2),
    flat: new nn.Flatten(),
    fc: new nn.Linear(8, 3, { bias: false }),
  })
}

const values = (module: nn.AnyModule) =>
  Object.values(module.stateDict({ keepVars: true })).map(tensor => tensor.toArray())

test('shares memory with the live tensors, or is them', () => {
  const linear = new nn.Linear(1, 1)
  const { weight } = linear.stateDict()
  expect([weight!.requiresGrad, weight === linear.weight]).toEqual([false, false])
  weight!.fill_(7)
  expect(linear.weight.item()).toBe(7)
  expect(linear.stateDict({ keepVars: true }).weight).toBe(linear.weight)
  expect(Object.keys(linear.stateDict({ prefix: 'head.' }))).toEqual(['head.weight', 'head.bias'])
})

test('is copied into another model', () => {
  const [a, b] = [model(), model()]
  expect(b.loadStateDict(a.stateDict())).toEqual({ missingKeys: [], unexpectedKeys: [] })
  a.eval()
  b.eval()
  const input = torch.randn([2, 1, 4, 4])
  expect(torch.equal(a.forward(input), b.forward(input))).toBe(true)
})

test('lists everything that does not fit, with near matches, and loads nothing', () => {
  const m = model()
  const before = values(m)
  const { 'conv.bias': bias, ...rest } = m.stateDict()
  delete rest['fc.weight']
  const state = { ...rest, 'conv.bais': bias!, extra: bias!, 'norm.weight': torch.zeros([5]) }
  const load = () => m.loadStateDict({ ...state, 'norm.bias': torch.full([2], 9) })
  expect(load).toThrow(OptionError)
  expect(load).toThrow(
    new RegExp(
      [
        'the state does not fit Sequential, nothing was loaded:',
        "missing 'conv\\.bias' \\(did you mean 'conv\\.bais'\\?\\)",
        "missing 'fc\\.weight'",
        "unexpected 'conv\\.bais' \\(did you mean 'conv\\.bias'\\?\\)",
        "unexpected 'extra'",
        "'norm\\.weight': expected shape \\[2\\], found \\[5\\]",
      ].join('\\n  '),
    ),
  )
  expect(values(m)).toEqual(before)
})

test('without strict what fits is loaded, shapes that differ are refused', () => {
  const m = model()
  const bias = torch.full([2], 9)
  expect(m.loadStateDict({ 'conv.bias': bias, extra: bias }, { strict: false })).toEqual({
    missingKeys: expect.arrayContaining(['conv.weight', 'fc.weight']) as string[],
    unexpectedKeys: ['extra'],
  })
  expect(m.getParameter('conv.bias').toArray()).toEqual([9, 9])
  expect(() => m.loadStateDict({ 'conv.bias': torch.zeros([3]) }, { strict: false })).toThrow(
    /expected shape \[2\], found \[3\]/,
  )
  expect(() => m.loadStateDict({ 'conv.bias': 3 as never }, { strict: false })).toThrow(
    /expected a tensor, found 3/,
  )
  expect(() => m.loadStateDict(bias as never)).toThrow(/an object of tensors by name/)
  expect(() => m.loadStateDict({}, { stric: false } as never)).toThrow(/'stric' \(did you mean/)
})

test('names are changed on the way in', () => {
  const m = new nn.Linear(1, 1)
  const [w, b] = [torch.full([1, 1], 2), torch.full([1], 3)]
  m.loadStateDict({ w, bias: b }, { rename: { w: 'weight' } })
  m.loadStateDict(
    { 'module.weight': w, 'module.bias': b },
    { rename: name => name.replace(/^module\./, '') },
  )
  expect([m.weight.item(), m.bias!.item()]).toEqual([2, 3])
  expect(() => m.loadStateDict({ w, bias: b }, { rename: { w: 'bias' } })).toThrow(
    /two tensors the name 'bias'/,
  )
})

test.each([3, true, 'weight', null, [], new Map([['w', 'weight']])])(
  'names are not changed by %p',
  rename => {
    const m = new nn.Linear(1, 1)
    expect(() => m.loadStateDict(m.stateDict(), { rename: rename as never })).toThrow(
      /rename: expected a function, or an object of new names by old ones, found /,
    )
  },
)

test('a new name is a string', () => {
  const m = new nn.Linear(1, 1)
  for (const rename of [{ weight: 3 }, (name: string) => (name === 'weight' ? undefined : name)]) {
    expect(() => m.loadStateDict(m.stateDict(), { rename: rename as never })).toThrow(
      /rename of 'weight': expected a string, found (3|undefined)/,
    )
  }
})

test('a file takes no options', () => {
  const m = new nn.Linear(1, 1)
  const save = m.saveStateDict.bind(m) as (...args: unknown[]) => void
  expect(() => save('/nowhere/m.pt', { format: 'npz' })).toThrow(
    /saveStateDict: expected a file and nothing else, found an object; torch.save/,
  )
})

test('a counter that older states have not is not missed', () => {
  const norm = new nn.BatchNorm1d(2)
  const old = norm.stateDict()
  delete old.num_batches_tracked
  expect(norm.loadStateDict(old).missingKeys).toEqual([])
  expect(
    norm.loadStateDict({ ...old, num_batches_tracked: torch.tensor([4]).long() }),
  ).toBeDefined()
  expect(norm.numBatchesTracked!.item()).toBe(4)
})

test('assign takes the tensors themselves, and parameters stay the objects they are', () => {
  const linear = new nn.Linear(2, 1, { bias: false })
  const { weight } = linear
  const source = torch.ones([1, 2], { dtype: 'float64' })
  linear.loadStateDict({ weight: source }, { assign: true })
  expect(linear.weight).toBe(weight)
  expect([weight.dtype, weight.requiresGrad, weight.isLeaf]).toEqual(['float64', true, true])
  source.fill_(4)
  expect(weight.toArray()).toEqual([[4, 4]])
})

test('loading leaves no tensor behind, whether it works or not', () => {
  const m = model()
  const state = m.stateDict()
  const wrong: Record<string, Tensor> = { ...state, 'fc.weight': torch.zeros([1]) }
  const before = torch.memory().tensors
  m.loadStateDict(state)
  expect(() => m.loadStateDict(wrong)).toThrow(OptionError)
  expect(torch.memory().tensors).toBe(before)
})

class Counter extends nn.Module {
  count = 0

  override getExtraState(): unknown {
    return { count: this.count }
  }

  override setExtraState(state: unknown): void {
    this.count = (state as { count: number }).count
  }

  forward(input: Tensor): Tensor {
    this.count++
    return input
  }
}

test('takes along what is no tensor, of modules that say so', () => {
  const [a, b] = [0, 1].map(() => new nn.Sequential(new nn.Linear(1, 1), new Counter()))
  a!.forward(torch.ones([1, 1]))
  const state = a!.stateDict()
  expect(Object.keys(state)).toEqual(['0.weight', '0.bias', '1._extra_state'])
  b!.loadStateDict(state)
  expect((b!.at(1) as Counter).count).toBe(1)
  const { '1._extra_state': extra, ...rest } = state
  expect(() => b!.loadStateDict(rest)).toThrow(/missing '1\._extra_state'/)
  const none = new nn.Sequential(new nn.Linear(1, 1), new nn.ReLU())
  expect(() => none.loadStateDict({ ...rest, '1._extra_state': extra! })).toThrow(
    /unexpected '1\._extra_state'/,
  )
  expect(() => none.getExtraState()).toThrow(/Sequential has no extra state/)
})

test('what is no tensor lies in a .pt file too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-state-'))
  try {
    const file = join(folder, 'counter.pt')
    const [counter, other] = [new Counter(), new Counter()]
    counter.count = 5
    counter.saveStateDict(file)
    other.loadStateDict(file)
    expect(other.count).toBe(5)
    expect(() => counter.saveStateDict(join(folder, 'counter.safetensors'))).toThrow(
      /'_extra_state': expected a Tensor/,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('hooks see the state on its way out and in, and may change it', () => {
  const m = model()
  const seen: string[] = []
  m.registerStateDictPreHook((_, prefix, keepVars) => seen.push(`before save ${prefix}${keepVars}`))
  m.getSubmodule('fc').registerStateDictPostHook((_, state, prefix) => {
    state[`${prefix}w`] = state[`${prefix}weight`]!
    delete state[`${prefix}weight`]
  })
  const state = m.stateDict({ prefix: 'net.' })
  expect(Object.keys(state).at(-1)).toBe('net.fc.w')
  const given = m.stateDict()
  expect(() => m.loadStateDict(given)).toThrow(/fc\.weight/)
  const handle = m.getSubmodule('fc').registerLoadStateDictPreHook((owner, all, prefix) => {
    seen.push(`before load ${prefix}${owner === m.getSubmodule('fc')}`)
    all[`${prefix}weight`] = torch.full([3, 8], 5)
    delete all[`${prefix}w`]
  })
  m.registerLoadStateDictPostHook((_, { missingKeys }) => seen.push(`after ${missingKeys.length}`))
  m.loadStateDict(given)
  expect((m.getSubmodule('fc') as nn.Linear).weight.max().item()).toBe(5)
  expect(Object.keys(given)).toContain('fc.w')
  expect(seen).toEqual([
    'before save net.false',
    'before save false',
    'before load fc.true',
    'after 0',
  ])
  handle.remove()
  expect(() => m.loadStateDict(given)).toThrow(/fc\.weight/)
})

test.each([1, 2n, Symbol('w'), null])('refuses a name that is no string: %p', name => {
  const state = new Map([[name, torch.ones([1])]]) as never
  const load = (): unknown => new nn.Linear(1, 1).loadStateDict(state)
  expect(load).toThrow(OptionError)
  expect(load).toThrow(/^loadStateDict: expected tensors by name, found .* among the names$/)
})
