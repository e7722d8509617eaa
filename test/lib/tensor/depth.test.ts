/** Values of users that have no end, or are too deep for a walk that calls itself. */
import torch, { data, nn } from '../../../lib'

const { func, tensor, tidy } = torch

const endless: unknown[] = []
endless.push(endless)

function nested(levels: number, innermost: unknown): unknown[] {
  let value = [innermost]
  for (let level = 1; level < levels; ++level) value = [value]
  return value
}

class Holder extends nn.Module<[], null> {
  readonly held: unknown[]

  constructor(levels: number) {
    super()
    this.held = nested(levels, new nn.Parameter(tensor([1])))
  }

  override forward(): null {
    return null
  }
}

function nestedSequential(levels: number): nn.Sequential {
  let model = new nn.Sequential(new nn.Linear(1, 1))
  for (let level = 1; level < levels; ++level) model = new nn.Sequential(model)
  return model
}

const one = tensor([1])
const same = (x: unknown) => x
/** What transformed functions return is of any type. */
const call = (fn: (given: unknown) => unknown, value: unknown) => fn(value)
const giveEndless = () => endless
const deep = nested(20_000, 1)

describe('a value without an end is refused by', () => {
  it.each<[string, () => unknown]>([
    ['defaultCollate', () => data.defaultCollate([endless, endless])],
    ['defaultConvert', () => data.defaultConvert(endless)],
    ['vmap', () => call(torch.vmap(same), endless)],
    ['vmap with inDims like it', () => call(torch.vmap(same, [endless as never]), endless)],
    ['vmap in its outDims', () => torch.vmap(same, { outDims: endless as never })],
    ['vmap of a function that returns it', () => call(torch.vmap(giveEndless), one)],
    ['grad', () => call(func.grad(same), endless)],
    ['gradAndValue', () => call(func.gradAndValue(same), endless)],
    ['jacrev', () => call(func.jacrev(same), endless)],
    ['jacfwd', () => call(func.jacfwd(same), endless)],
    ['hessian', () => call(func.hessian(same), endless)],
    ['vjp', () => func.vjp(same, endless)],
    ['vjp of a function that returns it', () => func.vjp(giveEndless, one)],
    ['jvp', () => func.jvp(same, [endless], [endless])],
    ['checkpoint', () => torch.utils.checkpoint.checkpoint(same, endless)],
    ['serialize', () => torch.serialize(endless)],
  ])('%s', (_, walk) => {
    expect(() => tidy(walk)).toThrow(
      /expected values at most \d+ levels deep, found deeper ones: does one contain itself\?$/,
    )
  })

  test('a loader of batches', async () => {
    const samples: data.Dataset<unknown> = { length: 2, get: () => endless }
    const loader = new data.DataLoader(samples, { batchSize: 2 })
    await expect(loader[Symbol.asyncIterator]().next()).rejects.toThrow(
      /(DataLoader|defaultCollate): expected values at most 1000 levels deep/,
    )
  })
})

describe('a value that is deep, but ends, is refused by', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['deepCopy', () => torch.deepCopy(deep), /^deepCopy: expected values at most 1000 levels/],
    ['defaultCollate', () => data.defaultCollate([deep]), /^defaultCollate: .*at most 1000 levels/],
    ['parameters', () => new Holder(20_000).parameters(), /^'held' of a module: .*1000 levels/],
    ['serialize', () => torch.serialize(nested(3000, 1)), /^save: .*at most 400 levels/],
    [
      'parameters of modules in modules',
      () => nestedSequential(5000).parameters(),
      /^Sequential: .*at most 1000 levels/,
    ],
    ['deepCopy of such', () => nestedSequential(5000).deepCopy(), /^deepCopy: .*1000 levels/],
  ])('%s', (_, walk, message) => {
    expect(() => tidy(walk)).toThrow(message)
  })
})

test('what is less deep is walked through', () => {
  tidy(() => {
    expect(torch.deepCopy(nested(900, 1))).toEqual(nested(900, 1))
    expect(new Holder(900).parameters()).toHaveLength(1)
    expect(nestedSequential(300).deepCopy().parameters()).toHaveLength(2)
    expect(data.defaultCollate([nested(900, 1)])).toHaveLength(1)
  })
})
