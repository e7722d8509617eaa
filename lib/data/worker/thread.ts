/** A worker thread of a loader: makes the batches that it is asked for, one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { setNumThreads } from '../../runtime/threads'
import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Dataset } from '../dataset'
import { disposeOf, pack, unpack } from '../loader/contents'
import { Fetcher, type BatchTransform, type Collate } from '../loader/fetcher'
import { places } from '../loader/places'
import { BatchStream } from '../loader/stream'
import { makeFrom } from '../recipe'
import { deriveSeed, seedThread } from '../seed'
import { setWorkerInfo } from './info'
import type { Reply, Request, WorkerSpec } from './messages'
import { inWords } from './thrown'

const spec = workerData as WorkerSpec
const port = parentPort!
const obsolete = new Int32Array(spec.obsolete)

async function makeFetcher(): Promise<Fetcher> {
  const dataset = (await makeFrom(spec.dataset)) as Dataset
  const { collate, transform } = spec
  return new Fetcher(dataset, {
    batched: spec.batchSize !== null,
    collate: collate && ((await makeFrom(collate)) as Collate),
    transform: transform && ((await makeFrom(transform)) as BatchTransform),
  })
}

/** The requests of one epoch after the other. */
class Server {
  #stream: BatchStream | undefined

  constructor(readonly fetcher: Fetcher) {}

  async batch(indices: readonly number[] | undefined, seed: bigint): Promise<Served> {
    if (indices) return { batch: await this.fetcher.fetch(indices, seed) }
    return this.#stream?.next()
  }

  async startEpoch(seed: bigint): Promise<void> {
    await this.#stream?.close()
    const own = deriveSeed(seed, spec.id)
    const { id, numWorkers } = spec
    setWorkerInfo({ id, numWorkers, seed: own, dataset: this.fetcher.dataset })
    if (!spec.isStream) return
    const { batchSize, dropLast } = spec
    this.#stream = new BatchStream(this.fetcher, batchSize, dropLast, own)
  }

  async close(): Promise<void> {
    await this.#stream?.close()
    ;(this.fetcher.dataset as Partial<Disposable>)[Symbol.dispose]?.()
  }
}

type Served = { batch: unknown } | undefined

function post(reply: Reply): void {
  port.postMessage(reply)
}

function report(id: number | null, error: unknown): void {
  const isObject = typeof error === 'object' && error !== null
  const place = isObject ? places.get(error) : undefined
  const words = { kind: 'error', id, place, ...inWords(error) } as const
  try {
    post({ ...words, error })
  } catch {
    post(words)
  }
}

function send(id: number, batch: unknown): void {
  const packed = pack(batch)
  try {
    post({ kind: 'batch', id, batch: packed })
  } catch (cause) {
    disposeOf(unpack(packed))
    const expected = 'tensors, plain data, and arrays, Maps and plain objects of these as a batch'
    throw new OptionError(
      `DataLoader: expected ${expected}, found ${describeValue(batch)}, which cannot be posted to ` +
        `another thread: ${(cause as Error).message}`,
    )
  }
}

async function answer(server: Server, request: Request): Promise<void> {
  switch (request.kind) {
    case 'epoch':
      return server.startEpoch(request.seed)
    case 'close':
      await server.close()
      return port.close()
    case 'batch': {
      const { id, indices, seed } = request
      try {
        if (id < Atomics.load(obsolete, 0)) return post({ kind: 'end', id })
        const served = await server.batch(indices, seed)
        if (served) send(id, served.batch)
        else post({ kind: 'end', id })
      } catch (error) {
        report(id, error)
      }
    }
  }
}

async function start(): Promise<Server> {
  // Batches are made beside a training that has the cores; as in PyTorch's workers.
  setNumThreads(1)
  // All make the same dataset, whatever is random in it; libtorch's generator is the main thread's.
  seedThread(spec.seed)
  const fetcher = await makeFetcher()
  const server = new Server(fetcher)
  const init = spec.workerInit && (await makeFrom(spec.workerInit))
  if (init !== undefined && typeof init !== 'function')
    throw new OptionError(
      `DataLoader: workerInit: expected a function, found ${describeValue(init)}`,
    )
  seedThread(deriveSeed(spec.seed, spec.id))
  await (init as ((id: number) => unknown) | undefined)?.(spec.id)
  return server
}

let tail = start()
tail.then(
  () => post({ kind: 'ready' }),
  error => {
    report(null, error)
    port.close()
  },
)
port.on('message', (request: Request) => {
  tail = tail.then(async server => {
    await answer(server, request)
    return server
  })
  tail.catch(() => undefined) // reported above
})
