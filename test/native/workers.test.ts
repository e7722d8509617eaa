import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import torch, { DisposedError } from '../../lib/index'
import { native } from '../../lib/native'
import type { TensorTransfer } from '../../lib/tensor/ops/extras'

const folder = join(__dirname, 'workers')
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
      Array.from({ length: count }, (_, i) => torch.scalarTensor(i).transfer().isbeTensor),
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
  const tasks = ['operators', 'leaks', 'memory', 'backward', 'grad', 'buffers', 'errors']
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
