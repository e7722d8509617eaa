/** A run of the paper's kind, its losses, and how their times are taken. */
import { CrossEntropyLoss } from '../../../lib/nn'
import {
  crossEntropies,
  isbeOptions,
  makeObjective,
  paperLoss,
} from '../../../lib/experiments/losses'
import { contenders, makeStage } from '../../../lib/experiments/measure/contender'
import {
  measureTimes,
  stepMillis,
  tau,
  tauOfBackward,
  type StepTimes,
  type TimesConfig,
} from '../../../lib/experiments/measure/times'
import { decodeBytes, decodeScores, type EpochRow } from '../../../lib/experiments/run/result'
import type { RunConfig } from '../../../lib/experiments/run/config'
import type { Images } from '../../../lib/experiments/run/data'
import { ImageSet } from '../../../lib/experiments/run/imageSet'
import { trainRun } from '../../../lib/experiments/run/train'
import { manualSeed, tensor, tidy, type Tensor } from '../../../lib'
import { operators } from '../../../lib/tensor'
import { madeUp } from './madeUp'

const values = [
  [0.5, -1, 2],
  [1, 1.5, -0.25],
]
const classes = [2, 0]
const softmax = values.map(row => {
  const powers = row.map(Math.exp)
  return powers.map(power => power / powers.reduce((sum, each) => sum + each))
})
const error = softmax.map((row, i) => row.map((y, k) => y - (k === classes[i] ? 1 : 0)))

function batch(): { logits: Tensor; target: Tensor } {
  const logits = tensor(values)
  logits.requiresGrad = true
  return { logits, target: tensor(classes, { dtype: 'int64' }) }
}

function expectClose(found: Tensor, expected: readonly (readonly number[])[]): void {
  const rows = found.toArray<number[][]>()
  expect(rows).toHaveLength(expected.length)
  rows.forEach((row, i) => row.forEach((each, k) => expect(each).toBeCloseTo(expected[i]![k]!, 5)))
}

const half = error.map(row => row.map(each => each / 2))

test.each([
  ['ce:mean', half],
  ['ce:none', error],
  ['ce:sum', error],
  ['isbe:softmax', error],
  ['isbe:softmax autograd', error],
])('the stage of %s sends its error', (name, expected) => {
  const contender = contenders.find(each => each.name === name)!
  const stage = makeStage(contender, 2, 'cpu')
  for (let turn = 0; turn < 2; ++turn)
    tidy(() => {
      const { logits, target } = batch()
      stage(logits, target)()
      expectClose(logits.grad!, expected)
    })
})

test.each([
  ...crossEntropies.map(loss => [loss.name, 'direct'] as const),
  ...isbeOptions.flatMap(loss => [
    [loss.name, 'direct'] as const,
    [loss.name, 'autograd'] as const,
  ]),
])('the objective %s, %s, reports a mean over samples', (name, way) => {
  tidy(() => {
    const { logits, target } = batch()
    const loss = paperLoss(name)
    const signal = makeObjective(loss, way)(logits, target)
    signal.backward()
    const found = logits.grad!.toArray<number[][]>()
    if (loss.kind === 'ce') {
      const mean = -(Math.log(softmax[0]![2]!) + Math.log(softmax[1]![0]!)) / 2
      expect(signal.value.item()).toBeCloseTo(mean, 5)
      expectClose(logits.grad!, name === 'ce:mean' ? half : error)
    } else {
      // E = Y − Y°, and ‖E‖² a sample.
      const squares = found.flat().reduce((sum, each) => sum + each * each, 0)
      expect(signal.value.item()).toBeCloseTo(squares / 2, 5)
      if (name === 'isbe:softmax') expectClose(logits.grad!, error)
    }
  })
})

test('classes can be weighted', () => {
  tidy(() => {
    const weight = tensor([1, 2, 4])
    const { logits, target } = batch()
    const { value } = makeObjective(paperLoss('ce:mean'), 'direct', { weight })(logits, target)
    const expected = new CrossEntropyLoss({ weight }).forward(logits, target)
    expect(value.item()).toBeCloseTo(expected.item<number>(), 6)
    const own = makeObjective(paperLoss('isbe:softmax'), 'direct', { weight })(logits, target)
    own.backward()
    expectClose(
      logits.grad!,
      error.map((row, i) => row.map(each => each * [4, 1][i]!)),
    )
  })
})

test('shares of a step', () => {
  const step: StepTimes = [100, 20, 180, 50]
  // (20 + 180) and 180 of 300 µs; all is 350 µs.
  expect([tau(step), tauOfBackward(step), stepMillis(step)]).toEqual([200 / 3, 60, 0.35])
})

const timed: TimesConfig = {
  net: 'n0',
  batchSize: 2,
  steps: 2,
  warmUp: 3,
  device: 'cpu',
  precision: 'float32',
  memoryFormat: 'contiguous_format',
}

test('every loss is timed in as many steps, those of the warm-up left out', async () => {
  const seen: number[] = []
  const times = await measureTimes(timed, { onStep: step => seen.push(step) })
  expect(seen).toEqual([1, 2, 3, 4, 5])
  expect(Object.keys(times!)).toEqual(contenders.map(({ name }) => name))
  for (const steps of Object.values(times!)) {
    expect(steps).toHaveLength(2)
    for (const stages of steps) {
      expect(stages).toHaveLength(4)
      for (const micros of stages) {
        expect(micros).toBeGreaterThan(0)
        expect(micros).toBeLessThan(1e6)
        // Nanoseconds have three digits after the point.
        expect(Math.round(1000 * micros) / 1000).toBe(micros)
      }
    }
  }
})

test('a measurement that is stopped is none', async () => {
  const signal = { aborted: false }
  const seen: number[] = []
  const onStep = (step: number): void => {
    seen.push(step)
    signal.aborted = step === 2
  }
  expect(await measureTimes(timed, { signal, onStep })).toBeNull()
  expect(seen).toEqual([1, 2])
})

const results = madeUp({ nets: ['n0'] })
const base = results.first('n0', 'isbe:softmax').config
results.sets.dispose()

/** Noise of digits. */
function images(): Pick<Images, 'train' | 'validation' | 'test' | 'measured' | 'classCounts'> &
  Disposable {
  manualSeed(1)
  const make = (count: number): ImageSet =>
    tidy(
      () =>
        new ImageSet(
          operators.randint(256, [count, 1, 28, 28], { dtype: 'uint8' }),
          operators.randint(10, [count], { dtype: 'int64' }),
        ),
    )
  const [train, validation, shown] = [make(50), make(12), make(520)]
  const measured = train.view(20)
  return {
    ...{ train: train, validation: validation, test: shown, measured },
    classCounts: () => Array<number>(10).fill(5),
    [Symbol.dispose]: () => [train, validation, shown, measured].forEach(each => each.dispose()),
  }
}

const config: RunConfig = { ...base, epochs: 2, batchSize: 16, decay: 0.5, lr: 0.01 }

test.each(['isbe:softmax', 'isbe:tanh', 'ce:mean'])('a run with %s', async loss => {
  using set = images()
  const seen: unknown[] = []
  const rows: EpochRow[] = []
  const result = await trainRun({ ...config, loss }, set as Images, {
    onEpochStart: (epoch, steps) => seen.push(['epoch', epoch, steps]),
    onStep: step => seen.push(step),
    onEpochEnd: row => rows.push(row),
  })
  expect(seen).toEqual([['epoch', 1, 4], 1, 2, 3, 4, ['epoch', 2, 4], 1, 2, 3, 4])
  expect(result!.epochs).toEqual(rows)
  expect(rows.map(({ epoch, learningRate }) => [epoch, learningRate])).toEqual([
    [1, 0.01],
    [2, 0.005],
  ])
  expect(result!.measured).toBe(20)
  for (const row of rows) {
    expect(row.progressive).toHaveLength(4)
    for (const value of row.progressive) expect(Number(value.toPrecision(4))).toBe(value)
    expect((20 * row.trainAccuracy) % 1).toBeCloseTo(0, 10)
    expect((12 * row.validationAccuracy) % 1).toBeCloseTo(0, 10)
    expect(row.trainLoss).toBeGreaterThan(0)
    expect(row.seconds).toBeGreaterThan(0)
  }
  const labels = set.test.labels.toArray<number[]>()
  const predictions = decodeBytes(result!.predictions)
  expect(predictions).toHaveLength(520)
  const right = labels.filter((label, i) => predictions[i] === label).length
  expect(right / 520).toBeCloseTo(rows[1]!.testAccuracy, 10)
  const scores = decodeScores(result!.confidences)
  expect(scores).toHaveLength(520)
  // The greatest of ten shares is a tenth at least; of tanh, moved to 0 to 1, near a half.
  const least = Math.min(...scores)
  expect(least).toBeGreaterThanOrEqual(loss === 'isbe:tanh' ? 0.2 : 0.1)
  expect(Math.max(...scores)).toBeLessThanOrEqual(1)
  expect(result!.seconds).toBeGreaterThan(rows[0]!.seconds + rows[1]!.seconds)
  expect(result!.seconds).toBeLessThan(100)
  expect(Date.parse(result!.finished)).toBeGreaterThan(Date.now() - 60_000)
})

test('a run is the same for the same seed, and stops after the step in which it is told to', async () => {
  using set = images()
  const [first, second, other] = [
    await trainRun(config, set as Images),
    await trainRun(config, set as Images),
    await trainRun({ ...config, seed: 2 }, set as Images),
  ]
  const values = (result: typeof first): unknown =>
    result!.epochs.map(({ seconds: _, ...row }) => row)
  expect(values(second)).toEqual(values(first))
  expect(values(other)).not.toEqual(values(first))
  const signal = { aborted: false }
  let steps = 0
  const onStep = (): void => {
    signal.aborted = ++steps === 5
  }
  expect(await trainRun(config, set as Images, { onStep, signal })).toBeNull()
  expect(steps).toBe(5)
})
