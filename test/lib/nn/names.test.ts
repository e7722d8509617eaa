/** Names that PyTorch's users look for, and arguments that it refuses. */
import torch, { nn, type Tensor } from '../../../lib'

const F = nn.functional

describe('ParameterDict', () => {
  const made = () =>
    new nn.ParameterDict({
      a: new nn.Parameter(torch.ones([1])),
      b: new nn.Parameter(torch.zeros([2])),
    })

  test('copies the dictionary, not the parameters', () => {
    const dict = made()
    const copy = dict.copy()
    copy.pop('a')
    expect([...dict.items()].map(([name]) => name)).toEqual(['a', 'b'])
    expect(copy.get('b') === dict.get('b')).toBe(true)
  })

  test('setDefault keeps what is there', () => {
    const dict = made()
    expect(dict.setDefault('a', torch.zeros([9])).shape).toEqual([1])
    expect(dict.setDefault('c', torch.zeros([3]))).toBeInstanceOf(nn.Parameter)
    expect([...dict.keys()]).toEqual(['a', 'b', 'c'])
  })

  test('popItem takes the last one', () => {
    const dict = made()
    expect(dict.popItem()[0]).toBe('b')
    expect(dict.popItem()[1].shape).toEqual([1])
    expect(() => dict.popItem()).toThrow(/expected an entry, found none/)
  })

  test('fromKeys gives one parameter all names', () => {
    const dict = new nn.ParameterDict().fromKeys(['a', 'b'], torch.ones([2]))
    expect(dict.get('a') === dict.get('b')).toBe(true)
    expect(dict.parameters()).toHaveLength(1)
  })
})

test('a module goes to where a tensor is, and takes its dtype', () => {
  const layer = new nn.Linear(1, 1)
  expect(layer.to(torch.ones([1], { dtype: 'float64' })).weight.dtype).toBe('float64')
  expect(() => layer.to(torch.ones([1], { dtype: 'int64' }))).toThrow(/floating or complex dtype/)
})

test.each([nn.Softmin, nn.Softmax, nn.LogSoftmax])('%p refuses what is no tensor', Class => {
  expect(() => new Class(0).forward([1, 2] as never)).toThrow(/input: expected a Tensor/)
  expect(() => new Class().forward(null as never)).toThrow(/input: expected a Tensor/)
})

test('a module without forward says what to write', () => {
  // @ts-expect-error -- it has no forward
  class Net extends nn.Module {}
  expect(() => new Net().forward(torch.ones([1]))).toThrow(
    /Net: expected a method forward; write class Net extends nn\.Module/,
  )
  const model = new nn.Sequential(new Net())
  expect(() => model.forward(torch.ones([1]))).toThrow(/Net: expected a method forward/)
})

test.each(['sparse', 'scaleGradByFreq'])("embeddingBag refuses %s of mode 'max'", name => {
  const [input, weight] = [torch.tensor([[0, 1]]), torch.ones([2, 3])]
  const wrong = { mode: 'max', [name]: true } as const
  const message = new RegExp(`mode 'max' does not support ${name}`)
  expect(() => F.embeddingBag(input, weight, wrong)).toThrow(message)
  expect(() => new nn.EmbeddingBag(2, 3, wrong).forward(input)).toThrow(message)
})

test('affineGrid refuses empty sizes', () => {
  expect(() => F.affineGrid(torch.ones([1, 2, 3]), [1, 1, 0, 2])).toThrow(
    /expected sizes above 0, found \[1, 1, 0, 2\]/,
  )
})

test('weightNorm loads the names of the older function', () => {
  const normed = () => nn.utils.parametrizations.weightNorm(new nn.Linear(3, 2))
  const [given, model] = [normed(), new nn.Sequential(normed())]
  const { bias, ...state } = given.stateDict()
  const old = {
    '0.bias': bias!,
    '0.weight_g': state['parametrizations.weight.original0']!,
    '0.weight_v': state['parametrizations.weight.original1']!,
  }
  model.loadStateDict(old)
  const input = torch.ones([1, 3])
  expect(torch.equal(model.forward(input), given.forward(input))).toBe(true)
})

describe('values for tensors on meta', () => {
  const state: Record<string, Tensor> = new nn.Linear(2, 2).stateDict()
  const warnings = (load: () => void): unknown[] => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    load()
    const found = emit.mock.calls.map(([warning]) => warning)
    emit.mockRestore()
    return found
  }

  test('are lost, with a warning that names one of them', () => {
    const layer = new nn.Linear(2, 2, { device: 'meta' })
    expect(warnings(() => layer.loadStateDict(state))).toEqual([
      expect.stringMatching(/'weight' and 1 more: values were copied into tensors on meta/),
    ])
  })

  test('take their place with assign', () => {
    const layer = new nn.Linear(2, 2, { device: 'meta' })
    expect(warnings(() => layer.loadStateDict(state, { assign: true }))).toEqual([])
    expect(layer.weight.device).toBe('cpu')
  })
})
