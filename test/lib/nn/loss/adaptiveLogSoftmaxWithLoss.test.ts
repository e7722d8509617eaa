/** The adaptive softmax at the edges of its clusters. Numbers are those of PyTorch 2.13. */
import torch, { nn, type Tensor } from '../../../../lib'

function wave(shape: readonly number[], phase: number, scale = 1): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch.arange(count).float().mul(0.7).add(phase).sin().mul(scale).reshape(shape)
}

function made(): nn.AdaptiveLogSoftmaxWithLoss {
  const layer = new nn.AdaptiveLogSoftmaxWithLoss(8, 12, [3, 7], { divValue: 2, headBias: true })
  torch.noGrad(() => {
    layer.parameters().forEach((one, i) => one.copy_(wave(one.shape, i + 2)))
  })
  return layer
}

const x = wave([12, 8], 3, 2)
const classes = (...values: number[]): Tensor => torch.tensor(values).long()
const near = (tensor: Tensor): number[] =>
  tensor.toArray<number[]>().map(value => Math.round(value * 1e4) / 1e4)

test('clusters shrink by divValue, and the head knows one class for each', () => {
  const shapes = (layer: nn.AnyModule) => layer.parameters().map(({ shape }) => shape)
  expect(shapes(made())).toEqual([[5, 8], [5], [4, 8], [4, 4], [2, 8], [5, 2]])
  const layer = new nn.AdaptiveLogSoftmaxWithLoss(32, 9, [2, 5])
  expect(shapes(layer)).toEqual([
    [4, 32],
    [8, 32],
    [3, 8],
    [2, 32],
    [4, 2],
  ])
  expect([layer.shortlistSize, layer.cutoffs]).toEqual([2, [2, 5, 9]])
})

test('every class has the log probability of its cluster', () => {
  const { output, loss } = made().forward(x, torch.arange(12))
  expect(near(output)).toEqual([
    -0.0026, -3.6344, -3.7605, -5.1667, -34.6249, -0.7512, -12.9179, -0.2605, -9.427, -12.3162,
    -14.0034, -25.4688,
  ])
  expect(loss.itemNumber()).toBeCloseTo(10.1945, 3)
  const [first] = made().forward(x.narrow(0, 0, 4), classes(0, 1, 2, 2))
  expect(near(first)).toEqual([-0.0026, -3.6344, -3.7605, -0.7018])
})

test('one sample without a batch', () => {
  const [output, loss] = made().forward(x.at(4), torch.tensor(9).long())
  expect([output.shape, loss.shape]).toEqual([[], []])
  expect([output.itemNumber(), loss.itemNumber()].map(value => value.toFixed(3))).toEqual([
    '-16.243',
    '16.243',
  ])
})

test('all log probabilities, and the most probable class', () => {
  const layer = made()
  expect(near(layer.logProb(x).at(5))).toEqual([
    -11.9088, -7.9773, -3.6072, -10.9041, -20.6474, -0.7512, -28.5012, -0.7735, -3.2534, -19.4316,
    -22.4512, -7.2995,
  ])
  expect(layer.predict(x).toArray()).toEqual([0, 0, 1, 2, 2, 5, 7, 7, 10, 0, 0, 0])
  const short = classes(0, 1, 2, 3, 4, 9, 10, 11)
  expect(layer.predict(x.indexSelect(0, short)).toArray()).toEqual([0, 0, 1, 2, 2, 0, 0, 0])
  expect(layer.predict(torch.zeros([1, 8])).toArray()).toEqual([0])
})

test.each<[Tensor, Tensor, string]>([
  [x.narrow(0, 0, 2), classes(0, 12), 'expected targets from 0 to 11, found values from 0 to 12'],
  [x.narrow(0, 0, 2), classes(-1, 3), 'expected targets from 0 to 11, found values from -1 to 3'],
  [
    x,
    classes(0, 1),
    'expected input [N, 8] with target [N], or [8] with [], found [12, 8] and [2]',
  ],
  [
    x.narrow(0, 0, 4).reshape([2, 2, 8]),
    classes(0, 1, 1, 0).reshape([2, 2]),
    'expected input [N, 8] with target [N], or [8] with [], found [2, 2, 8] and [2, 2]',
  ],
  [3 as never, classes(0), 'input: expected a Tensor, found 3'],
  [x, 3 as never, 'target: expected a Tensor, found 3'],
])('refuses %#', (input, target, problem) => {
  expect(() => made().forward(input, target)).toThrow(
    new Error(`AdaptiveLogSoftmaxWithLoss(): ${problem}`),
  )
})

test.each<[unknown, string]>([
  [[], '[]'],
  [[0], '[0]'],
  [[3, 3], '[3, 3]'],
  [[4, 3], '[4, 3]'],
  [[6], '[6]'],
  [[1.5], '[1.5]'],
  [4, '4'],
])('%j are no cutoffs of 6 classes', (cutoffs, found) => {
  expect(() => new nn.AdaptiveLogSoftmaxWithLoss(4, 6, cutoffs as number[])).toThrow(
    new Error(
      `AdaptiveLogSoftmaxWithLoss: cutoffs: expected ascending integers from 1 to 5, found ${found}`,
    ),
  )
  expect(new nn.AdaptiveLogSoftmaxWithLoss(4, 6, [1, 5]).cutoffs).toEqual([1, 5, 6])
})

test('weights are drawn anew, and only results are left behind', () => {
  const layer = made()
  torch.manualSeed(4)
  layer.resetParameters()
  torch.manualSeed(4)
  const options = { divValue: 2, headBias: true }
  const other = new nn.AdaptiveLogSoftmaxWithLoss(8, 12, [3, 7], options)
  layer.parameters().forEach((one, i) => expect(one.equal(other.parameters()[i]!)).toBe(true))
  const all = torch.arange(12)
  const before = torch.memory().tensors
  torch.noGrad(() => layer.predict(x)).dispose()
  for (const one of torch.noGrad(() => layer.forward(x, all))) one.dispose()
  expect(torch.memory().tensors).toBe(before)
})
