/** What the benchmarks measure, and the figures to reach. */
import { lossCases } from '../../../lib/bench/loss/cases'
import { cases } from '../../../lib/bench/overhead/workloads'
import { stepModels } from '../../../lib/bench/step'
import { makeNetwork, recommendedSettings } from '../../../lib/bench/step/networks'
import { jpegWork } from '../../../lib/bench/data/jpeg'
import { seconds } from '../../../lib/bench/data/work'
import { recommendedFor } from '../../../lib/experiments/recommended'
import { memory, tidy } from '../../../lib'

test('the sizes of losses, with the ratios to reach', () => {
  const lines = lossCases.map(
    ({ n, k, dtype, targets, goals }) => `${n}×${k} ${dtype} ${targets} ${JSON.stringify(goals)}`,
  )
  const small = '{"direct":8,"inplace":8,"autograd":3}'
  const large = '{"direct":5,"inplace":6,"autograd":3.5}'
  const words = '{"direct":3,"reused":10,"inplace":16,"autograd":3}'
  const open = '{"direct":4,"reused":null,"inplace":null,"autograd":null}'
  expect(lines).toEqual([
    ...[64, 128, 1024].map(n => `${n}×10 float32 index ${small}`),
    ...[128, 4096].map(n => `${n}×1000 float32 index ${large}`),
    `512×32000 float32 index ${words}`,
    `256×128256 float32 index ${words}`,
    ...[128, 4096].map(n => `${n}×1000 float32 distribution {"direct":4}`),
    ...['128×1000', '4096×1000', '512×32000'].map(size => `${size} bfloat16 index ${open}`),
  ])
})

test('the work whose overhead is measured', () => {
  expect(cases.map(({ name, repeat, unit, goal }) => [name, repeat, unit, goal])).toEqual([
    ['add', 100_000, 'ns', 0.75],
    ['function', 10_000, 'ns', 0.5],
    ['modules', 10_000, 'ns', 1.15],
    ['mlp', 400, 'ms', 0.9],
    ['n0', 15, 'ms', 1],
  ])
  expect(cases.filter(({ makeBare }) => makeBare).map(({ name }) => name)).toEqual(['modules'])
})

test.each(cases.map(({ name, make, makeBare }) => [name, make, makeBare] as const))(
  'the work %s leaves no tensors behind',
  (_name, make, makeBare) => {
    for (const run of [make(), ...(makeBare ? [makeBare()] : [])]) {
      run(10)
      const { tensors } = memory()
      run(10)
      expect(memory().tensors).toBe(tensors)
    }
  },
)

test.each([
  ['mlp', [2, 1, 28, 28], [2, 10], 10],
  ['n0', [2, 1, 28, 28], [2, 10], 10],
  ['vgg16', [2, 3, 32, 32], [2, 10], 10],
  ['charLm', [2, 128], [256, 65], 65],
  ['lstm', [2, 100, 256], [2, 10], 10],
])('the network %s has a row of scores for each target', (name, shape, scores, classes) => {
  tidy(() => {
    const { model, input, target } = makeNetwork(name, 2)
    expect(input.shape).toEqual(shape)
    expect(target.shape).toEqual(scores.slice(0, 1))
    expect(target.max().item<number>()).toBeLessThan(classes)
    expect(model.forward(input).shape).toEqual(scores)
    model.dispose()
  })
})

test('sequences stay in float32, networks of images have the settings recommended for them', () => {
  const plain = { precision: 'float32', memoryFormat: 'contiguous_format' }
  expect(recommendedSettings('lstm', 'cuda')).toEqual(plain)
  expect(recommendedSettings('charLm', 'cpu', 'bfloat16')).toEqual(plain)
  expect(recommendedSettings('n1', 'cuda')).toEqual(recommendedFor('n1', 'cuda'))
  expect(recommendedSettings('n1', 'cpu', 'float32').precision).toBe('float32')
  expect(stepModels).toEqual(['mlp', 'n0', 'n1', 'vgg16', 'resnet18', 'charLm', 'lstm'])
})

test('JPEG files are decoded where a folder of them is given', () => {
  expect(jpegWork(undefined)).toMatchObject({
    ...{ work: 'decoding a folder of JPEG files', goal: 1, request: null },
    skipped: 'no folder of images: give --images',
  })
})

test('seconds of work that is waited for', async () => {
  const wait = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 50))
  const taken = await seconds(wait)
  expect(taken).toBeGreaterThan(0.04)
  expect(taken).toBeLessThan(5)
})
