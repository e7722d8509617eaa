/** Errors of a forward say where the module is, what it takes and what it got. */
import torch, { nn, type Tensor, type TorchError } from '../../../lib'

function failureOf(call: () => unknown): TorchError {
  try {
    call()
  } catch (error) {
    return error as TorchError
  }
  throw new Error('nothing is refused')
}

const messageOf = (call: () => unknown): string => failureOf(call).message
const ones = (...shape: number[]): Tensor => torch.ones(shape)
const plain = 'Linear(in_features=2, out_features=1, bias=True)'

class Model extends nn.Module {
  layers = [{ inner: new nn.Sequential(new nn.Linear(2, 1)) }]
  forward(x: Tensor): Tensor {
    return this.layers[0]!.inner.forward(x)
  }
}

test('the path is that from the outermost module', () => {
  const model = new Model()
  const call = () => model.forward(ones(3, 4))
  const start = 'expected [*, 2], found [3, 4]: aten::linear: '
  expect(messageOf(call).startsWith(`${plain} at 'layers.0.inner.0' of Model: ${start}`)).toBe(true)
  const outer = new nn.ModuleDict({ main: model })
  expect(messageOf(call)).toMatch(/ at 'main\.layers\.0\.inner\.0' of ModuleDict: /)
  const second = new nn.ModuleList([model])
  expect(messageOf(call)).toMatch(/ at 'layers\.0\.inner\.0' of Model: /)
  expect([outer.size, second.length]).toEqual([1, 1])
})

test('a module that nothing holds has no path, and its error keeps the code', () => {
  const error = failureOf(() => new nn.Linear(2, 1).forward(ones(4)))
  expect(error.message.startsWith(`${plain}: expected [*, 2], found [4]: aten::linear: `)).toBe(
    true,
  )
  expect(error.operator).toBe('aten::linear')
  expect(error.stack).toContain(error.message)
  expect(Object.keys(error)).not.toContain('message')
  expect(Object.keys(error)).not.toContain('stack')
})

test('message and stack may be written, before they are read or after', () => {
  const [first, second] = [0, 1].map(() => failureOf(() => new nn.Linear(2, 1).forward(ones(4))))
  first!.message = 'mine'
  first!.stack = 'there'
  expect([first!.message, first!.stack]).toEqual(['mine', 'there'])
  expect(second!.message).not.toBe('')
  second!.message = 'mine'
  expect(second!.message).toBe('mine')
  expect(Object.getOwnPropertyDescriptor(second, 'message')).toEqual({
    value: 'mine',
    configurable: true,
    enumerable: false,
    writable: true,
  })
})

test('errors of others stay as they are', () => {
  class Failing extends nn.Module {
    forward(): Tensor {
      throw new RangeError('mine')
    }
  }
  const model = new nn.Sequential(new Failing() as nn.AnyModule)
  expect(messageOf(() => model.forward(ones(1)))).toBe('mine')
})

test('a shape that fits is not told, nor what is no tensor', () => {
  const conv = new nn.Conv1d(2, 3, 2)
  const name = 'Conv1d(2, 3, kernel_size=(2,), stride=(1,))'
  const own = (x: unknown): string => messageOf(() => conv.forward(x as Tensor))
  expect(own(3).startsWith(`${name}: aten::conv1d: found (3, Tensor`)).toBe(true)
  expect(own(ones(2, 5).long())).toMatch(/^Conv1d\(.*\): aten::/)
  const expected = 'expected [N, 2, L] or [2, L]'
  for (const shape of [[5], [3, 5], [1, 3, 5], [1, 1, 2, 5]])
    expect(own(ones(...shape)).startsWith(`${name}: ${expected}, found [${shape.join(', ')}]`)).toBe(true) // prettier-ignore
  const disposed = ones(2, 5)
  disposed.dispose()
  expect(own(disposed)).toMatch(/^Conv1d\(.*\): (?!expected \[)/)
})

test.each<[() => unknown, string]>([
  [() => new nn.LayerNorm([2, 3]).forward(ones(3)), 'expected [*, 2, 3], found [3]'],
  [() => new nn.LayerNorm([2, 3]).forward(ones(4, 2, 4)), 'expected [*, 2, 3], found [4, 2, 4]'],
  [() => new nn.BatchNorm1d(3).forward(ones(2, 4, 5)), 'expected [N, 3] or [N, 3, L], found [2, 4, 5]'], // prettier-ignore
  [() => new nn.BatchNorm2d(3).forward(ones(2, 3, 4)), 'expected [N, C, H, W], found [2, 3, 4]'],
  [() => new nn.GroupNorm(1, 3).forward(ones(2, 4)), 'expected [N, 3, *], found [2, 4]'],
  [() => new nn.Softmax2d().forward(ones(2)), 'expected [N, C, H, W] or [C, H, W], found [2]'],
])('%p', (call, problem) => {
  expect(messageOf(call)).toContain(`: ${problem}`)
})

describe('cells and recurrent layers', () => {
  const cell = new nn.RNNCell(2, 3)
  const lstm = new nn.LSTMCell(2, 3)
  const lstmStates = ones(1, 3)
  test.each<[() => unknown, string]>([
    [() => cell.forward(3 as never), 'RNNCell(2, 3): input: expected a Tensor, found 3'],
    [() => cell.forward(ones(3)), 'RNNCell(2, 3): input: expected [N, 2] or [2], found [3]'],
    [
      () => cell.forward(ones(1, 1, 2)),
      'RNNCell(2, 3): input: expected [N, 2] or [2], found [1, 1, 2]',
    ],
    [() => cell.forward(ones(1, 2), 3 as never), 'RNNCell(2, 3): hx: expected a Tensor, found 3'],
    [
      () => cell.forward(ones(1, 2), ones(2, 3)),
      'RNNCell(2, 3): hx: expected [1, 3], found [2, 3]',
    ],
    [() => cell.forward(ones(2), ones(1, 3)), 'RNNCell(2, 3): hx: expected [3], found [1, 3]'],
    [
      () => lstm.forward(ones(1, 2), [lstmStates, ones(2, 3)]),
      'LSTMCell(2, 3): hx[1]: expected [1, 3], found [2, 3]',
    ],
  ])('refuse %#', (call, message) => {
    expect(messageOf(call)).toBe(message)
  })

  test('draw their weights within 1/√hidden, in order', () => {
    torch.manualSeed(1)
    const layer = new nn.GRU(2, 4, { numLayers: 2, bidirectional: true })
    const shapes = layer.namedParameters().map(([name, { shape }]) => [name, ...shape].join(' '))
    const of = (suffix: string, width: number): string[] => [
      `weight_ih_${suffix} 12 ${width}`,
      `weight_hh_${suffix} 12 4`,
      `bias_ih_${suffix} 12`,
      `bias_hh_${suffix} 12`,
    ]
    expect(shapes).toEqual([
      ...of('l0', 2),
      ...of('l0_reverse', 2),
      ...of('l1', 8),
      ...of('l1_reverse', 8),
    ])
    const most = layer.parameters().map(one => one.abs().max().itemNumber())
    expect(Math.max(...most)).toBeLessThanOrEqual(0.5)
    expect(Math.max(...most)).toBeGreaterThan(0.45)
    expect(layer.allWeights.map(list => list.length)).toEqual([4, 4, 4, 4])
    expect(layer.allWeights[2]![0]!.shape).toEqual([12, 8])
    const plainLayer = new nn.LSTM(2, 4, { numLayers: 2, projSize: 3, bias: false })
    const shapesOf = plainLayer.allWeights.map(list => list.map(({ shape }) => shape))
    expect(shapesOf).toEqual([
      [[16, 2], [16, 3], [3, 4]],
      [[16, 3], [16, 3], [3, 4]],
    ]) // prettier-ignore
    const [before, other] = [plainLayer.allWeights[0]![0]!.clone(), new nn.GRUCell(2, 100)]
    plainLayer.resetParameters()
    expect(before.equal(plainLayer.allWeights[0]![0]!)).toBe(false)
    expect(other.weightHh.abs().max().itemNumber()).toBeLessThanOrEqual(0.1)
    expect(plainLayer.extraRepr()).toBe('2, 4, proj_size=3, num_layers=2, bias=False')
    const options = { batchFirst: true, dropout: 0.5, bidirectional: true, numLayers: 2 }
    expect(new nn.RNN(2, 4, options).extraRepr()).toBe(
      '2, 4, num_layers=2, batch_first=True, dropout=0.5, bidirectional=True',
    )
  })

  test('tell that dropout needs several layers', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    new nn.RNN(2, 4, { dropout: 0.5, numLayers: 2 })
    new nn.RNN(2, 4)
    expect(warn).not.toHaveBeenCalled()
    new nn.RNN(2, 4, { dropout: 0.5 })
    expect(warn.mock.calls).toEqual([
      ['RNN: dropout acts between layers, so it does nothing with numLayers 1', 'TorchWarning'],
    ])
    warn.mockRestore()
  })
})
