/** A peer: a process of its own that measures the same work when asked to. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { TorchError } from '../base/errors'
import { packageRoot } from '../native/record'

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

  /** PyTorch's side: the `peer.py` beside a benchmark. */
  static python(python: string, benchmark: string): Peer {
    return new Peer(python, join(packageRoot, 'lib', 'bench', benchmark, 'peer.py'))
  }

  /** The program answers one JSON line for each that it is sent; Python's imports versus.py. */
  constructor(command: string, script: string) {
    const shared = join(packageRoot, 'lib', 'bench')
    this.#process = spawn(command, [script], { env: { ...process.env, PYTHONPATH: shared } })
    this.#process.stderr.pipe(process.stderr)
    this.#lines = createInterface({ input: this.#process.stdout })
    this.#answers = this.#lines[Symbol.asyncIterator]()
  }

  async ask<T>(request: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    const answer = await this.#answers.next()
    if (answer.done) {
      throw new TorchError(
        'IO',
        `bench: ${this.#process.spawnargs.join(' ')} stopped; its error is above`,
      )
    }
    return JSON.parse(answer.value) as T
  }

  close(): void {
    this.#process.stdin.end()
    this.#lines.close()
  }
}
