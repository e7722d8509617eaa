import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import torch, { DisposedError } from '../../lib/index'
import { native } from '../../lib/native'
import type { TensorTransfer } from '../../lib/tensor/transfer'
import { settled } from '../support/settled'

const folder = join(__dirname, 'workers')
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const quietRounds = 10

/**
 * Tensors that earlier tests left to the collector would be freed in the middle of a count. What is
 * due for collected objects waits for turns of the event loop, on a busy machine for several.
 */
async function collectGarbage(): Promise<void> {
  let last = -1
  for (let quiet = 0; quiet < quietRounds; ++quiet) {
    collect()
    await sleep(5)
    const { tensors } = torch.memory()
    if (tensors !== last) quiet = 0
    last = tensors
  }
}

const ends: Promise<unknown>[] = []

function start(file: string, workerData?: unknown): Worker {
  const worker = new Worker(join(folder, file), { workerData })
  ends.push(once(worker, 'exit'))
  return worker
}

// A worker on its way out would change the number of live tensors under the next test.
afterEach(() => Promise.all(ends.splice(0)))

function nextMessage<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

describe('two worker threads', () => {
  it('compute at once, each with its own autograd', async () => {
    const values = [1, 2, 3, 4]
    const barrier = new SharedArrayBuffer(8)
    const workers = [0, 1].map(() =>
      start('compute.js', { values, barrier, rounds: 500, workers: 2 }),
    )
    const results = await Promise.all(workers.map(worker => nextMessage<string[]>(worker)))
    const expected = torch.tidy(() => {
      const x = torch.tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { dtype: 'float64', requiresGrad: true },
      )
      x.mm(x).pow(2).sum().backward()
      return Array.from(x.grad!.toTypedArray() as Float64Array)
    })
    const once = [JSON.stringify(expected)]
    expect(results).toEqual([once, once])
  })

  it('share a handed-over tensor without a copy', async () => {
    const tensor = torch.arange(6, { dtype: 'float32' })
    const address = native.dataAddress(tensor.handle)
    const worker = start('receive.js')
    const reply = nextMessage<{ address: number; again: string; transfer: TensorTransfer }>(worker)
    worker.postMessage(tensor.transfer())
    expect(tensor.isDisposed).toBe(true)
    const { address: addressThere, again, transfer } = await reply
    expect(addressThere).toBe(address)
    expect(again).toBe('DisposedError DISPOSED')
    const back = torch.receive(transfer)
    expect(native.dataAddress(back.handle)).toBe(address)
    expect(back.toArray()).toEqual([0, 10, 20, 30, 40, 50])
    back.dispose()
  })

  it('never both receive one tensor', async () => {
    const count = 3000
    const transfers = torch.tidy(() =>
      Array.from({ length: count }, (_, i) => torch.scalarTensor(i).transfer()),
    )
    const barrier = new SharedArrayBuffer(4)
    const workers = [0, 1].map(() => start('adopt.js', { transfers, start: barrier }))
    await Promise.all(workers.map(worker => nextMessage(worker)))
    const replies = workers.map(worker =>
      nextMessage<{ taken: number; codes: Record<string, number> }>(worker),
    )
    Atomics.store(new Int32Array(barrier), 0, 1)
    Atomics.notify(new Int32Array(barrier), 0)
    const [a, b] = await Promise.all(replies)
    expect(a!.taken + b!.taken).toBe(count)
    expect((a!.codes.DISPOSED ?? 0) + (b!.codes.DISPOSED ?? 0)).toBe(count)
  })
})

describe('transfer', () => {
  it('copies the memory of a JS buffer, which cannot leave its thread', () => {
    torch.tidy(() => {
      const buffer = Float32Array.of(1, 2, 3)
      const borrowed = torch.fromBuffer(buffer)
      const address = native.dataAddress(borrowed.handle)
      const received = torch.receive(borrowed.transfer())
      buffer[0] = 9
      expect(native.dataAddress(received.handle)).not.toBe(address)
      expect(received.toArray()).toEqual([1, 2, 3])
    })
  })

  it('is received once, and leaves no handle behind', () => {
    const before = torch.memory().tensors
    const transfer = torch.tidy(() => torch.ones([2]).transfer())
    expect(torch.memory().tensors).toBe(before + 1)
    const received = torch.receive(transfer)
    expect(torch.memory().tensors).toBe(before + 1)
    expect(() => torch.receive(transfer)).toThrow(DisposedError)
    received.dispose()
    expect(torch.memory().tensors).toBe(before)
  })

  it('is refused for a disposed tensor', () => {
    const tensor = torch.ones([1])
    tensor.dispose()
    expect(() => tensor.transfer()).toThrow(DisposedError)
  })

  it('receives nothing but what was given away', () => {
    const mine = torch.ones([1])
    expect(() => torch.receive({ isbeTensor: mine.handle })).toThrow(
      /expected a tensor given away with transfer\(\)/,
    )
    expect(() => torch.receive({} as never)).toThrow(/expected the result of transfer\(\)/)
    expect(mine.item()).toBe(1)
    mine.dispose()
  })
})

describe('a tensor given away and never received', () => {
  const leftBehind = async (): Promise<number> => {
    // Some turns of the event loop after the end of the worker.
    await sleep(50)
    return torch.memory().inTransit
  }

  it('is shown by torch.memory()', () => {
    const before = torch.memory().inTransit
    const transfer = torch.ones([2]).transfer()
    expect(torch.memory().inTransit).toBe(before + 1)
    torch.receive(transfer).dispose()
    expect(torch.memory().inTransit).toBe(before)
  })

  it('is freed after its worker was terminated', async () => {
    await collectGarbage()
    const before = torch.memory()
    const worker = start('giveAway.js', { posted: 2, silent: 3, stay: true })
    await nextMessage(worker)
    expect(torch.memory().inTransit).toBe(before.inTransit + 5)
    await worker.terminate()
    expect(await leftBehind()).toBe(before.inTransit)
    expect(torch.memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes })
  }, 60_000)

  it('is freed when the worker that was to receive it is terminated', async () => {
    const before = await settled(() => torch.memory().inTransit)
    const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
    for (let i = 0; i < 5; ++i) worker.postMessage({ nested: torch.ones([1000]).transfer() })
    await worker.terminate()
    expect(await settled(() => torch.memory().inTransit)).toBe(before)
  }, 60_000)

  it('can be received from a worker that has ended meanwhile, the others are freed', async () => {
    const before = torch.memory().inTransit
    const worker = start('giveAway.js', { posted: 2, silent: 3, stay: false })
    const sums = new Promise<unknown[]>(resolve => {
      worker.once('message', (transfers: TensorTransfer[]) => {
        resolve(torch.tidy(() => transfers.map(transfer => torch.receive(transfer).sum().item())))
      })
    })
    await once(worker, 'exit')
    expect(await sums).toEqual([1000, 1000])
    expect(await leftBehind()).toBe(before)
  }, 60_000)

  it('is freed with the object that stands for it, unless that was read', () => {
    const output = execFileSync(process.execPath, ['--expose-gc', join(folder, 'unsent.js')])
    expect(JSON.parse(output.toString())).toEqual({ given: 12, collected: 2, received: 0 })
  }, 60_000)

  it('is freed when it was posted where nobody receives it', () => {
    const output = execFileSync(process.execPath, ['--expose-gc', join(folder, 'closedPort.js')])
    expect(JSON.parse(output.toString())).toEqual({ left: 1, received: 0 })
  }, 60_000)
})

test('memory of a worker that is gone is still there for the graphs and views over it', () => {
  const output = execFileSync(process.execPath, [join(folder, 'borrow.js')])
  expect(JSON.parse(output.toString())).toMatchObject({
    gradient: [1, 2, 3, 4],
    view: [1, 2, 3, 4],
  })
}, 60_000)

describe('the memory of a JS buffer', () => {
  it('stays behind when it is the gradient or a part of a tensor given away', () => {
    torch.tidy(() => {
      const buffer = Float32Array.of(1, 2)
      const leaf = torch.tensor([1, 1], { requiresGrad: true })
      leaf.grad = torch.fromBuffer(buffer)
      const indices = torch.tensor([[0n, 1n]])
      const sparse = torch.sparseCooTensor(indices, torch.fromBuffer(buffer), [2])
      const [received, receivedSparse] = [leaf, sparse].map(tensor =>
        torch.receive(tensor.transfer()),
      )
      buffer.fill(9)
      expect(received!.grad!.toArray()).toEqual([1, 2])
      expect(receivedSparse!.toDense().toArray()).toEqual([1, 2])
    })
  })

  it('leaves a leaf a leaf', () => {
    torch.tidy(() => {
      const leaf = torch.fromBuffer(Float32Array.of(1, 2))
      leaf.requiresGrad = true
      const received = torch.receive(leaf.transfer())
      expect([received.isLeaf, received.requiresGrad, received.gradFn]).toEqual([true, true, null])
    })
  })
})

interface Memory {
  tensors: number
  bytes: number
  /** In blocks of the allocator that are in use; free ones may stay with it. */
  allocated: number
}

interface Round {
  task: string
  state: string
  exitCode: number
  after: Memory
}

describe('a worker terminated in the middle of its work', () => {
  // In a process of their own: a crash would end that process and not Jest.
  const tasks = [
    'operators',
    'leaks',
    'memory',
    'backward',
    'grad',
    'buffers',
    'errors',
    'callbacks',
    'served',
  ]
  const rounds = 2

  it('leaves the process alive and no tensor behind', () => {
    const output = execFileSync(process.execPath, [
      join(folder, 'terminate.js'),
      tasks.join(','),
      String(rounds),
    ])
    const report = JSON.parse(output.toString()) as { before: Memory; rounds: Round[] }
    const { tensors, bytes, allocated } = report.before
    expect(report.rounds).toHaveLength(tasks.length * rounds)
    for (const round of report.rounds) {
      expect(round).toMatchObject({
        state: 'busy',
        exitCode: 1,
        after: { tensors, bytes, allocated },
      })
    }
  })

  it('may be ended by process.exit', () => {
    const { status, signal, stderr } = spawnSync(process.execPath, [join(folder, 'exit.js')])
    expect({ status, signal, stderr: stderr.toString() }).toEqual({
      status: 7,
      signal: null,
      stderr: '',
    })
  })
})
