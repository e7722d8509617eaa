/** The worker threads of a loader, as the thread that made it sees them. */
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DataError } from '../../base/errors'
import { packageRoot } from '../../native/record'
import { getNumThreads, setNumThreads } from '../../runtime/threads'
import { disposeOf, unpack } from '../loader/contents'
import { late, within } from '../loader/waiting'
import type { Reply, Request, Thrown, WorkerSpec } from './messages'
import { inWords } from './thrown'

/** What a worker gave for a request; undefined at the end of its stream. */
export type Served = { batch: unknown } | undefined

interface Waiting {
  resolve: (served: Served) => void
  reject: (error: Error) => void
}

const registered = Symbol.for('ts-node.register.instance')

/** TypeScript that runs without having been compiled needs ts-node in the worker too. */
function open(workerData: WorkerSpec): Worker {
  const file = join(__dirname, `thread${extname(__filename)}`)
  if (!file.endsWith('.ts') && !(registered in process)) return new Worker(file, { workerData })
  const paths = [process.cwd(), packageRoot]
  const tsNode = require.resolve('ts-node', { paths })
  const code = `require(${JSON.stringify(tsNode)}).register({ transpileOnly: true })
require(${JSON.stringify(file)})`
  return new Worker(code, { eval: true, workerData })
}

/** One worker thread. */
class Member {
  readonly #thread: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #exit: Promise<unknown>
  #failure: Error | undefined
  #isReady = false

  constructor(readonly spec: WorkerSpec) {
    this.#thread = open(spec)
    this.#thread.unref()
    this.#exit = once(this.#thread, 'exit').catch(() => undefined)
    this.#thread.on('message', (reply: Reply) => this.#receive(reply))
    this.#thread.on('error', error =>
      this.#fail(failureOf(spec.id, undefined, { ...inWords(error), error })),
    )
    this.#thread.on('exit', code => this.#fail(deathOf(spec.id, code)))
  }

  /** How many requests are not answered. */
  get load(): number {
    return this.#waiting.size
  }

  get isReady(): boolean {
    return this.#isReady
  }

  get isAlive(): boolean {
    return this.#failure === undefined
  }

  post(request: Request): void {
    if (!this.#failure) this.#thread.postMessage(request)
  }

  request(request: Request & { kind: 'batch' }): Promise<Served> {
    const served = new Promise<Served>((resolve, reject) => {
      if (this.#failure) reject(this.#failure)
      else this.#waiting.set(request.id, { resolve, reject })
    })
    served.catch(() => undefined) // whoever goes on with the epoch hears of it
    if (this.#failure) return served
    this.#thread.ref()
    this.#thread.postMessage(request)
    return served
  }

  /** Ends the thread after the batch that it is making; one that does not end is stopped. */
  async close(isStuck: boolean): Promise<void> {
    this.post({ kind: 'close' })
    this.#failure ??= new DataError('DataLoader: expected a live worker, found a closed one')
    this.#thread.ref()
    if (isStuck || (await within(this.#exit, patience)) === late) await this.#thread.terminate()
  }

  #receive(reply: Reply): void {
    switch (reply.kind) {
      case 'ready':
        this.#isReady = true
        // libtorch's number of threads for MKL is of the process, which the worker made 1.
        setNumThreads(getNumThreads())
        return
      case 'batch':
        return this.#settle(reply.id, waiting => waiting.resolve({ batch: unpack(reply.batch) }))
      case 'end':
        return this.#settle(reply.id, waiting => waiting.resolve(undefined))
      case 'error': {
        const failure = failureOf(this.spec.id, reply.place, reply)
        if (reply.id === null) return this.#fail(failure)
        return this.#settle(reply.id, waiting => waiting.reject(failure))
      }
    }
  }

  #settle(id: number, settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#thread.unref()
    settle(waiting)
  }

  #fail(failure: Error): void {
    this.#failure ??= failure
    for (const id of [...this.#waiting.keys()])
      this.#settle(id, waiting => waiting.reject(this.#failure!))
  }
}

/** Seconds that a worker is given to come to an end: as PyTorch's. */
const patience = 5

/** All of them. */
export class WorkerPool {
  readonly #members: readonly Member[]
  readonly #obsolete = new Int32Array(new SharedArrayBuffer(4))
  #nextId = 0
  #isStuck = false

  /** @param makeSpec for each of its own, since tensors in recipes are handed over */
  constructor(count: number, makeSpec: (id: number, obsolete: SharedArrayBuffer) => WorkerSpec) {
    const obsolete = this.#obsolete.buffer
    this.#members = Array.from({ length: count }, (_, id) => new Member(makeSpec(id, obsolete)))
  }

  get size(): number {
    return this.#members.length
  }

  startEpoch(seed: bigint): void {
    for (const member of this.#members) member.post({ kind: 'epoch', seed })
  }

  /** From the worker that has least to do. */
  fetch(indices: readonly number[], seed: bigint): Promise<Served> {
    const idlest = this.#members.reduce((a, b) => (b.load < a.load ? b : a))
    return idlest.request({ kind: 'batch', id: this.#nextId++, indices, seed })
  }

  /** The next batch of one worker's stream. */
  nextOf(worker: number, seed: bigint): Promise<Served> {
    return this.#members[worker]!.request({ kind: 'batch', id: this.#nextId++, seed })
  }

  /** Nobody waits for these any more; what has been made, or still comes, is released. */
  async abandon(requests: readonly Promise<Served>[]): Promise<void> {
    Atomics.store(this.#obsolete, 0, this.#nextId)
    const released = Promise.all(
      requests.map(request =>
        request.then(
          served => disposeOf(served?.batch),
          () => undefined,
        ),
      ),
    )
    if (!this.#isStuck && (await within(released, patience)) === late) this.giveUp()
  }

  /** A worker takes too long: none is waited for any more. */
  giveUp(): void {
    this.#isStuck = true
  }

  /** Whether all could go on with another epoch. */
  get isUsable(): boolean {
    return !this.#isStuck && this.#members.every(member => member.isAlive)
  }

  async close(): Promise<void> {
    Atomics.store(this.#obsolete, 0, 2 ** 31 - 1)
    await Promise.all(this.#members.map(member => member.close(this.#isStuck)))
  }
}

function failureOf(worker: number, place: string | undefined, thrown: Thrown): DataError {
  const { what, stack, error } = thrown
  return new DataError(
    `DataLoader: worker ${worker} failed${place ? ` at ${place}` : ''}: ${what}` +
      (stack ? `\nIn the worker: ${stack}` : ''),
    { cause: error },
  )
}

function deathOf(worker: number, code: number): DataError {
  return new DataError(
    `DataLoader: worker ${worker} ended with code ${code} while batches were expected from it; ` +
      'does the dataset call process.exit(), or did the thread run out of memory?',
  )
}
