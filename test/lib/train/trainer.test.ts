/** What a Trainer refuses, and what it leaves behind when something throws. */
import torch, { DisposedError, OptionError, Trainer, data, nn, optim } from '../../../lib'
import type { TrainerOptions } from '../../../lib/train'

function dataset(): data.TensorDataset {
  return new data.TensorDataset(torch.randn([12, 4]), torch.randint(3, [12]))
}

interface Parts {
  options: TrainerOptions
  loader: data.DataLoader
}

function makeParts(): Parts {
  const model = new nn.Linear(4, 3)
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
  return {
    options: { model, optimizer, loss: new nn.CrossEntropyLoss() },
    loader: new data.DataLoader(dataset(), { batchSize: 4 }),
  }
}

const wrongOptions: [string, unknown, RegExp][] = [
  ['model', {}, /Trainer: model: expected an nn\.Module, found an object/],
  ['optimizer', 'adam', /Trainer: optimizer: expected an optimizer of optim, found 'adam'/],
  ['loss', 'ce', /Trainer: loss: expected an object with the method forward, found 'ce'/],
  ['scheduler', 0.9, /Trainer: scheduler: expected an object with the method step, found 0\.9/],
  ['precision', 'half', /Trainer: precision: expected float32, bfloat16, float16, found 'half'/],
  ['memoryFormat', 'nhwc', /Trainer: memoryFormat: expected contiguous_format/],
  ['cudaGraph', 1, /Trainer: cudaGraph: expected true or false, found 1/],
  ['epochs', 2, /Trainer: unknown option 'epochs'/],
]

test.each(wrongOptions)('a wrong %s is refused', (name, value, message) => {
  const { options } = makeParts()
  expect(() => new Trainer({ ...options, [name]: value })).toThrow(message)
})

const wrongFits: [string, unknown, RegExp][] = [
  ['epochs', undefined, /Trainer\.fit: epochs: expected a positive integer, found undefined/],
  ['epochs', '2', /Trainer\.fit: epochs: expected a positive integer, found '2'/],
  ['test', [], /Trainer\.fit: test: expected a data\.DataLoader, found an array of 0/],
  ['onStep', 3, /Trainer\.fit: onStep: expected a function, found 3/],
  ['signal', 'stop', /Trainer\.fit: signal: expected an AbortSignal, found 'stop'/],
  ['onEpoch', () => 1, /unknown option 'onEpoch' \(did you mean 'epochs'\?\)/],
]

test.each(wrongFits)('fit refuses a wrong %s', async (name, value, message) => {
  const { options, loader } = makeParts()
  const trainer = new Trainer(options)
  await expect(trainer.fit(loader, { epochs: 1, [name]: value })).rejects.toThrow(message)
  await expect(trainer.fit([] as never, { epochs: 1 })).rejects.toThrow(OptionError)
})

test('a disposed trainer refuses, and leaves model and loader alone', async () => {
  const { options, loader } = makeParts()
  const trainer = new Trainer(options)
  trainer.dispose()
  await expect(trainer.fit(loader, { epochs: 1 })).rejects.toThrow(DisposedError)
  using other = new Trainer(options)
  await expect(other.fit(loader, { epochs: 1 })).resolves.toHaveLength(1)
})

const callbacks = ['onEpochStart', 'onStep', 'onEpochEnd'] as const

test.each(callbacks)('what %s throws ends the training and leaves no tensor', async name => {
  const { options, loader } = makeParts()
  const trainer = new Trainer(options)
  const test = new data.DataLoader(dataset(), { batchSize: 4 })
  await trainer.fit(loader, { epochs: 1, test })
  options.optimizer.zeroGrad()
  const live = torch.memory().tensors
  const fail = (): never => {
    throw new RangeError('mine')
  }
  const failures = [fail, () => Promise.reject(new RangeError('mine'))]
  for (const failure of failures) {
    const fitting = trainer.fit(loader, { epochs: 2, test, [name]: failure })
    await expect(fitting).rejects.toThrow(new RangeError('mine'))
    options.optimizer.zeroGrad()
    expect(torch.memory().tensors).toBe(live)
  }
})

test('callbacks that return promises are awaited', async () => {
  const { options, loader } = makeParts()
  const seen: string[] = []
  const note = (what: string) => async (): Promise<void> => {
    await new Promise(resolve => setImmediate(resolve))
    seen.push(what)
  }
  await new Trainer(options).fit(loader, {
    epochs: 1,
    onEpochStart: note('start'),
    onStep: note('step'),
    onEpochEnd: note('end'),
  })
  expect(seen).toEqual(['start', 'step', 'step', 'step', 'end'])
})

test('an abort during the evaluation leaves its accuracy open', async () => {
  const { options, loader } = makeParts()
  const controller = new AbortController()
  const lazy: data.BatchDataset = {
    length: 4,
    gather: () => {
      controller.abort()
      return { input: torch.randn([2, 4]), target: torch.randint(3, [2]) }
    },
  }
  const test = new data.DataLoader(lazy, { batchSize: 2 })
  const [record] = await new Trainer(options).fit(loader, {
    epochs: 3,
    test,
    signal: controller.signal,
  })
  expect(record).toMatchObject({ epoch: 1, partial: false, testAccuracy: null })
})
