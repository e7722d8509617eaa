/** Writes pickles of protocol 2, which `torch.load(weights_only=True)` reads. */
import { describeValue, isPlainObject } from '../../base/check'
import { isCounter, type Counter } from '../../base/counter'
import { OptionError } from '../../base/errors'
import { problemOfDepth, Tensor } from '../../tensor'
import { encodeText } from '../text'
import { problemOfKey } from './dicts'

/** What contains itself must not use up the stack. */
const mostDepth = 400

function uint8(value: number): Buffer {
  return Buffer.of(value)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** How a tensor is written, into the same pickle. */
export type WriteTensor = (writer: PickleWriter, tensor: Tensor) => void

export class PickleWriter {
  readonly #parts: Uint8Array[] = [Buffer.of(0x80, 2)]
  readonly #memo = new Map<Tensor, number>()

  constructor(readonly writeTensor: WriteTensor) {}

  /** The pickle of a value. @throws OptionError for what Python has no word for. */
  static pickle(value: unknown, writeTensor: WriteTensor): Buffer {
    const writer = new PickleWriter(writeTensor)
    writer.value(value, 'the value', 0)
    writer.op('.')
    return Buffer.concat(writer.#parts)
  }

  op(letter: string, ...operands: readonly Uint8Array[]): void {
    this.#parts.push(Buffer.from(letter, 'latin1'), ...operands)
  }

  global(module: string, name: string): void {
    this.op('c', Buffer.from(`${module}\n${name}\n`))
  }

  string(text: string): void {
    const bytes = encodeText(text)
    this.op('X', uint32(bytes.length), bytes)
  }

  tuple(elements: readonly (() => void)[]): void {
    this.op('(')
    for (const element of elements) element()
    this.op('t')
  }

  /** A call of a function of Python. */
  call(module: string, name: string, args: readonly (() => void)[]): void {
    this.global(module, name)
    this.tuple(args)
    this.op('R')
  }

  integers(values: readonly number[]): void {
    this.tuple(values.map(value => () => this.number(value)))
  }

  boolean(value: boolean): void {
    this.op(value ? '\x88' : '\x89')
  }

  /** An integer where the number is one: JavaScript has no 1.0. */
  number(value: number | bigint): void {
    const isInteger =
      typeof value === 'bigint' || (Number.isInteger(value) && !Object.is(value, -0))
    if (isInteger && value >= 0 && value < 256) return this.op('K', uint8(Number(value)))
    if (isInteger && value >= -(2 ** 31) && value < 2 ** 31) {
      return this.op('J', uint32(Number(value) >>> 0))
    }
    if (typeof value === 'bigint' || (isInteger && Number.isSafeInteger(value)))
      return this.#long(BigInt(value))
    this.float(value)
  }

  float(value: number): void {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(value)
    this.op('G', bytes)
  }

  #long(value: bigint): void {
    let length = 1
    while (BigInt.asIntN(8 * length, value) !== value) ++length
    if (length > 32) throw new OptionError('save: expected integers of at most 256 bits')
    const bytes = Buffer.alloc(length)
    for (let i = 0; i < length; ++i) bytes[i] = Number(BigInt.asUintN(8, value >> BigInt(8 * i)))
    this.op('\x8a', uint8(length), bytes)
  }

  /** @param what the value is, for messages */
  value(value: unknown, what: string, depth: number): void {
    const problem = problemOfDepth(depth, mostDepth)
    if (problem !== null) throw new OptionError(`save: ${problem}`)
    if (value === null) return this.op('N')
    if (typeof value === 'boolean') return this.boolean(value)
    if (typeof value === 'number' || typeof value === 'bigint') return this.number(value)
    if (typeof value === 'string') return this.string(value)
    if (value instanceof Tensor) return this.#tensor(value)
    if (value instanceof Uint8Array) return this.#bytes(value)
    if (Array.isArray(value)) return this.#array(value, what, depth)
    if (value instanceof Set) return this.#set(value, what, depth)
    if (value instanceof Map) return this.#dict([...value], what, depth)
    if (isPlainObject(value)) return this.#object(value, what, depth)
    throw new OptionError(
      `save: ${what}: expected tensors, numbers, strings, booleans, null, arrays, Maps, Sets and ` +
        `plain objects, found ${describeValue(value)}`,
    )
  }

  #tensor(tensor: Tensor): void {
    const known = this.#memo.get(tensor)
    if (known !== undefined) return this.op('j', uint32(known))
    this.writeTensor(this, tensor)
    this.op('r', uint32(this.#memo.size))
    this.#memo.set(tensor, this.#memo.size)
  }

  #bytes(bytes: Uint8Array): void {
    this.global('_codecs', 'encode')
    this.tuple([
      () => this.string(Buffer.from(bytes).toString('latin1')),
      () => this.string('latin1'),
    ])
    this.op('R')
  }

  /** A frozen array is a tuple, as it is when one is read. */
  #array(values: readonly unknown[], what: string, depth: number): void {
    const isTuple = Object.isFrozen(values)
    if (!isTuple) this.op(']')
    this.op('(')
    // Not forEach, which leaves out what was never set.
    for (const [i, value] of values.entries()) this.value(value, `${what}[${i}]`, depth + 1)
    this.op(isTuple ? 't' : 'e')
  }

  #set(values: ReadonlySet<unknown>, what: string, depth: number): void {
    this.global('__builtin__', 'set')
    this.tuple([() => this.value([...values], what, depth + 1)])
    this.op('R')
  }

  #object(value: object, what: string, depth: number): void {
    const entries = Object.entries(value)
    if (isCounter(value)) return this.#counter(value, what, depth)
    if (isComplex(value)) return this.#complex(value)
    const named = entries.filter(([, element]) => element !== undefined)
    this.#dict(hasCounts(named) ? named.map(([key, v]) => [Number(key), v]) : named, what, depth)
  }

  #counter(counts: Counter, what: string, depth: number): void {
    const entries = Object.entries(counts).map(([key, count]) => [Number(key), count] as const)
    this.call('collections', 'Counter', [() => this.#dict(entries, what, depth)])
  }

  #complex({ real, imag }: { real: number; imag: number }): void {
    this.global('__builtin__', 'complex')
    this.tuple([() => this.float(real), () => this.float(imag)])
    this.op('R')
  }

  #dict(entries: readonly (readonly [unknown, unknown])[], what: string, depth: number): void {
    this.op('}')
    this.op('(')
    for (const [key, value] of entries) {
      const name = `${what}.${String(key)}`
      const problem = problemOfKey(key)
      if (problem !== null) throw new OptionError(`save: ${what}: ${problem}`)
      this.value(key, `${name}, the key`, depth + 1)
      this.value(value, name, depth + 1)
    }
    this.op('u')
  }
}

function isComplex(value: object): value is { real: number; imag: number } {
  const { real, imag } = value as { real?: unknown; imag?: unknown }
  return typeof real === 'number' && typeof imag === 'number' && Object.keys(value).length === 2
}

/**
 * Whether the keys are numbers to Python, as in the state of an optimizer, `{ 0: { step: … } }`.
 * In a dict of tensors by name they are names, as of a `ParameterList`.
 */
function hasCounts(entries: readonly (readonly [string, unknown])[]): boolean {
  if (entries.length === 0 || entries.every(([, value]) => value instanceof Tensor)) return false
  return entries.every(([key]) => /^(0|[1-9]\d{0,14})$/.test(key))
}
