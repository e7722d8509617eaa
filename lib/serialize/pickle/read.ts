/**
 * Reads Python's pickles without Python: the opcodes of protocols 0 to 5 that data needs. Nothing of
 * the pickle runs; the names that it may use are in globals.ts, and any other is an error.
 */
import { PickleBytes, type Wrong } from './bytes'
import { build, call } from './calls'
import { Dicts } from './dicts'
import { resolve } from './globals'
import { placeholders, type Host } from './host'
import { opcodes, type Instruction } from './opcodes'

/** One reading of one pickle. */
export class Machine {
  readonly memo = new Map<number, unknown>()
  stack: unknown[] = []
  readonly #outer: unknown[][] = []
  /** Of the instruction that runs. */
  #byte = 0

  constructor(
    readonly input: PickleBytes,
    readonly host: Host,
    readonly dicts: Dicts,
  ) {}

  run(): unknown {
    for (;;) {
      this.#byte = this.input.at
      const code = this.input.uint8()
      if (code === stop) break
      const instruction = opcodes.get(code)
      if (!instruction) throw this.refuse(`unknown or forbidden opcode 0x${code.toString(16)}`)
      instruction(this)
    }
    const value = this.pop()
    if (this.stack.length + this.#outer.length > 0)
      throw this.refuse('expected one value at the end')
    return value
  }

  readonly refuse = (problem: string) => this.input.wrong(this.#byte, problem)

  push(value: unknown): void {
    this.stack.push(value)
  }

  pop(): unknown {
    if (this.stack.length === 0) throw this.refuse('expected a value on the stack')
    return this.stack.pop()
  }

  top(): unknown {
    if (this.stack.length === 0) throw this.refuse('expected a value on the stack')
    return this.stack.at(-1)
  }

  mark(): void {
    this.#outer.push(this.stack)
    this.stack = []
  }

  /** The values since the last mark. */
  popMark(): unknown[] {
    const values = this.stack
    const outer = this.#outer.pop()
    if (!outer) throw this.refuse('expected a mark')
    this.stack = outer
    return values
  }

  popTuple(): readonly unknown[] {
    const args = this.pop()
    if (Array.isArray(args) && Object.isFrozen(args)) return args
    throw this.refuse('expected a tuple of arguments')
  }

  list(): unknown[] {
    const list = this.top()
    if (Array.isArray(list) && !Object.isFrozen(list)) return list
    throw this.refuse('expected a list to add to')
  }

  setItems(values: readonly unknown[]): void {
    if (values.length % 2 !== 0) throw this.refuse('expected keys with values')
    const dict = this.top()
    for (let i = 0; i < values.length; i += 2) {
      this.dicts.set(dict, values[i], values[i + 1], this.refuse)
    }
  }

  global(module: string, name: string): void {
    const found = (this.host.resolve ?? resolve)(module, name)
    if (found === null) {
      throw this.refuse(
        `found '${module}.${name}', which is none of the names that data needs: loading it in ` +
          'Python could run any code',
      )
    }
    this.push(found)
  }

  call(): void {
    const args = this.popTuple()
    this.push(call(this.pop(), args, this.host, this.dicts, this.refuse))
  }

  build(): void {
    this.pop()
    build(this.top(), this.dicts, this.refuse)
  }

  recall(index: number): void {
    if (!this.memo.has(index)) throw this.refuse(`expected a value that was kept as ${index}`)
    this.push(this.memo.get(index))
  }

  persistent(): void {
    this.push(this.host.storage(this.pop(), this.refuse))
  }
}

export type { Instruction }

const stop = 0x2e

/** A pickle that was read once: nothing in it is forbidden, and where it ends is known. */
export interface Checked {
  /** The byte after it. */
  readonly end: number
  /** Reads it again, with storages and tensors. */
  read(host: Host): unknown
}

/**
 * Reads a pickle without making any tensor.
 * @throws DataError for what is no pickle of data, with the byte.
 */
export function checkPickle(bytes: Buffer, wrong: Wrong, start = 0, host = placeholders): Checked {
  const first = new Dicts()
  const input = new PickleBytes(bytes, wrong, start)
  new Machine(input, host, first).run()
  return {
    end: input.at,
    read: second =>
      new Machine(new PickleBytes(bytes, wrong, start), second, new Dicts(first)).run(),
  }
}
