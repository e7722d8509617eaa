/** summary: figures that are counted by hand. */
import torch, { nn } from '../../../lib'

test('counts what a convolutional network has and does', () => {
  const model = new nn.Sequential(
    new nn.Conv2d(1, 4, 3),
    new nn.BatchNorm2d(4),
    new nn.ReLU(),
    new nn.Flatten(),
    new nn.Linear(4 * 6 * 6, 10),
  )
  const found = nn.summary(model, [2, 1, 8, 8])
  expect(
    found.rows.map(({ name, outputShapes, parameters }) => [name, outputShapes, parameters]),
  ).toEqual([
    ['', [[2, 10]], 0],
    ['0', [[2, 4, 6, 6]], 40],
    ['1', [[2, 4, 6, 6]], 8],
    ['2', [[2, 4, 6, 6]], 0],
    ['3', [[2, 144]], 0],
    ['4', [[2, 10]], 1450],
  ])
  expect(found.totals).toEqual({
    parameters: 1498,
    trainable: 1498,
    multiplyAdds: 2 * 4 * 36 * 9 + 2 * 10 * 144,
    inputBytes: 4 * 128,
    parameterBytes: 4 * 1498,
    bufferBytes: 4 * 8 + 8,
    outputBytes: 4 * (4 * 288 + 20),
  })
  const text = String(found)
  expect(text).toContain('  Conv2d (0)')
  expect(text).toContain('Parameters: 1,498, of which 1,498 are learned')
  expect(model.training && model.modules().every(module => module.training)).toBe(true)
})

test('recurrent layers, attention, and layers that are used twice', () => {
  const lstm = nn.summary(new nn.LSTM(3, 4, { numLayers: 2 }), [5, 2, 3])
  expect(lstm.totals.multiplyAdds).toBe(10 * (16 * 3 + 16 * 4 + 16 * 4 + 16 * 4))
  const attention = new nn.MultiheadAttention(4, 2, { batchFirst: true })
  const x = torch.ones(2, 3, 4)
  expect(nn.summary(attention, [x, x, x]).totals.multiplyAdds).toBe(4 * 6 * 16 + 2 * 6 * 3 * 4)
  const shared = new nn.Linear(2, 2)
  const twice = nn.summary(new nn.Sequential(shared, shared), [1, 2])
  expect([twice.totals.parameters, twice.totals.multiplyAdds]).toEqual([6, 8])
})

test('leaves the model as it was, and nothing behind', () => {
  const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Dropout())
  model.parameters()[0]!.requiresGrad = false
  const { tensors } = torch.memory()
  expect(nn.summary(model, [1, 2]).totals.trainable).toBe(2)
  expect(torch.memory().tensors).toBe(tensors)
  expect(Object.hasOwn(model, 'forward')).toBe(false)
})

test.each<[string, () => unknown, RegExp]>([
  ['no module', () => nn.summary(3 as never, [1]), /model: expected a module/],
  ['no shape', () => nn.summary(new nn.ReLU(), 'x' as never), /a shape such as/],
  ['a shape that does not fit', () => nn.summary(new nn.Linear(3, 2), [1, 2]), /Linear/],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message)
})
