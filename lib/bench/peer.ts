/** PyTorch in Python as a peer: a process that measures the same work when asked to. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { TorchError } from '../errors'
import { packageRoot } from '../native'

/** The Python that `npm run bench:peers` set up, or null. */
export function findPeerPython(): string | null {
  const folder = process.env.ISBE_PEERS_VENV ?? join(packageRoot, '.venv-peers')
  const python = join(folder, 'bin', 'python')
  return existsSync(python) ? python : null
}

export class Peer {
  readonly #process: ChildProcessWithoutNullStreams
  readonly #lines: Interface
  readonly #answers: AsyncIterator<string>

  /** `script` lies in scripts/bench/peers and answers one JSON line for each that it is sent. */
  constructor(python: string, script: string) {
    const path = join(packageRoot, 'scripts', 'bench', 'peers', script)
    this.#process = spawn(python, [path])
    this.#process.stderr.pipe(process.stderr)
    this.#lines = createInterface({ input: this.#process.stdout })
    this.#answers = this.#lines[Symbol.asyncIterator]()
  }

  async ask<T>(request: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    const answer = await this.#answers.next()
    if (answer.done) {
      throw new TorchError('IO', 'bench: the PyTorch peer stopped; its error is above')
    }
    return JSON.parse(answer.value) as T
  }

  close(): void {
    this.#process.stdin.end()
    this.#lines.close()
  }
}
