/** The order of events around a CUDA graph and a clock on CUDA, with a device that pretends. */
import './pretendedDevice'
import torch, { nn, optim, type Tensor } from '../../../lib'
import { DataLoader, TensorDataset } from '../../../lib/data'
import { native } from '../../../lib/native'
import { lossObjective, trainEpoch } from '../../../lib/train'
import { Stopwatch } from '../../../lib/train/stopwatch'

let calls: string[]

/** Calls that the addon would refuse without CUDA are written down instead. */
function pretend<Name extends keyof typeof native>(
  name: Name,
  result?: unknown,
  isLogged = true,
): void {
  jest.spyOn(native, name as never).mockImplementation(((): unknown => {
    if (isLogged) calls.push(name)
    return result
  }) as never)
}

beforeEach(() => {
  calls = []
  const stream = { id: 0n, device: 0 }
  for (const name of ['cudaCurrentStream', 'cudaNewStream', 'cudaSetStream'] as const)
    pretend(name, stream, false)
  for (const name of [
    'cudaNewEvent',
    'cudaRecordEvent',
    'cudaBlockEvent',
    'cudaSynchronizeEvent',
    'cudaSetDevice',
  ] as const)
    pretend(name, {}, false)
  pretend('device', 'cuda:0', false)
  pretend('cudaCurrentDevice', 0, false)
  for (const name of [
    'cudaSynchronize',
    'cudaBeginCapture',
    'cudaEndCapture',
    'cudaReplay',
    'cudaResetGraph',
    'cudaEmptyCache',
  ] as const)
    pretend(name)
  pretend('cudaNewGraph', {})
})

afterEach(() => jest.restoreAllMocks())

const recording = [
  'cudaNewGraph',
  'cudaSynchronize',
  'cudaBeginCapture',
  'step',
  'cudaEndCapture',
  'cudaReplay',
]

describe('cuda.graph', () => {
  const double = (x: Tensor): Tensor => {
    calls.push('step')
    return x.mul(2)
  }

  it('warms up, records once, and replays', () =>
    torch.tidy(() => {
      const step = torch.cuda.graph(double, { warmup: 2 })
      const found = [1, 2, 3, 4].map(value => {
        const before = calls.length
        const result = step(torch.tensor([value]))
        return { called: calls.slice(before), value: result.item() }
      })
      expect(found.map(({ called }) => called)).toEqual([
        ['step'],
        ['step'],
        recording,
        ['cudaReplay'],
      ])
      // The pretended replay computes nothing: the results stay those of the recording.
      expect(found.map(({ value }) => value)).toEqual([2, 4, 6, 6])
      expect(step.isCaptured).toBe(true)
      step.reset()
    }))

  it('puts new inputs where the recorded step reads them', () =>
    torch.tidy(() => {
      let read: Tensor | undefined
      const step = torch.cuda.graph((x: Tensor) => (read = x).mul(1), { warmup: 1 })
      for (const value of [1, 2, 3]) step(torch.tensor([value]))
      expect(read!.toArray()).toEqual([3])
      calls = []
      step.reset()
      expect(read!.isDisposed).toBe(true)
      expect(calls).toEqual(['cudaSynchronize', 'cudaResetGraph', 'cudaEmptyCache'])
    }))

  it('gives results that keep no autograd graph alive', () =>
    torch.tidy(() => {
      const weight = torch.ones([1])
      weight.requiresGrad = true
      const step = torch.cuda.graph((x: Tensor) => [x.mul(weight), x], { warmup: 1 })
      for (let i = 0; i < 3; ++i)
        expect(step(torch.ones([1])).map(result => result.requiresGrad)).toEqual([false, false])
      step.reset()
    }))

  it('records on the device of its inputs, and puts the current one back', () =>
    torch.tidy(() => {
      const switched: number[] = []
      const made: number[] = []
      jest.spyOn(native, 'device').mockReturnValue('cuda:1')
      const synchronize = jest.spyOn(native, 'cudaSynchronize')
      jest.spyOn(native, 'cudaSetDevice').mockImplementation(index => {
        switched.push(index)
      })
      jest.spyOn(native, 'cudaNewStream').mockImplementation(device => {
        made.push(device)
        return { id: 7n, device }
      })
      const step = torch.cuda.graph(double, { warmup: 1 })
      step(torch.ones([1]))
      expect([made, switched]).toEqual([[1], [1, 0]])
      step(torch.ones([1]))
      expect(switched).toEqual([1, 0, 1, 0])
      expect(synchronize).toHaveBeenLastCalledWith(1)
      step.reset()
    }))

  it('refuses inputs on another GPU than before, until it is reset', () =>
    torch.tidy(() => {
      const made: number[] = []
      jest.spyOn(native, 'cudaNewStream').mockImplementation(device => {
        made.push(device)
        return { id: 7n, device }
      })
      const step = torch.cuda.graph(double, { warmup: 2 })
      step(torch.ones([1]))
      jest.spyOn(native, 'device').mockReturnValue('cuda:1')
      expect(() => step(torch.ones([1]))).toThrow(
        /expected inputs on cuda:0 as in the calls before, found .*cuda:1.*call reset/,
      )
      step.reset()
      // Another GPU is warmed up anew.
      for (let i = 0; i < 2; ++i) step(torch.ones([1]))
      expect([made, step.isCaptured]).toEqual([[0, 1], false])
      step(torch.ones([1]))
      expect(step.isCaptured).toBe(true)
      step.reset()
    }))

  it('refuses inputs that are not on one GPU', () =>
    torch.tidy(() => {
      jest.spyOn(native, 'device').mockReturnValueOnce('cpu')
      expect(() => torch.cuda.graph(double)(torch.ones([1]))).toThrow(
        /expected inputs on one CUDA device, found .*; move them/,
      )
    }))

  it('records again after a reset, without another warm-up', () =>
    torch.tidy(() => {
      const step = torch.cuda.graph(double, { warmup: 1 })
      step(torch.ones([1]))
      step(torch.ones([1]))
      step.reset()
      expect(step.isCaptured).toBe(false)
      calls = []
      step(torch.ones([2]))
      expect(calls).toEqual(recording)
      step.reset()
    }))

  it('refuses inputs of another shape than recorded', () =>
    torch.tidy(() => {
      const step = torch.cuda.graph(double, { warmup: 1 })
      for (const value of [1, 2]) step(torch.tensor([value]))
      expect(() => step(torch.ones([2]))).toThrow(
        /recorded for Tensor\(float32\[1\], cuda:0\), found .*\[2\]/,
      )
      step.reset()
    }))

  it('ends the recording of a step that throws, and says what it threw', () =>
    torch.tidy(() => {
      let isWell = true
      const step = torch.cuda.graph(
        (x: Tensor) => {
          if (isWell) return x.mul(1)
          throw new Error('not well')
        },
        { warmup: 1 },
      )
      step(torch.ones([1]))
      isWell = false
      const { tensors } = torch.memory()
      expect(() => torch.tidy(() => step(torch.ones([1])))).toThrow('not well')
      expect(calls).toContain('cudaEndCapture')
      expect(torch.memory().tensors).toBe(tensors)
    }))

  it('records no more after one that failed, until it is reset', () =>
    torch.tidy(() => {
      let isWell = true
      const step = torch.cuda.graph(
        (x: Tensor) => {
          if (!isWell) throw new Error('not well')
          return double(x)
        },
        { warmup: 1 },
      )
      step(torch.ones([1]))
      isWell = false
      expect(() => step(torch.ones([1]))).toThrow('not well')
      isWell = true
      calls = []
      expect(() => step(torch.ones([1]))).toThrow('not well')
      expect(calls).toEqual([])
      step.reset()
      step(torch.ones([1]))
      expect(calls).toEqual(recording)
      step.reset()
    }))

  it('checks its options', () => {
    expect(() => torch.cuda.graph(double, { warmup: 0 })).toThrow(
      /warmup: expected a positive integer, found 0/,
    )
    expect(() => torch.cuda.graph(double, { warmpu: 1 } as never)).toThrow(/did you mean 'warmup'/)
  })
})

it('trainEpoch replays whole batches, and runs a smaller last one as it is', async () => {
  const dataset = new TensorDataset(
    torch.randn([9, 4]).keep(),
    torch.zeros([9], { dtype: 'int64' }).keep(),
  )
  const model = new nn.Linear(4, 3)
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
  const loader = new DataLoader(dataset, { batchSize: 2 })
  const objective = lossObjective(new nn.CrossEntropyLoss())
  let forwards = 0
  const counted = (logits: Tensor, target: Tensor): ReturnType<typeof objective> => {
    ++forwards
    return objective(logits, target)
  }
  const { steps, tau } = await trainEpoch(model, loader, counted, optimizer, { cudaGraph: true })
  // Three warm-ups, a recording, and the batch of one.
  expect([steps, forwards, tau]).toEqual([5, 5, null])
  expect(calls.filter(name => name === 'cudaReplay')).toHaveLength(1)
  expect(calls.slice(-2)).toEqual(['cudaResetGraph', 'cudaEmptyCache'])
  model.dispose()
  dataset.dispose()
})

describe('Stopwatch on CUDA', () => {
  it('adds up what the stream took, and waits for it at the end alone', () => {
    const milliseconds = [10, 30, 10, 30]
    jest.spyOn(native, 'cudaElapsedTime').mockImplementation(() => milliseconds.shift()!)
    const watch = new Stopwatch('cuda')
    for (let i = 0; i < 2; ++i) {
      expect(watch.time('forward', () => 'done')).toBe('done')
      watch.time('backward', () => undefined)
    }
    expect(calls).toEqual([])
    milliseconds.sort((a, b) => a - b)
    expect(watch.tau).toBeCloseTo(75)
    expect(watch.seconds).toBeGreaterThan(0)
    expect(calls).toEqual(['cudaSynchronize'])
  })

  it('times nothing when it is not enabled', () => {
    const watch = new Stopwatch('cpu', false)
    watch.time('forward', () => undefined)
    expect(watch.tau).toBeNull()
  })
})
