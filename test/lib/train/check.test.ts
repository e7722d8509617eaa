/** The words with which a trainer refuses, and what it takes. */
import torch, { data, nn, optim, OptionError } from '../../../lib'
import { checkFit, checkTrainerOptions } from '../../../lib/train/check'
import { isbeObjective, lossObjective, parseObjective, vectorObjective } from '../../../lib/train'

const model = new nn.Linear(2, 3)
const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
const loss = new nn.CrossEntropyLoss()
const options = { model, optimizer, loss }
const dataset = new data.TensorDataset(torch.zeros([4, 2]), torch.zeros([4], { dtype: 'int64' }))
const loader = new data.DataLoader(dataset as never, { batchSize: 2 })

afterAll(() => model.dispose())

test('options of a trainer that are taken', () => {
  const taken: object[] = [
    {},
    { loss: () => 1 },
    { scheduler: { step: () => undefined } },
    { scheduler: undefined, precision: undefined, memoryFormat: undefined, cudaGraph: undefined },
    ...['float32', 'bfloat16', 'float16'].map(precision => ({ precision })),
    ...['contiguous_format', 'preserve_format', 'channels_last', 'channels_last_3d'].map(
      memoryFormat => ({ memoryFormat }),
    ),
    { cudaGraph: true },
  ]
  for (const more of taken) expect(() => checkTrainerOptions({ ...options, ...more })).not.toThrow()
})

test.each<[more: object, message: string]>([
  [{ model: {} }, 'Trainer: model: expected an nn.Module, found an object'],
  [{ optimizer: 1 }, 'Trainer: optimizer: expected an optimizer of optim, found 1'],
  [{ loss: {} }, 'Trainer: loss: expected an object with the method forward, found an object'],
  [{ loss: null }, 'Trainer: loss: expected an object with the method forward, found null'],
  [{ scheduler: null }, 'Trainer: scheduler: expected an object with the method step, found null'],
  [
    { precision: 'float64' },
    "Trainer: precision: expected float32, bfloat16, float16, found 'float64'",
  ],
  [
    { memoryFormat: 'last' },
    'Trainer: memoryFormat: expected contiguous_format, preserve_format, channels_last, ' +
      "channels_last_3d, found 'last'",
  ],
  [{ cudaGraph: 1 }, 'Trainer: cudaGraph: expected true or false, found 1'],
  [
    { epochs: 1 },
    "Trainer: unknown option 'epochs'; expected one of model, optimizer, loss, scheduler, " +
      'precision, memoryFormat, cudaGraph',
  ],
])('a trainer refuses %p', (more, message) => {
  const check = () => checkTrainerOptions({ ...options, ...more })
  expect(check).toThrow(OptionError)
  expect(check).toThrow(message)
})

test('options of fit that are taken', () => {
  const none = () => undefined
  const all = { test: loader, onEpochStart: none, onStep: none, onEpochEnd: none }
  for (const more of [
    {},
    all,
    { signal: new AbortController().signal },
    { signal: { aborted: true } },
  ])
    expect(() => checkFit(loader, { epochs: 1, ...more })).not.toThrow()
})

test.each<[more: object, message: string]>([
  [{ epochs: 0 }, 'Trainer.fit: epochs: expected a positive integer, found 0'],
  [{ epochs: undefined }, 'Trainer.fit: epochs: expected a positive integer, found undefined'],
  [{ test: [] }, 'Trainer.fit: test: expected a data.DataLoader, found an array of 0'],
  [{ onEpochStart: 1 }, 'Trainer.fit: onEpochStart: expected a function, found 1'],
  [{ onStep: null }, 'Trainer.fit: onStep: expected a function, found null'],
  [{ onEpochEnd: 'x' }, "Trainer.fit: onEpochEnd: expected a function, found 'x'"],
  [{ signal: null }, 'Trainer.fit: signal: expected an AbortSignal, found null'],
  [{ signal: {} }, 'Trainer.fit: signal: expected an AbortSignal, found an object'],
  [
    { epoch: 1 },
    "Trainer.fit: unknown option 'epoch' (did you mean 'epochs'?); expected one of epochs, test, " +
      'onEpochStart, onStep, onEpochEnd, signal',
  ],
])('fit refuses %p', (more, message) => {
  const check = () => checkFit(loader, { epochs: 1, ...more })
  expect(check).toThrow(OptionError)
  expect(check).toThrow(message)
})

test('fit refuses what is no loader', () => {
  expect(() => checkFit([] as never, { epochs: 1 })).toThrow(
    'Trainer.fit: loader: expected a data.DataLoader, found an array of 0',
  )
})

describe('what objectives send back', () => {
  const target = torch.tensor([2n, 0n])
  const values = [
    [0.5, -1, 2],
    [1, 0, -0.5],
  ]

  /** The gradient at the logits, and the value. */
  function sent(objective: ReturnType<typeof lossObjective>, scale = 1) {
    return torch.tidy(() => {
      const logits = torch.tensor(values, { requiresGrad: true })
      const scaler = { scale: (x: torch.Tensor) => x.mul(scale) }
      const signal = objective(logits, target)
      signal.backward(scale === 1 ? undefined : (scaler as never))
      return { value: signal.value.itemNumber(), gradient: logits.grad!.toArray<number[][]>() }
    })
  }

  const flat = (gradient: number[][], factor: number) => gradient.flat().map(x => x * factor)

  test('a mean of losses, one upstream gradient of 1 for each, and the error itself', () => {
    const mean = sent(lossObjective(loss))
    const each = sent(vectorObjective(new nn.CrossEntropyLoss({ reduction: 'none' })))
    const direct = sent(parseObjective('isbe:softmax'))
    expect(each.value).toBeCloseTo(mean.value, 5)
    // Two samples.
    flat(mean.gradient, 2).forEach((x, i) => expect(each.gradient.flat()[i]).toBeCloseTo(x, 5))
    flat(mean.gradient, 1).forEach((x, i) => expect(direct.gradient.flat()[i]).toBeCloseTo(x, 5))
    expect(sent(parseObjective('ce'))).toEqual(mean)
  })

  test('times the scale of a scaler, but the value', () => {
    const objectives = [
      lossObjective(loss),
      vectorObjective(new nn.CrossEntropyLoss({ reduction: 'none' })),
      isbeObjective('softmax'),
    ]
    for (const objective of objectives) {
      const [plain, scaled] = [sent(objective), sent(objective, 8)]
      expect(scaled.value).toBe(plain.value)
      flat(plain.gradient, 8).forEach((x, i) => expect(scaled.gradient.flat()[i]).toBeCloseTo(x, 5))
    }
  })
})
