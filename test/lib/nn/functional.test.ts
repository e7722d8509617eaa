/** nn.functional against PyTorch: results, gradients, and what is refused. */
import type { Tensor } from '../../../lib'
import torch, { TorchError, nn } from '../../../lib'
import { camelCase } from '../../../lib/tensor/ops/names'
import { decode, expectSame, type Encoded } from '../encoded'
import { readGoldens } from '../goldens'

interface Case {
  name: string
  args: unknown[]
  options: Record<string, unknown>
  result: unknown
  gradient: Encoded | null
}

const cases = readGoldens<Case[]>('functional.json')
const { functional } = nn
const functions = functional as unknown as Record<string, (...args: unknown[]) => unknown>

function lossOf(results: unknown): Tensor {
  const tensors = (Array.isArray(results) ? results : [results]) as Tensor[]
  return tensors
    .filter(tensor => tensor.requiresGrad)
    .map(tensor => tensor.mul(tensor).sum())
    .reduce((sum, value) => sum.add(value))
}

test.each(cases.map((golden, i) => [`${golden.name} ${i}`, golden] as const))('%s', (_, golden) => {
  torch.tidy(() => {
    const args = golden.args.map(decode)
    const input = args[0] as Tensor
    if (golden.gradient) input.requiresGrad = true
    const options = Object.fromEntries(
      Object.entries(golden.options).map(([name, value]) => [camelCase(name), decode(value)]),
    )
    const named = Object.keys(options).length > 0 ? [options] : []
    const results = functions[camelCase(golden.name)]!(...args, ...named)
    expectSame(results, golden.result)
    if (!golden.gradient) return
    const loss = lossOf(results)
    expectSame(torch.grad(loss, [input])[0], golden.gradient, loss.dtype)
  })
})

const x = torch.ones(2, 3)

test('in place, the input is overwritten and returned', () => {
  const values = torch.tensor([-1, 2])
  expect(functional.relu(values, true)).toBe(values)
  expect(functional.dropout(values, { p: 1, inplace: true })).toBe(values)
  expect(values.toArray()).toEqual([0, 0])
})

test('dropout trains by default, and takes whole channels', () => {
  torch.manualSeed(1)
  const dropped = functional.dropout(torch.ones(1000), 0.25)
  expect(dropped.gt(0).sum().item()).toBeGreaterThan(600)
  expect(dropped.max().itemNumber()).toBeCloseTo(4 / 3)
  const channels = functional.dropout1d(torch.ones(50, 4)).sum(1).toArray<number[]>()
  expect(new Set(channels)).toEqual(new Set([0, 8]))
})

test('samples that are drawn at random have their shape and add up', () => {
  const soft = functional.gumbelSoftmax(torch.zeros(4, 3), { tau: 0.5 })
  expect(torch.allclose(soft.sum(1), torch.ones(4))).toBe(true)
  expect(functional.gumbelSoftmax(torch.zeros(4, 3), 1, true).sum().item()).toBe(4)
  const image = torch.rand(1, 2, 9, 9)
  expect(functional.fractionalMaxPool2d(image, 2, null, 0.5).shape).toEqual([1, 2, 4, 4])
})

test('leaves no tensor behind but the result', () => {
  const { tensors } = torch.memory()
  functional.localResponseNorm(torch.ones(1, 2, 3).unsqueeze(0), 2).dispose()
  functional.embeddingBag(torch.tensor([[0]], { dtype: 'int64' }), x).dispose()
  expect(torch.memory().tensors).toBeLessThanOrEqual(tensors + 4)
})

test.each<[string, () => unknown, RegExp]>([
  ['no tensor', () => functional.relu(2 as never), /relu: input: expected a Tensor, found 2/],
  ['missing', () => functional.layerNorm(x, undefined as never), /found no normalizedShape/],
  ['misspelt', () => functional.softmax(x, { dtyp: 'float32' } as never), /did you mean 'dtype'/],
  ['reduction', () => functional.klDiv(x, x, 'sum' as never), /boolean as sizeAverage/],
  ['p', () => functional.dropout(x, 2), /dropout: p/],
  ['mode', () => functional.interpolate(x, { mode: 'cubic' as never }), /mode: expected nearest/],
  ['rank', () => functional.interpolate(x, { size: [], mode: 'bicubic' }), /2 dimensions/],
  ['size', () => functional.interpolate(x), /either size or scaleFactor/],
  [
    'one value',
    () => functional.batchNorm(torch.ones(1, 3), null, null, { training: true }),
    /1 v/,
  ],
  ['weights', () => functional.mseLoss(x, x, { weight: torch.ones(1) }), /weight of the input's/],
  ['negative', () => functional.gaussianNllLoss(x, x, -1), /variances of 0 or more/],
  ['padding', () => functional.embedding(x, x, 9), /paddingIdx in 2 rows/],
  ['bags', () => functional.embeddingBag(torch.ones(1), x), /offsets of 1 dimension/],
  [
    'unpooled',
    () => functional.maxUnpool2d(x, x, 2, { outputSize: [9, 9] }),
    /outputSize less than/,
  ],
  ['ratio', () => functional.fractionalMaxPool2d(x, 2), /outputSize or an outputRatio/],
  ['affine', () => functional.affineGrid(x, [1, 1, 2, 2]), /theta of floats/],
  [
    'an empty range',
    () => functional.hardtanh(x, 0.5, -0.5),
    /minVal of at most maxVal, found 0.5 and -0.5/,
  ],
])('refuses %s', (_, call, message) => expect(call).toThrow(message))

test('products of groups, and of matrices in 8 bits with scales', () => {
  torch.manualSeed(1)
  const [rows, matrices] = [torch.randn(6, 8), torch.randn(2, 8, 16)]
  const offs = torch.tensor([2, 6], { dtype: 'int32' })
  const expected = torch.cat([
    rows.narrow(0, 0, 2).matmul(matrices.select(0, 0)),
    rows.narrow(0, 2, 4).matmul(matrices.select(0, 1)),
  ])
  const close = { rtol: 1e-5, atol: 1e-5 }
  expect(torch.allclose(functional.groupedMm(rows, matrices, { offs }), expected, close)).toBe(true)

  const [a, b] = [torch.randn(16, 16), torch.randn(16, 16)].map(x => x.to('float8_e4m3fn'))
  const [scaleA, scaleB] = [torch.tensor(2), torch.tensor(0.5)]
  const { TensorWise } = functional.ScalingType
  const product = functional.scaledMm(a!, b!.t(), scaleA, TensorWise, scaleB, 'TensorWise')
  const exact = a!.float().matmul(b!.float().t())
  expect(product.dtype).toBe('bfloat16')
  expect(torch.allclose(product.float(), exact, { rtol: 0.01, atol: 0.05 })).toBe(true)
  expect(() => functional.scaledMm(a!, b!.t(), scaleA, 'Row' as never, scaleB, 0)).toThrow(
    /scaleRecipeA: expected TensorWise, .*, found 'Row'/,
  )
  const grouped = { outputDtype: 'bfloat16' as const, offs }
  expect(() => functional.scaledGroupedMm(a!, b!.t(), scaleA, 0, scaleB, 0, grouped)).toThrow(
    TorchError,
  )
})

test('hardtanh refuses bounds that are no numbers', () => {
  expect(() => functional.hardtanh(x, Symbol('s') as never)).toThrow(TorchError)
  expect(() => functional.hardtanh(x, 2, 1)).toThrow(/minVal of at most maxVal, found 2 and 1/)
})
