/** Functions of JS in graphs that several threads have. */
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import torch, { TorchError } from '../../lib'
import { native, type Handle } from '../../lib/native'

function start(workerData: object): Worker {
  return new Worker(join(__dirname, 'workers', 'callbacks.js'), { workerData })
}

async function message<T>(worker: Worker): Promise<T> {
  const [value] = (await once(worker, 'message')) as [T]
  return value
}

function backwardOf(handle: Handle): void {
  const loss = native.adopt(handle)
  try {
    native.backward([loss], [null], false, false, [])
  } finally {
    native.release(Float64Array.of(loss), 1)
  }
}

describe('a graph with a function of another thread', () => {
  it('is refused while that thread does something else', async () => {
    const worker = start({ task: 'loss', stay: true })
    const loss = await message<Handle>(worker)
    const run = (): void => backwardOf(loss)
    expect(run).toThrow(/belongs to another thread: run backward on the thread that made the graph/)
    worker.postMessage('end')
    await once(worker, 'exit')
  })

  it('is refused when that thread has ended', async () => {
    const worker = start({ task: 'loss' })
    const ended = once(worker, 'exit')
    const loss = await message<Handle>(worker)
    const adopted = native.adopt(loss)
    await ended
    const run = (): void => native.backward([adopted], [null], false, false, [])
    expect(run).toThrow(TorchError)
    expect(run).toThrow(/belongs to a thread that has ended/)
    native.release(Float64Array.of(adopted), 1)
  })
})

it('threads run functions, hooks and backward within them at once', async () => {
  const before = torch.memory().tensors
  const workers = [false, true, true].map(serves => start({ task: 'run', rounds: 300, serves }))
  const ends = workers.map(worker => once(worker, 'exit'))
  const values = await Promise.all(workers.map(worker => message<number[]>(worker)))
  expect(values).toEqual([[18], [18], [18]])
  await Promise.all(ends)
  expect(torch.memory().tensors).toBe(before)
}, 60_000)
